/** How a recorded case is read. */
import { describe, expect, test } from "vitest";
import { readCase, readDurationMs, splitWords } from "./case-file.ts";

describe("words of a step", () => {
  test.each([
    { name: "spaces", line: "get  pods -A", words: ["get", "pods", "-A"] },
    { name: "kubectl itself is left out", line: "kubectl get pods", words: ["get", "pods"] },
    { name: "single quotes keep all", line: 'x \'{"a": "\\n"}\'', words: ["x", '{"a": "\\n"}'] },
    { name: 'double quotes know \\"', line: 'x "a \\"b\\" \\n"', words: ["x", 'a "b" \\n'] },
    { name: "quotes inside a word", line: "--image='a b'c", words: ["--image=a bc"] },
    { name: "an empty word", line: 'a "" b', words: ["a", "", "b"] },
    { name: "a backslash outside quotes", line: "a\\ b \\$c", words: ["a b", "$c"] },
    { name: "a line goes on", line: "a \\\n b", words: ["a", "b"] },
    { name: "nothing", line: "  ", words: [] },
  ])("$name", ({ line, words }) => {
    expect(splitWords(line)).toEqual(words);
  });

  test("an open quote is refused", () => {
    expect(() => splitWords("a 'b")).toThrow("a quote is not closed");
  });
});

test.each([
  { text: "30s", ms: 30_000 },
  { text: "1m30s", ms: 90_000 },
  { text: "250ms", ms: 250 },
  { text: "1h", ms: 3_600_000 },
  { text: "1.5s", ms: 1500 },
])("$text is $ms ms", ({ text, ms }) => {
  expect(readDurationMs(text)).toBe(ms);
});

test.each(["", "5", "5x", "s5"])("«%s» is not a duration", (text) => {
  expect(() => readDurationMs(text)).toThrow("is not a duration");
});

describe("a case", () => {
  const text = `about: One.
files: {a.txt: hello}
steps:
- kubectl: create -f -
  stdin: "kind: Pod # 30080"
  exit: 1
  stdout: ''
  stderr: "30081\\n"
  unstable: [stdout]
- settle: 5m
- settle: true
- wait: 12s
objects: [pods]
result:
  objects: []
recorded: {kubernetes: v1.35.4}
`;

  test("is read with its steps", () => {
    const read = readCase("pods/one", text);
    if (!read.ok) throw new Error(read.error);
    const { source, ...rest } = read.value;
    expect(rest).toEqual({
      name: "pods/one",
      area: "pods",
      nodes: undefined,
      files: { "a.txt": "hello" },
      steps: [
        {
          type: "kubectl",
          command: ["create", "-f", "-"],
          line: "create -f -",
          stdin: "kind: Pod # 30080",
          exit: 1,
          stdout: "",
          stderr: "30081\n",
          unstable: ["stdout"],
        },
        { type: "settle", limitMs: 300_000 },
        { type: "settle", limitMs: 30_000 },
        { type: "wait", ms: 12_000 },
      ],
      objectKinds: ["pods"],
      objects: [],
      events: undefined,
    });
    expect(source).toContain("30080");
    expect(source).not.toContain("30081");
  });

  test.each([
    { name: "without steps", text: "about: a\n", reason: "no steps" },
    { name: "that is a list", text: "- a\n", reason: "not a case" },
    { name: "with an unknown step", text: "steps:\n- sleep: 5\n", reason: "step 1: neither" },
    { name: "that is no YAML", text: "a: [", reason: "a/b: " },
  ])("$name is refused", ({ text, reason }) => {
    const read = readCase("a/b", text);
    expect(read).toMatchObject({ ok: false, error: expect.stringContaining(reason) });
  });

  test("right in the folder has the area «.»", () => {
    expect(readCase("one", text)).toMatchObject({ ok: true, value: { area: "." } });
  });
});
