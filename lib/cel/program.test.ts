import { expect, test } from "vitest";
import { compileCel } from "./program.ts";

const self = { spec: { replicas: 3, names: ["a", "b"] }, status: { ratio: 0.5 } };

test.each([
  ["whole numbers are ints", "self.spec.replicas + 1 == 4", true],
  ["other numbers are doubles", "self.status.ratio < 1.0", true],
  ["macros over lists", "self.spec.names.all(n, n.size() == 1)", true],
  ["has on a missing field", "has(self.spec.missing)", false],
  ["a number comes back as a number", "self.spec.replicas * 2", 6],
])("%s: %s", (_name, expression, expected) => {
  const program = compileCel(expression, ["self"]);
  expect(program.ok && program.value.evaluate({ self })).toEqual({ ok: true, value: expected });
});

test("a missing field is told, not thrown", () => {
  const program = compileCel("self.spec.missing == 1", ["self"]);
  expect(program.ok && program.value.evaluate({ self })).toMatchObject({ ok: false });
});

test("an expression that cannot be read is told, not thrown", () => {
  expect(compileCel("self.spec.", ["self"])).toMatchObject({ ok: false });
});
