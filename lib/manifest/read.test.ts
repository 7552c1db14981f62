/** YAML as kubectl reads it: what a word means, where a field stands, what is refused and how. */
import { describe, expect, test } from "vitest";
import { MAX_MANIFEST_BYTES, readManifest } from "./read.ts";

const meaningOf = (text: string) => {
  const { documents, diagnostics } = readManifest(`a: ${text}\n`);
  expect(diagnostics).toEqual([]);
  return documents[0]?.object.a;
};
const refusals = (text: string) =>
  readManifest(text).diagnostics.map(({ line, column, message }) => `${line}:${column} ${message}`);

describe("what a word means", () => {
  test.each([
    ["yes", true],
    ["Off", false],
    ["y", true],
    ["nO", "nO"],
    ["~", null],
    ["", null],
    ["null", null],
    ['"null"', "null"],
    ["'true'", "true"],
    ["017", 15],
    ["0o17", 15],
    ["0x1f", 31],
    ["0b11", 3],
    ["-0x1F", -31],
    ["1_000", 1000],
    ["08", 8],
    ["18446744073709551616", 2 ** 64],
    ["1e3", 1000],
    [".5", 0.5],
    ["1e999", "1e999"],
    ["100m", "100m"],
    ["1.2.3", "1.2.3"],
    ["2026-01-05", "2026-01-05"],
    ["12:30:45", "12:30:45"],
    ["!!str 12", "12"],
    ["!!binary aGk=", "hi"],
    ["!!int 12", 12],
    ["!!float 1.5", 1.5],
    ["!mine x", "x"],
    ["|\n  one\n  two", "one\ntwo\n"],
    [">-\n  one\n  two", "one two"],
    ["[1, two, {b: c}]", [1, "two", { b: "c" }]],
  ])("%s", (text, value) => {
    expect(meaningOf(text)).toEqual(value);
  });
});

describe("mappings", () => {
  const object = (text: string) => readManifest(text).documents[0]?.object;

  test.each<[string, string, object]>([
    ["the last of equal keys wins", "a: 1\na: 2\n", { a: 2 }],
    [
      "keys become texts",
      "1: a\ntrue: b\n1.5: c\n0x10: d\n",
      { 1: "a", true: "b", 1.5: "c", 16: "d" },
    ],
    ["a key that would be a prototype", "__proto__: {a: 1}\n", JSON.parse('{"__proto__":{"a":1}}')],
    ["an alias is the anchor's value", "a: &x {b: 1}\nc: *x\n", { a: { b: 1 }, c: { b: 1 } }],
    ["an anchor that is set again", "a: &x 1\nb: &x 2\nc: *x\n", { a: 1, b: 2, c: 2 }],
    [
      "own keys behind a merge win",
      "a: &x {b: 1, d: 1}\nc:\n  <<: *x\n  b: 2\n",
      { a: { b: 1, d: 1 }, c: { b: 2, d: 1 } },
    ],
    [
      "earlier maps of a merged list win",
      "x: &x {a: 1}\nw: &w {a: 2, b: 2}\nz:\n  <<: [*x, *w]\n",
      { x: { a: 1 }, w: { a: 2, b: 2 }, z: { a: 1, b: 2 } },
    ],
    ["a quoted << is a key", 'a: {"<<": 1}\n', { a: { "<<": 1 } }],
    ["CRLF", "a: 1\r\nb:\r\n- c\r\n", { a: 1, b: ["c"] }],
    ["a byte order mark", "\uFEFFa: 1\n", { a: 1 }],
    ["no newline at the end", "a: 1", { a: 1 }],
    ["JSON", '{"a": "\\u00e9", "b": [1.5]}', { a: "é", b: [1.5] }],
  ])("%s", (_, text, value) => {
    expect(JSON.stringify(object(text))).toBe(JSON.stringify(value));
  });
});

describe("streams", () => {
  const names = (text: string) => readManifest(text).documents.map(({ object }) => object.a);

  test.each<[string, string, readonly unknown[]]>([
    ["documents between separators", "a: 1\n---\na: 2\n", [1, 2]],
    ["empty documents and comments are none", "---\n# nothing\n---\na: 1\n---\n", [1]],
    ["a separator with a comment", "a: 1\n--- # next\na: 2\n", [1, 2]],
    ["JSON objects one behind the other", '{"a": 1}\n{"a": 2}', [1, 2]],
    ["a flow mapping is YAML", "{a: 1}", [1]],
    ["what stands before a failure is read", "a: 1\n---\na: [\n---\na: 3\n", [1, 3]],
    ["nothing", "", []],
  ])("%s", (_, text, found) => {
    expect(names(text)).toEqual(found);
  });
});

