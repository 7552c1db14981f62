import { describe, expect, test } from "vitest";
import { createCluster } from "#lib/simulator";
import { createTerminal } from "./terminal.ts";

function aTerminal(files: Readonly<Record<string, string>> = {}) {
  const cluster = createCluster({ flavour: "recorded" });
  return { cluster, terminal: createTerminal({ client: cluster.client(), files }) };
}

test.each([
  ["words and quotes", `echo 'a  b' "c d" e\\ f`, "a  b c d e f\n"],
  ["a variable", `X=web; echo "$X-\${X}" '$X'`, "web-web $X\n"],
  ["a pipe", "cat notes.txt | grep -v b | wc -l", "2\n"],
  ["head and tail", "head -n 2 notes.txt | tail -n 1", "b\n"],
  ["sort", "sort -r notes.txt", "c\nb\na\n"],
  ["and, or", "false && echo no || echo yes", "yes\n"],
  ["a redirect", "echo one > x; echo two >> x; cat < x", "one\ntwo\n"],
  ["the last exit code", "false; echo $?", "1\n"],
  ["a comment", "echo a # b", "a\n"],
])("%s", (_name, line, stdout) => {
  const { terminal } = aTerminal({ "notes.txt": "a\nb\nc\n" });
  expect(terminal.run(line)).toMatchObject({ stdout, stderr: "" });
});

test.each([
  ["an unknown command", "vim x", 127, "bash: vim: command not found\n"],
  ["a missing file", "cat nothing", 1, "cat: nothing: No such file or directory\n"],
  ["an open quote", "echo 'a", 2, "bash: unexpected EOF while looking for matching `''\n"],
  ["a lone pipe", "| grep a", 2, "bash: syntax error near unexpected token `|'\n"],
  ["a redirect to nothing", "echo a >", 2, "bash: syntax error near unexpected token `newline'\n"],
  ["a sleep of no time", "sleep soon", 1, "sleep: invalid time interval 'soon'\n"],
])("%s", (_name, line, exitCode, stderr) => {
  expect(aTerminal().terminal.run(line)).toMatchObject({ exitCode, stderr });
});

describe("kubectl", () => {
  test("a file is applied, and time passes while one sleeps", () => {
    const yaml = "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: settings}\ndata: {a: b}\n";
    const { terminal, cluster } = aTerminal({ "settings.yaml": yaml });
    const before = cluster.nowMs;
    expect(terminal.run("kubectl apply -f settings.yaml").stdout).toBe(
      "configmap/settings created\n",
    );
    terminal.run("sleep 5");
    expect(cluster.nowMs - before).toBeGreaterThanOrEqual(5000);
    expect(terminal.run("k get cm settings -o name").stdout).toBe("configmap/settings\n");
  });

  test.each([
    ["a verb", "kubectl desc", ["describe"]],
    ["a name", "kubectl get nodes node0", ["node01", "node02"]],
    ["kind/name", "kubectl get node/control", ["node/controlplane"]],
    ["a flag", "kubectl get --all-n", ["--all-namespaces"]],
    ["the program", "kub", ["kubectl"]],
    ["nothing for others", "cat no", []],
  ])("completes %s", (_name, line, options) => {
    expect(aTerminal().terminal.complete(line, line.length).options).toEqual(options);
  });
});

test.each([
  ["a here-document", "N=web\ncat <<EOF\nname: $N\nEOF", "name: web\n"],
  ["a quoted here-document", "cat <<'EOF'\nname: $N\nEOF", "name: $N\n"],
  ["a here-document into a pipe", "cat <<-EOF | grep b\n\ta\n\tb\n\tEOF", "b\n"],
  ["a substitution", 'echo "n=$(cat notes.txt | wc -l)"', "n=3\n"],
  ["a substitution split into words", "echo $(cat notes.txt)", "a b c\n"],
  ["a default", `echo \${NOTHING:-x}`, "x\n"],
  ["standard error into the pipe", "cat nothing 2>&1 | wc -l", "1\n"],
  ["standard error thrown away", "cat nothing 2>/dev/null || echo gone", "gone\n"],
  ["a pattern", "ls *.txt", "notes.txt\n"],
  ["a pattern that nothing matches", "echo *.md", "*.md\n"],
  ["folders", "mkdir -p a/b && cd a/b && pwd && cd - 2>/dev/null; cd ~; pwd", "/root/a/b\n/root\n"],
  ["an assignment for one command", "X=1 env | grep ^X; echo [$X]", "X=1\n[]\n"],
  ["an alias", "alias two='seq 2'; two", "1\n2\n"],
  ["xargs", "cat notes.txt | xargs -n 1 echo -", "- a\n- b\n- c\n"],
  ["a script file", "echo 'echo hi' > s.sh; bash s.sh", "hi\n"],
  ["cut", "echo a:b:c | cut -d: -f2-", "b:c\n"],
  ["sed s", "echo a.b.c | sed 's/\\./-/g'", "a-b-c\n"],
  ["sed p", "sed -n '2,$p' notes.txt", "b\nc\n"],
  ["sed d", "sed '/b/d' notes.txt", "a\nc\n"],
  ["uniq -c", "echo 'a\na' | uniq -c | tr -s ' '", " 2 a\n"],
  ["grep context", "grep -A1 a notes.txt", "a\nb\n"],
  ["basic and extended patterns", "echo 'a+b' | grep 'a+' | grep -E 'a\\+|x'", "a+b\n"],
])("%s", (_name, script, stdout) => {
  const { terminal } = aTerminal({ "notes.txt": "a\nb\nc\n" });
  expect(terminal.run(script).stdout).toBe(stdout);
});

test.each([
  ["a here-document without its end", "cat <<EOF\na", true],
  ["an open quote", "echo 'a", true],
  ["a pipe to nothing yet", "echo a |", true],
  ["a whole line", "echo a", false],
  ["a line that is wrong", "| a", false],
])("%s: needs more lines = %s", (_name, text, wanted) => {
  expect(aTerminal().terminal.needsMore(text)).toBe(wanted);
});

test("a script that calls itself ends", () => {
  const { terminal } = aTerminal({ "s.sh": "echo $(bash s.sh)" });
  expect(terminal.run("bash s.sh").exitCode).toBe(0);
});
