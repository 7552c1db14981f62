/** Sets of indexes as a status writes them, there and back. */
import { expect, test } from "vitest";
import { formatIndexes, parseIndexes } from "./index-set.ts";

test.each([
  ["nothing", [], ""],
  ["one", [4], "4"],
  ["a pair", [0, 1], "0,1"],
  ["a run", [0, 1, 2], "0-2"],
  ["runs and strays, unsorted", [9, 3, 1, 4, 5, 0, 7], "0,1,3-5,7,9"],
])("%s", (_name, indexes, text) => {
  expect(formatIndexes(indexes)).toBe(text);
  expect([...parseIndexes(text)]).toEqual([...indexes].sort((a, b) => a - b));
});

test("what cannot be read is passed over", () => {
  expect([...parseIndexes("0,x,2-3,-")]).toEqual([0, 2, 3]);
});
