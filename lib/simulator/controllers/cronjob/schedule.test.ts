/** When schedules come round, row by row; 2026-01-05 is a Monday. */
import { expect, test } from "vitest";
import { formatTime, parseTime } from "../../api/time.ts";
import { parseSchedule } from "./schedule.ts";

test.each([
  ["every minute", "* * * * *", "2026-01-05T09:00:00Z", "2026-01-05T09:01:00Z"],
  ["within a minute", "* * * * *", "2026-01-05T09:00:59Z", "2026-01-05T09:01:00Z"],
  ["steps", "*/15 * * * *", "2026-01-05T09:46:00Z", "2026-01-05T10:00:00Z"],
  ["a start and a step", "5/20 * * * *", "2026-01-05T09:26:00Z", "2026-01-05T09:45:00Z"],
  ["a range with a step", "0 8-18/4 * * *", "2026-01-05T16:00:00Z", "2026-01-06T08:00:00Z"],
  ["a list", "0,30 6 * * *", "2026-01-05T06:00:00Z", "2026-01-05T06:30:00Z"],
  ["over the end of a year", "30 6 1 1 *", "2026-01-05T09:00:00Z", "2027-01-01T06:30:00Z"],
  ["a leap day", "0 0 29 2 *", "2026-01-05T09:00:00Z", "2028-02-29T00:00:00Z"],
  ["weekdays by name", "0 9 * * mon-fri", "2026-01-09T09:00:00Z", "2026-01-12T09:00:00Z"],
  ["Sunday", "0 0 * * 0", "2026-01-05T09:00:00Z", "2026-01-11T00:00:00Z"],
  ["either day where both are given", "0 0 13 * 5", "2026-01-05T09:00:00Z", "2026-01-09T00:00:00Z"],
  [
    "both where a step leaves one open",
    "0 0 */10 * 1",
    "2026-01-05T09:00:00Z",
    "2026-01-11T00:00:00Z",
  ],
  ["months by name", "0 0 1 jul *", "2026-01-05T09:00:00Z", "2026-07-01T00:00:00Z"],
  ["@daily", "@daily", "2026-01-05T09:00:00Z", "2026-01-06T00:00:00Z"],
  ["@weekly", "@weekly", "2026-01-05T09:00:00Z", "2026-01-11T00:00:00Z"],
  ["@every", "@every 1h30m", "2026-01-05T09:00:07Z", "2026-01-05T10:30:07Z"],
])("%s: %s", (_name, schedule, after, next) => {
  const found = parseSchedule(schedule)?.next(parseTime(after) ?? 0);
  expect(found === undefined ? undefined : formatTime(found)).toBe(next);
});

test("a day that never comes ends the search", () => {
  expect(parseSchedule("0 0 31 2 *")?.next(0)).toBeUndefined();
});

test.each(["", "* * * *", "61 * * * *", "*/0 * * * *", "5-1 * * * *", "@fortnightly", "a b c d e"])(
  "%s is no schedule",
  (text) => {
    expect(parseSchedule(text)).toBeUndefined();
  },
);
