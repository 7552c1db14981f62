/** The order of `--sort-by`, also of what has no value. */
import { describe, expect, test } from "vitest";
import { sortByValue } from "./sort-values.ts";

describe("sortByValue", () => {
  test.each<readonly [title: string, values: readonly unknown[], sorted: readonly unknown[]]>([
    ["numbers", [10, 9, 100], [9, 10, 100]],
    ["quantities by value", ["1Gi", "500Mi", "2"], ["2", "500Mi", "1Gi"]],
    ["texts naturally", ["a10", "a2", "a1"], ["a1", "a2", "a10"]],
    ["no value before any", ["b", undefined, "a"], [undefined, "a", "b"]],
  ])("%s", (_title, values, sorted) => {
    expect(sortByValue(values, (value) => value)).toEqual(sorted);
  });

  test("reverses what has no value", () => {
    const items = ["a", "b", "c", "d"];
    expect(sortByValue(items, () => undefined)).toEqual(["d", "c", "b", "a"]);
  });

  test("keeps the order of equals", () => {
    expect(sortByValue(["b", "a", "c"], () => 1)).toEqual(["b", "a", "c"]);
  });
});
