import { describe, expect, test } from "vitest";
import { Engine } from "../../engine/engine.ts";
import { LEARNER_LATENCY } from "../../engine/latency.ts";
import { ContainerFiles, FileTree } from "../../storage/index.ts";
import { parseImage } from "../image-reference.ts";
import { ImageRegistry } from "../image-registry.ts";
import type { Machine, Process } from "../machine.ts";
import { runProgram } from "../run-program.ts";
import { runTask } from "../task.ts";

type Ran = { code: number | undefined; out: string; err: string; tookMs: number };

function machine(engine: Engine, files: Readonly<Record<string, string>>): Machine {
  const reference = parseImage("curlimages/curl:8");
  const found = new ImageRegistry().look(reference ?? { repository: "", tag: "" });
  if (!("image" in found)) throw new Error("no image");
  const tree = new FileTree(files, ["/tmp", "/data", "/root"]);
  const readOnly = new FileTree({ "/fixed": "fixed\n" });
  const mounts = [{ path: "/config", tree: readOnly, subPath: "/", readOnly: true }];
  return {
    engine,
    image: found.image,
    isOwnCommand: false,
    files: new ContainerFiles(() => tree, mounts, false),
    env: new Map([["NAME", "world"]]),
    workingDir: "/",
    hostname: "box",
    podIp: "10.244.1.2",
    user: { uid: 0, gid: 0, groups: [0] },
    memoryLimitBytes: 0,
    network: {
      answersAnyName: false,
      dnsServer: "10.96.0.10",
      http: (url) =>
        url.includes("web")
          ? { ok: true, status: url.endsWith("/missing") ? 404 : 200, body: "hello\n", tookMs: 1 }
          : { ok: false, failure: "no such host", tookMs: 1 },
      tcp: (_host, port) =>
        port === 80
          ? { ok: true, tookMs: 1 }
          : { ok: false, failure: "connection refused", tookMs: 1 },
      resolve: (name) =>
        name === "web" ? { name: "web.default.svc.cluster.local", ips: ["10.96.0.7"] } : undefined,
    },
    endsAtTrap: false,
    terminate: () => undefined,
    outOfMemory: () => undefined,
    run: runProgram,
    life: {
      program: ["sh"],
      onTerm: undefined,
      jobs: [],
      pace: { atMs: 0, count: 0, pauseMs: 1000 },
    },
  };
}

function run(
  script: string,
  files: Readonly<Record<string, string>> = {},
  limitMs = 3_600_000,
): Ran {
  const engine = new Engine({
    seed: 1,
    world: 0,
    startMs: 0,
    latency: LEARNER_LATENCY,
    stepsMax: 100_000,
  });
  const ran: Ran = { code: undefined, out: "", err: "", tookMs: 0 };
  const box = machine(engine, files);
  const process: Process = {
    machine: box,
    env: new Map(box.env),
    cwd: "/",
    stdin: { rest: undefined },
    stdout: (text) => {
      ran.out += text;
    },
    stderr: (text) => {
      ran.err += text;
    },
    repeats: false,
  };
  runTask(engine, "test", runProgram(["sh", "-c", script], process), (code) => {
    ran.code = code;
  });
  engine.runUntil(() => ran.code !== undefined, limitMs);
  return { ...ran, tookMs: engine.nowMs };
}

