/** How rows of a benchmark are judged and printed. */
import { expect, test } from "vitest";
import { benchTable, keepsBudget, median } from "./row.ts";

test.each([
  { name: "below the budget", value: 3, unit: "ms", budget: 5, keeps: true },
  { name: "above the budget", value: 6, unit: "ms", budget: 5, keeps: false },
  { name: "too slow a rate", value: 3, unit: "pods/s", budget: 5, keeps: false },
  { name: "a rate above the budget", value: 6, unit: "pods/s", budget: 5, keeps: true },
  { name: "no budget", value: 6, unit: "ms", budget: undefined, keeps: true },
])("$name", ({ name, value, unit, budget, keeps }) => {
  expect(keepsBudget({ name, value, unit, ...(budget === undefined ? {} : { budget }) })).toBe(
    keeps,
  );
});

test.each([
  { values: [3, 1, 2], middle: 2 },
  { values: [4, 1, 2, 3], middle: 2.5 },
])("the median of $values is $middle", ({ values, middle }) => {
  expect(median(values)).toBe(middle);
});

test("a table has one line for each row", () => {
  const rows = [
    { name: "a", value: 12.345, unit: "ms", budget: 20, ratio: 101.9, against: "b" },
    { name: "longer", value: 7, unit: "MB" },
  ];
  expect(benchTable(rows).split("\n")).toEqual([
    "a        12.3 ms   within 20   102 × faster than b",
    "longer      7 MB",
  ]);
});
