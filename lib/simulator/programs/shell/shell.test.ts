import { describe, expect, test } from "vitest";
import { Engine } from "../../engine/engine.ts";
import { LEARNER_LATENCY } from "../../engine/latency.ts";
import { ContainerFiles, FileTree } from "../../storage/index.ts";
import { parseImage } from "../image-reference.ts";
import { ImageRegistry } from "../image-registry.ts";
import type { Machine, Process } from "../machine.ts";
import { MemoryUse } from "../memory-use.ts";
import { runProgram } from "../run-program.ts";
import { REAL_RUNTIME } from "../runtime-profile.ts";
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
    memory: new MemoryUse(),
    network: {
      answersAnyName: false,
      dnsServer: "10.96.0.10",
      http: (url) =>
        url.includes("web")
          ? { ok: true, status: url.endsWith("/missing") ? 404 : 200, body: "hello\n", tookMs: 1 }
          : { ok: false, failure: "no such host", tookMs: 1 },
      connect: (_protocol, _host, port) =>
        port === 80
          ? { ok: true, tookMs: 1 }
          : { ok: false, failure: "connection refused", tookMs: 1 },
      searches: ["default.svc.cluster.local"],
      query: (name, type) =>
        name === "web.default.svc.cluster.local" && type === "A"
          ? { code: "NOERROR", answers: [{ name, type, ttl: 30, data: "10.96.0.7" }] }
          : { code: "NXDOMAIN", answers: [] },
      resolve: (name) =>
        name === "web" ? { name: "web.default.svc.cluster.local", ips: ["10.96.0.7"] } : undefined,
    },
    runtime: REAL_RUNTIME,
    terminate: () => undefined,
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
    [
      "files copied, moved and found",
      "cd /data; echo x > a; cp a b; mv b c; cp a /tmp; ls; ls /tmp; find /data -name c",
      "a\nc\na\n/data/c\n",
    ],
    [
      "folders made and removed",
      "mkdir -p /data/x/y; touch /data/x/y/f; rm -r /data/x; ls -a /data; rm -f /nowhere; echo $?",
      "0\n",
    ],
    ["names of paths", "basename /a/b.txt .txt; dirname /a/b.txt; dirname b; pwd", "b\n/a\n.\n/\n"],
    ["a tee", "echo x | tee /tmp/t; echo y | tee -a /tmp/t > /dev/null; cat /tmp/t", "x\nx\ny\n"],
    [
      "cut and tr",
      "echo a:b:c | cut -d: -f2; echo abc | tr a-c A-C; echo a1b | tr -d 0-9",
      "b\nABC\nab\n",
    ],
    [
      "sorting numbers backwards",
      "printf '2\\n10\\n1\\n' | sort -rn; printf 'a\\na\\nb\\n' | uniq -c",
      "10\n2\n1\n      2 a\n      1 b\n",
    ],
    [
      "counting",
      "printf 'a b\\nc\\n' | wc -w; printf abc | wc -c; printf 'x\\ny\\n' | grep -c x; echo Ab | grep -i ab",
      "3\n3\n1\nAb\n",
    ],
    [
      "the ends of a file",
      "seq 5 > /tmp/n; head -n 2 /tmp/n; tail -2 /tmp/n; head -1 < /tmp/n",
      "1\n2\n4\n5\n1\n",
    ],
    ["sequences", "seq 2 4; seq 1 2 5; seq 3 -1 2", "2\n3\n4\n1\n3\n5\n3\n2\n"],
    [
      "formats",
      "printf '%03d|%-4s|%x|%%|%c\\n' 7 ab 255 xyz; echo -e 'a\\tb'",
      "007|ab  |ff|%|x\na\tb\n",
    ],
    ["sums by expr", "expr 2 + 3; expr 7 / 2; expr 7 % 4", "5\n3\n3\n"],
    [
      "operators of arithmetic",
      "echo $((1<2)) $((5%3)) $((1<<3)) $((6&3)) $((6|1)) $((5^1)) $((~0)) $((!3)) $((-2+ +3)) $((8>>1)) $((2>=2&&1)) $((0||0)) $((0x10))",
      "1 2 8 2 7 4 -1 0 1 4 1 0 16\n",
    ],
    [
      "assignments in arithmetic",
      "a=2; echo $((a+=3)) $((a=a*2)) $((++a)) $((a--)) $a $(( (1+2)*3 ))",
      "5 10 11 11 10 9\n",
    ],
    [
      "conditions",
      "[ -d /tmp ] && [ -e /fixed ] || [ ! -s /x ] && [ a != b ] && [ 1 -le 1 ] && [ 2 -ge 1 ] && [ 1 -lt 2 ] && [ 1 -ne 2 ] && [ -z '' ] && [ -n a -a a = a ] && [ -w /tmp ] && [ b \\> a ] && echo all",
      "all\n",
    ],
    [
      "the environment",
      "export A=1; printenv A; env B=2 sh -c 'echo $B'; env | grep -c NAME",
      "1\n2\n1\n",
    ],
    [
      "dates in parts",
      "date +%Y-%m-%d; date +%H:%M:%S; date +%F_%T; date",
      "1970-01-01\n00:00:00\n1970-01-01_00:00:00\nThu Jan  1 00:00:00 UTC 1970\n",
    ],
    [
      "the machine",
      "uname; nproc; id; id -g; id -G; which sleep; command -v echo",
      "Linux\n4\nuid=0(root) gid=0(root) groups=0(root)\n0\n0\n/bin/sleep\n/bin/echo\n",
    ],
    [
      "a script from a file",
      "echo 'echo from $1' > /tmp/s; sh /tmp/s file; . /tmp/s",
      "from file\nfrom\n",
    ],
    ["a replaced shell", "exec echo gone; echo never", "gone\n"],
    ["a removed variable", "a=1; unset a; echo [$a]; readonly b=2; echo $b", "[]\n2\n"],
    [
      "an error variable",
      "(echo $" + "{X:?is missing}) 2>&1; echo $" + "{Y:=set} $Y",
      "sh: X: is missing\nset set\n",
    ],
    [
      "a headed page",
      "curl -sI http://web/ | head -1; curl -s http://web/ -o /tmp/p; cat /tmp/p",
      "HTTP/1.1 200 OK\r\nhello\n",
    ],
    [
      "a saved page",
      "cd /tmp; wget -q http://web/page; cat page; wget -q --spider http://web/",
      "hello\n",
    ],
    [
      "a looked-up name",
      "nslookup web | tail -n 2; getent hosts web",
      "Name:\tweb.default.svc.cluster.local\nAddress: 10.96.0.7\n10.96.0.7  web.default.svc.cluster.local  web\n",
    ],
    ["a sum of a text", "echo a > /tmp/a; md5sum /tmp/a | cut -d' ' -f3", "/tmp/a\n"],
    [
      "a found pattern of names",
      "touch /tmp/f1 /tmp/f2 /tmp/g; echo /tmp/f? /tmp/[g]; cd /; echo t*",
      "/tmp/f1 /tmp/f2 /tmp/g\ntmp\n",
    ],
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
    [
      "with a refused page",
      "curl -f http://web/missing",
      22,
      "curl: (22) The requested URL returned error: 404\n",
    ],
    [
      "with an unknown host for curl",
      "curl http://db/",
      6,
      "curl: (6) Could not resolve host: db\n",
    ],
    [
      "with a page that is missing",
      "wget -q http://web/missing",
      1,
      "wget: server returned error: HTTP/1.1 404 Not Found\n",
    ],
    ["with an unknown name", "nslookup db > /dev/null", 1, ""],
    ["with a wrong number", "sleep soon", 1, "sleep: invalid number 'soon'\n"],
    ["with a folder that is no file", "rm /tmp", 1, "rm: '/tmp' is a directory\n"],
    ["with nothing to copy", "cp a", 1, "cp: missing operand\n"],
    [
      "with a missing source",
      "mv /no /tmp",
      1,
      "mv: can't stat '/no': No such file or directory\n",
    ],
    ["with a missing folder", "cd /no", 1, "sh: cd: can't cd to /no: No such file or directory\n"],
    ["with a missing list", "ls /no", 1, "ls: /no: No such file or directory\n"],
    [
      "with a read-only folder",
      "mkdir /config/x",
      1,
      "mkdir: can't create directory '/config/x': Read-only file system\n",
    ],
    ["with a read-only touch", "touch /config/x", 1, "touch: /config/x: Read-only file system\n"],
    ["with a missing input", "cat < /no", 1, "sh: can't open /no: no such file\n"],
    ["with a bad number", "exit many", 2, "sh: exit: Illegal number: many\n"],
    ["with a missing bracket", "[ a = a", 2, "sh: [: missing ]\n"],
    ["with nothing after -c", "sh -c", 2, "sh: -c requires an argument\n"],
    [
      "with a missing script",
      "sh /no.sh",
      2,
      "sh: can't open '/no.sh': No such file or directory\n",
    ],
    ["with an open quote", "echo 'a", 2, "sh: syntax error: unterminated quoted string\n"],
    ["with a stray word", "done", 2, 'sh: syntax error: unexpected word "done"\n'],
    ["with a stray operator", "echo a && | b", 2, 'sh: syntax error: unexpected "|"\n'],
    ["with a bad sum", "echo $((1 + ))", 2, "sh: arithmetic syntax error\n"],
    ["with a bad substitution", "echo $" + "{a b}", 2, "sh: syntax error: bad substitution\n"],
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