describe("what kubectl refuses, in its words, at its place", () => {
  const YAML = "error converting YAML to JSON: yaml:";
  test.each<[string, string, string]>([
    ["a tab", "a:\n\tb: 1\n", `2:1 ${YAML} line 2: found character that cannot start any token`],
    [
      "a value behind a value",
      "a: b: c\n",
      `1:5 ${YAML} mapping values are not allowed in this context`,
    ],
    ["an unknown anchor", "a: *x\n", `1:4 ${YAML} unknown anchor 'x' referenced`],
    ["an anchor inside itself", "a: &x [*x]\n", `1:8 ${YAML} anchor 'x' value contains itself`],
    ["a control character", "a: \u0001\n", `1:4 ${YAML} control characters are not allowed`],
    [
      "a merge of no map",
      "a:\n  <<: 1\n",
      `2:7 ${YAML} map merge requires map or sequence of maps as the value`,
    ],
    ["a list as a key", "? [a]\n: b\n", `1:3 ${YAML} invalid map key: a key must be a scalar`],
    ["infinity", "a: .inf\n", "1:4 error converting YAML to JSON: json: unsupported value: +Inf"],
    ["a tag that lies", "a: !!int x\n", `1:10 ${YAML} cannot decode !!str \`x\` as a !!int`],
    ["bad base64", "a: !!binary '%'\n", `1:13 ${YAML} !!binary value contains invalid base64 data`],
    ["words behind a separator", "a: 1\n--- b\n", "2:1 invalid Yaml document separator: b"],
    ["a list", "- a\n", "1:1 Unexpected list, expected an object with apiVersion and kind"],
    ["a word", "hello\n", "1:1 Unexpected string, expected an object with apiVersion and kind"],
    [
      "broken JSON behind JSON",
      '{"a":1}{"a":2}x',
      "1:15 invalid character 'x' looking for beginning of value",
    ],
  ])("%s", (_, text, refusal) => {
    expect(refusals(text)[0]).toContain(refusal);
    expect(refusals(text)).toHaveLength(1);
  });

  test("the file's name stands with the refusal", () => {
    expect(readManifest("a: *x", { path: "pod.yaml" }).diagnostics[0]).toMatchObject({
      path: "pod.yaml",
      severity: "error",
      code: "manifest/syntax",
    });
  });
});

describe("where a field stands", () => {
  const text = `kind: Service
---
# the second document
kind: Pod
metadata:
  labels: {app: web, "example.com/tier": front}
spec:
  containers:
  - name: web
    image: "shop/web:1"
  - name: log
    args: &args [a, b]
  - args: *args
`;
  const [, pod] = readManifest(text).documents;
  const at = (path: string, part?: "key" | "value") => {
    const { line, column, endLine, endColumn } = pod?.rangeOf(path, part) ?? {};
    return `${line}:${column}-${endLine}:${endColumn}`;
  };

  test.each([
    ["spec.containers[0].image", "10:12-10:24"],
    [".spec.containers[0].image", "10:12-10:24"],
    ["metadata.labels[example.com/tier]", "6:42-6:47"],
    ['metadata.labels["example.com/tier"]', "6:42-6:47"],
    ["spec.containers", "8:3-8:13"],
    ["spec.containers[1]", "11:5-11:6"],
    ["spec.containers[1].args[1]", "12:21-12:22"],
    ["spec.containers[1].command", "11:5-11:6"],
    ["spec.containers[9].image", "8:3-8:13"],
    ["spec.nodeName", "7:1-7:5"],
    ["nothing", "4:1-4:2"],
  ])("%s", (path, place) => {
    expect(at(path)).toBe(place);
  });

  test("the name instead of the value", () => {
    expect(at("spec.containers[0].image", "key")).toBe("10:5-10:10");
  });

  test("in JSON behind JSON on one line", () => {
    const [, second] = readManifest('{"a": 1} {"b": 22}').documents;
    expect(second?.rangeOf("b")).toMatchObject({ line: 1, column: 16, endColumn: 18 });
  });
});

describe("hostile texts end quickly", () => {
  const timed = (text: string) => {
    const from = performance.now();
    const manifest = readManifest(text);
    return { manifest, ms: performance.now() - from };
  };

  test("aliases of aliases of aliases", () => {
    const levels = Array.from({ length: 12 }, (_, level) => {
      const below = level === 0 ? "x" : `*l${level - 1}`;
      return `l${level}: &l${level} [${Array(10).fill(below).join(", ")}]`;
    });
    const { manifest, ms } = timed(levels.join("\n"));
    expect(manifest.diagnostics[0]?.message).toContain("document contains excessive aliasing");
    expect(ms).toBeLessThan(3_000);
  });

  test("a flow map 20,000 levels deep", () => {
    const { manifest, ms } = timed(`a: ${"{a: ".repeat(20_000)}${"}".repeat(20_000)}`);
    expect(manifest.diagnostics[0]?.message).toContain("exceeded max depth");
    expect(ms).toBeLessThan(3_000);
  });

  test("a map 3,000 levels deep is refused at level 500", () => {
    const text = Array.from({ length: 3_000 }, (_, level) => `${" ".repeat(level)}a:`).join("\n");
    const { manifest, ms } = timed(text);
    expect(manifest.diagnostics).toMatchObject([{ line: 500 }]);
    expect(manifest.diagnostics[0]?.message).toContain("line 500: exceeded max depth of 500");
    expect(ms).toBeLessThan(3_000);
  });

  test("a file of 9 MB inside a ConfigMap is read", () => {
    const file = "    a line of a file\n".repeat(425_000);
    const { manifest, ms } = timed(`data:\n  file: |\n${file}`);
    expect(manifest.diagnostics).toEqual([]);
    expect(ms).toBeLessThan(5_000);
  });

  test("more than 10 MB are not read", () => {
    const { manifest, ms } = timed(`a: ${"x".repeat(MAX_MANIFEST_BYTES)}`);
    expect(manifest.diagnostics[0]?.message).toBe(
      `the manifest has ${MAX_MANIFEST_BYTES + 3} characters, more than ${MAX_MANIFEST_BYTES}`,
    );
    expect(ms).toBeLessThan(500);
  });
});
