/** Where Go's reading of a time ends. */
import { expect, test } from "vitest";
import { timeFault } from "./time-fault.ts";

const LAYOUT = '"2006-01-02T15:04:05Z07:00"';

test.each([
  ["yesterday", `as ${LAYOUT}: cannot parse "yesterday" as "2006"`],
  ["2020-01-01", `as ${LAYOUT}: cannot parse "" as "T"`],
  ["2020-01-01 10:00:00Z", `as ${LAYOUT}: cannot parse " 10:00:00Z" as "T"`],
  ["2020-01-01T10:00:00", `as ${LAYOUT}: cannot parse "" as "Z07:00"`],
])("%s", (text, fault) => {
  expect(timeFault(text)).toBe(`parsing time "${text}" ${fault}`);
});

test("words behind a time", () => {
  expect(timeFault("2020-01-01T10:00:00Zx")).toBe(
    'parsing time "2020-01-01T10:00:00Zx": extra text: "x"',
  );
});
