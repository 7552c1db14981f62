import { expect, test } from "vitest";
import { createCluster } from "#lib/simulator";
import { createTerminal } from "./terminal.ts";

const PODS = `NAME   READY   STATUS    RESTARTS
web-1  1/1     Running   0
web-2  0/1     Pending   3
db-0   1/1     Running   12
`;
const LIST = JSON.stringify({
  kind: "List",
  items: [
    { metadata: { name: "b", labels: { app: "web" } }, spec: { replicas: 2, tags: ["x", "y"] } },
    { metadata: { name: "a", labels: null }, spec: { replicas: 1, tags: [] } },
  ],
});

function run(line: string) {
  const files = { "pods.txt": PODS, "list.json": LIST, "t.csv": "a,1\nb,2\na,3\n" };
  const terminal = createTerminal({
    client: createCluster({ flavour: "recorded" }).client(),
    files,
  });
  return terminal.run(line);
}

test.each([
  ["fields", "awk '{print $1, $3}' pods.txt | head -n 2", "NAME STATUS\nweb-1 Running\n"],
  ["a pattern", "awk '/Running/ {print $1}' pods.txt", "web-1\ndb-0\n"],
  ["a condition and NR", `awk 'NR>1 && $4 > 2 {print $1": "$4}' pods.txt`, "web-2: 3\ndb-0: 12\n"],
  ["BEGIN, END and sums", "awk -F, 'BEGIN{print \"s\"} {s+=$2} END{print s}' t.csv", "s\n6\n"],
  ["arrays", "awk -F, '{n[$1]+=$2} END{for (k in n) print k, n[k]}' t.csv", "a 4\nb 2\n"],
  ["printf", `awk -F, 'NR==1{printf "%-4s|%3d|%.1f\\n", $1, $2, $2/2}' t.csv`, "a   |  1|0.5\n"],
  [
    "if and else",
    `awk -F, '{if ($2>1) print "big"; else print "small"}' t.csv`,
    "small\nbig\nbig\n",
  ],
  ["NF and a match", "awk '$3 !~ /Run/ {print NF, $NF}' pods.txt", "4 RESTARTS\n4 3\n"],
  ["gsub and a variable", "echo a-b-c | awk -v x=+ '{gsub(/-/, x); print}'", "a+b+c\n"],
  ["a loop", "echo | awk '{for (i=1; i<=3; i++) s = s i; print s}'", "123\n"],
  ["a range", "awk '/web-1/,/web-2/' pods.txt | wc -l", "2\n"],
  [
    "split and length",
    `echo 'a:b' | awk '{n=split($0, p, ":"); print n, p[2], length($0)}'`,
    "2 b 3\n",
  ],
])("awk: %s", (_name, line, stdout) => {
  expect(run(line)).toMatchObject({ stdout, stderr: "" });
});

test.each([
  ["a path, raw", "jq -r '.items[].metadata.name' list.json", "b\na\n"],
  [
    "select",
    "jq -c '.items[] | select(.spec.replicas > 1) | .spec' list.json",
    '{"replicas":2,"tags":["x","y"]}\n',
  ],
  ["map and length", "jq -c '[.items[].spec.tags | length]' list.json", "[2,0]\n"],
  ["sort_by", "jq -r '.items | sort_by(.metadata.name) | .[0].metadata.name' list.json", "a\n"],
  [
    "interpolation",
    `jq -r '.items[] | "\\(.metadata.name)=\\(.spec.replicas + 1)"' list.json`,
    "b=3\na=2\n",
  ],
  [
    "an alternative",
    "jq -r '.items[] | .metadata.labels.app // \"none\"' list.json",
    "web\nnone\n",
  ],
  [
    "objects",
    "jq -c '.items[0] | {name: .metadata.name, n: .spec.replicas}' list.json",
    '{"name":"b","n":2}\n',
  ],
  [
    "to_entries",
    "jq -r '.items[0].metadata.labels | to_entries[] | .key + \":\" + .value' list.json",
    "app:web\n",
  ],
  ["keys", "jq -c 'keys' list.json", '["items","kind"]\n'],
  ["group_by", "jq -c '[.items | group_by(.spec.replicas)[] | length]' list.json", "[1,1]\n"],
  ["test and any", "jq '[.items[].metadata.name | test(\"^b\")] | any' list.json", "true\n"],
  [
    "an update",
    "jq -c '.items[0].spec.replicas |= . + 5 | .items[0].spec.replicas' list.json",
    "7\n",
  ],
  ["del", "jq -c '.items[0] | del(.metadata, .spec.tags)' list.json", '{"spec":{"replicas":2}}\n'],
  [
    "if, as and $",
    "jq -c '.kind as $k | if .items | length > 1 then $k else \"no\" end' list.json",
    '"List"\n',
  ],
  [
    "arguments",
    "jq -r --arg n a '.items[] | select(.metadata.name == $n) | .spec.replicas' list.json",
    "1\n",
  ],
  ["base64", "echo '{\"a\":\"aGk=\"}' | jq -r '.a | @base64d'", "hi\n"],
  ["indents", "echo '{\"a\":[1]}' | jq .", '{\n  "a": [\n    1\n  ]\n}\n'],
])("jq: %s", (_name, line, stdout) => {
  expect(run(line)).toMatchObject({ stdout, stderr: "" });
});

test.each([
  ["encodes", "echo -n admin | base64", "YWRtaW4=\n"],
  ["decodes", "echo YWRtaW4= | base64 -d", "admin"],
  ["does not wrap", "echo -n aaaa | base64 -w0", "YWFhYQ=="],
])("base64 %s", (_name, line, stdout) => {
  expect(run(line)).toMatchObject({ stdout, stderr: "" });
});

test.each([
  ["a program that cannot be read", "jq '.items[' list.json", 3],
  ["an unknown function", "jq 'frobnicate' list.json", 3],
  ["text that is no JSON", "echo no | jq .", 2],
  ["what cannot be indexed", "jq '.kind.name' list.json", 5],
  ["an awk program that cannot be read", "awk '{print' pods.txt", 2],
])("%s is refused", (_name, line, exitCode) => {
  const result = run(line);
  expect(result.exitCode).toBe(exitCode);
  expect(result.stderr).not.toBe("");
});
