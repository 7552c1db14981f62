/** Objects as kubectl prints them, and that what is printed reads back as the same object. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { toJson } from "./json-writer.ts";
import { readManifest } from "./read.ts";
import { toYaml } from "./yaml-writer.ts";

describe("YAML", () => {
  test.each<[string, unknown, string]>([
    [
      "keys in Go's natural order",
      { b: 1, a10: 1, a9: 1, "a.b": 1 },
      "a.b: 1\na9: 1\na10: 1\nb: 1\n",
    ],
    ["lists at the level of their key", { a: [1, { b: 2, c: [] }] }, "a:\n- 1\n- b: 2\n  c: []\n"],
    ["lists in lists", { a: [[1, 2], []] }, "a:\n- - 1\n  - 2\n- []\n"],
    ["nothing inside", { a: {}, b: null }, "a: {}\nb: null\n"],
    ["undefined fields are left out", { a: undefined, b: { c: undefined } }, "b: {}\n"],
    [
      "words that mean something else",
      { a: "yes", b: "1", c: "", d: "~" },
      'a: "yes"\nb: "1"\nc: ""\nd: "~"\n',
    ],
    ["dates and base 60", { a: "2026-01-05", b: "1:30" }, 'a: "2026-01-05"\nb: "1:30"\n'],
    [
      "signs that begin something",
      { a: "*x", b: "a: b", c: "a #b" },
      "a: '*x'\nb: 'a: b'\nc: 'a #b'\n",
    ],
    ["an apostrophe", { a: "it's", b: "'x" }, "a: it's\nb: '''x'\n"],
    [
      "several lines",
      { a: "one\ntwo\n", b: "one\ntwo", c: "one\n\n" },
      "a: |\n  one\n  two\nb: |-\n  one\n  two\nc: |+\n  one\n\n",
    ],
    ["control characters", { a: "\u0007\u001b", b: "a\tb" }, 'a: "\\a\\e"\nb: "a\\tb"\n'],
    ["floats as Go prints them", { a: 0.5, b: 1e21, c: 0.00001 }, "a: 0.5\nb: 1e+21\nc: 1e-05\n"],
    [
      "long lines are folded behind column 80",
      { a: "word ".repeat(20).trim() },
      `a: ${"word ".repeat(15)}word\n  word word word word\n`,
    ],
  ])("%s", (_, value, text) => {
    expect(toYaml(value)).toBe(text);
  });
});

describe("JSON", () => {
  test.each<[string, unknown, Parameters<typeof toJson>[1], string]>([
    ["pretty", { b: [1], a: {} }, "pretty", '{\n    "a": {},\n    "b": [\n        1\n    ]\n}\n'],
    ["compact", { b: [1, null], a: "x" }, "compact", '{"a":"x","b":[1,null]}'],
    ["typed keeps the order", { b: 1, a: 2 }, "typed", '{\n    "b": 1,\n    "a": 2\n}\n'],
    ["HTML's signs are escaped", { a: "<&>" }, "compact", '{"a":"\\u003c\\u0026\\u003e"}'],
    ["undefined fields are left out", { a: undefined }, "compact", "{}"],
  ])("%s", (_, value, style, text) => {
    expect(toJson(value, style)).toBe(text);
  });
});

test("what is printed reads back", () => {
  const text = fc.oneof(
    fc.string({ unit: "grapheme" }),
    fc.string(),
    fc.constantFrom(
      "yes",
      "0x1f",
      "1_0",
      "a\nb",
      " a",
      "a ",
      "- a",
      "?",
      "#",
      "a: b",
      "<<",
      "1:30",
    ),
    fc.lorem({ maxCount: 40 }),
  );
  const leaf = fc.oneof(text, fc.integer(), fc.boolean(), fc.constant(null));
  const { value } = fc.letrec((tie) => ({
    value: fc.oneof({ depthSize: "small" }, leaf, tie("list"), tie("map")),
    list: fc.array(tie("value"), { maxLength: 4 }),
    map: fc.dictionary(text, tie("value"), { maxKeys: 4, noNullPrototype: true }),
  }));
  fc.assert(
    fc.property(value, (a) => {
      const object = { a };
      const read = (printed: string) => readManifest(printed).documents.map((one) => one.object);
      expect(read(toYaml(object))).toEqual([object]);
      expect(read(toJson(object))).toEqual([object]);
    }),
    { numRuns: 300, seed: 35 },
  );
});