describe("what scripts print", () => {
  const rows: readonly (readonly [name: string, script: string, out: string])[] = [
    ["a variable", "echo hello $NAME", "hello world\n"],
    ["quotes", `echo 'a $NAME' "b $NAME" c\\ d`, "a $NAME b world c d\n"],
    [
      "a default",
      `echo \${MISSING:-none} \${NAME:-none} \${MISSING:+set}\${NAME:+set}`,
      "none world set\n",
    ],
    [
      "length and trimming",
      `f=a.b.txt; echo \${#f} \${f%.*} \${f%%.*} \${f#*.} \${f##*.}`,
      "7 a.b a b.txt txt\n",
    ],
    ["arithmetic", "i=4; echo $((i * 2 + 1)) $((i > 3 ? 10 : 20)) $((i++)) $i", "9 10 4 5\n"],
    ["a substitution", "echo [$(echo inner)] `echo old`", "[inner] old\n"],
    ["and, or", "true && echo yes || echo no; false && echo yes || echo no", "yes\nno\n"],
    [
      "if",
      "if [ -f /etc/x ]; then echo file; elif test 2 -gt 1; then echo more; else echo no; fi",
      "more\n",
    ],
    ["for over words", "for i in 1 2 3; do echo -n $i; done; echo", "123\n"],
    ["for over a sequence", "for i in $(seq 3); do echo $i; done | wc -l", "3\n"],
    [
      "while and break",
      "i=0; while true; do i=$((i+1)); [ $i -eq 3 ] && break; done; echo $i",
      "3\n",
    ],
    ["until", "i=0; until [ $i -ge 2 ]; do i=$((i+1)); done; echo $i", "2\n"],
    ["continue", "for i in 1 2 3; do if [ $i = 2 ]; then continue; fi; echo $i; done", "1\n3\n"],
    ["case", "case $NAME in w*) echo starts;; *) echo other;; esac", "starts\n"],
    ["a function", 'greet() { echo "hi $1"; return 3; }; greet you; echo $?', "hi you\n3\n"],
    ["a pipe", "printf 'b\\na\\nb\\n' | sort | uniq", "a\nb\n"],
    ["grep", "printf 'one\\ntwo\\n' | grep -v one", "two\n"],
    ["a here-document", "cat <<EOF\nhello $NAME\nEOF", "hello world\n"],
    ["a here-document in quotes", "cat <<'EOF'\nhello $NAME\nEOF\necho end", "hello $NAME\nend\n"],
    ["a file", "echo one > /tmp/f; echo two >> /tmp/f; cat < /tmp/f", "one\ntwo\n"],
    [
      "a redirection of errors",
      "cat /nowhere 2>/dev/null; cat /nowhere 2>&1",
      "cat: can't open '/nowhere': No such file or directory\n",
    ],
    ["patterns of files", "cd /tmp; touch a.txt b.txt c.log; echo *.txt", "a.txt b.txt\n"],
    ["the status of a failure", "false; echo $?; (exit 7); echo $?", "1\n7\n"],
    ["a subshell", "x=1; (x=2; echo $x); echo $x", "2\n1\n"],
    ["an exported variable", "export A=1; B=2; sh -c 'echo [$A] [$B]'", "[1] []\n"],
    ["one command's own variable", "A=5 sh -c 'echo $A'; echo [$A]", "5\n[]\n"],
    ["reading lines", "printf 'a b\\nc d\\n' | while read x y; do echo $y; done", "b\nd\n"],
    ["parameters", "set -- a b c; shift; echo $# $1 $@", "2 b b c\n"],
    [
      "comments and lines",
      "# nothing\necho one # two\n\necho three \\\n  four\n",
      "one\nthree four\n",
    ],
    ["time", "date +%s; sleep 90; date +%s", "0\n90\n"],
    ["the host", "hostname; hostname -i; id -u; whoami", "box\n10.244.1.2\n0\nroot\n"],
    ["an evaluated text", "c='echo $NAME'; eval $c", "world\n"],
    ["a page", "wget -qO- http://web/", "hello\n"],
    ["a code", "curl -s -o /dev/null -w '%{http_code}' http://web/missing", "404"],
    ["an exit trap", "trap 'echo bye' EXIT; echo work; exit 0", "work\nbye\n"],
    ["jobs", "(sleep 2; echo late) & echo early; wait; echo done", "early\nlate\ndone\n"],
    ["a negation", "if ! false; then echo right; fi", "right\n"],
    ["a group", "{ echo a; echo b; } > /tmp/g; cat /tmp/g | tail -n 1", "b\n"],
  ];
  test.each(rows)("%s", (_name, script, out) => {
    expect(run(script)).toMatchObject({ out, err: "" });
  });
});

describe("how scripts end", () => {
  const rows: readonly (readonly [name: string, script: string, code: number, err: string])[] = [
    ["with the last status", "echo a; false", 1, ""],
    ["with an exit code", "exit 42; echo never", 42, ""],
    ["at the first failure", "set -e; false; echo never", 1, ""],
    ["not at a failure that is tested", "set -e; false || true; if false; then :; fi", 0, ""],
    ["at an unset variable", "set -u; echo $NOWHERE", 2, "sh: NOWHERE: parameter not set\n"],
    ["without a program", "slep 1", 127, "sh: slep: not found\n"],
    [
      "in a syntax error",
      "if true; then echo",
      2,
      'sh: syntax error: unexpected end of file (expecting "fi")\n',
    ],
    [
      "with a read-only file",
      "echo x > /config/new",
      1,
      "sh: can't create /config/new: Read-only file system\n",
    ],
    [
      "with a missing file",
      ". /nowhere",
      1,
      "sh: .: can't open '/nowhere': No such file or directory\n",
    ],
    ["with a division by zero", "echo $((1/0))", 2, "sh: divide by zero\n"],
    ["with a refused connection", "nc -z web 81", 1, "nc: web (web:81): Connection refused\n"],
    ["with an unknown host", "wget -qO- http://db/", 1, "wget: bad address 'db'\n"],
    ["with a timeout", "timeout 5 sleep 60", 143, ""],
    ["in a recursion", "f() { f; }; f", 2, "sh: maximum function nesting exceeded\n"],
  ];
  test.each(rows)("%s", (_name, script, code, err) => {
    expect(run(script)).toMatchObject({ code, err });
  });
});

test("a busy loop is slowed down instead of ending the run", () => {
  const { code, tookMs } = run("while true; do :; done", {}, 600_000);
  expect({ code, tookMs }).toEqual({ code: undefined, tookMs: 600_000 });
});

test("a file that is followed is printed as it grows", () => {
  const { out } = run(
    "(sleep 3; echo two >> /tmp/log) & echo one > /tmp/log; timeout 6 tail -f /tmp/log",
    {},
    20_000,
  );
  expect(out).toBe("one\ntwo\n");
});
