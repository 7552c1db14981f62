import { expect, test } from "vitest";
import {
  BOOL,
  compileChecked,
  DYN,
  INT,
  listOf,
  mapOf,
  objectType,
  STRING,
  typeText,
} from "./index.ts";

const spec = objectType("Spec", (name) =>
  name === "replicas" ? INT : name === "tags" ? listOf(STRING) : undefined,
);
const scope = new Map([
  ["object", DYN],
  ["spec", spec],
  ["labels", mapOf(STRING, STRING)],
  ["on", BOOL],
]);

test.each([
  ["object.a.b == 1", "bool"],
  ["spec.replicas + 1", "int"],
  ["spec.tags.filter(t, t != '')", "list(string)"],
  ["spec.tags.map(t, t.size())", "list(int)"],
  ["labels['a']", "string"],
  ["on ? 'a' : 'b'", "string"],
  ["has(object.x) && !on", "bool"],
  ["'a' in labels", "bool"],
  ["cel.bind(n, spec.replicas, n * 2)", "int"],
  ["spec.tags.exists(t, t.startsWith('a'))", "bool"],
])("%s is of type %s", (expression, type) => {
  const compiled = compileChecked(expression, scope);
  expect(compiled.ok && typeText(compiled.value.type)).toBe(type);
});

test.each([
  ["spec.size", 5, "undefined field 'size'"],
  ["nothing + 1", 1, "undeclared reference to 'nothing' (in container '')"],
  ["spec.replicas + 'a'", 15, "found no matching overload for '_+_' applied to '(int, string)'"],
  ["on && spec.replicas", 4, "found no matching overload for '_&&_' applied to '(bool, int)'"],
  [
    "1 in labels",
    3,
    "found no matching overload for '@in' applied to '(int, map(string, string))'",
  ],
  [
    "spec.tags.all(t, t > 1)",
    20,
    "found no matching overload for '_>_' applied to '(string, int)'",
  ],
  ["object.a <", 11, "Syntax error: mismatched input '<EOF>' expecting {"],
  ["object.a = 1", 10, "Syntax error: token recognition error at: '= '"],
  ["(object.a", 10, "Syntax error: mismatched input '<EOF>' expecting ')'"],
])("%s is refused at %i", (expression, column, message) => {
  const compiled = compileChecked(expression, scope);
  expect(compiled.ok ? "" : compiled.error.message).toContain(
    `ERROR: <input>:1:${column}: ${message}`,
  );
});

test("the mark stands below the fault, also in a second line", () => {
  const compiled = compileChecked("on &&\n  spec.size", scope);
  expect(compiled.ok ? "" : compiled.error.message).toBe(
    "ERROR: <input>:2:7: undefined field 'size'\n |   spec.size\n | ......^",
  );
});
