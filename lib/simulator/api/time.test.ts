import fc from "fast-check";
import { expect, test } from "vitest";
import { formatMicroTime, formatTime, parseTime } from "./time.ts";

test.each([
  [0, "1970-01-01T00:00:00Z"],
  [1_767_603_600_000, "2026-01-05T09:00:00Z"],
  [951_782_399_999, "2000-02-28T23:59:59Z"],
  [951_782_400_000, "2000-02-29T00:00:00Z"],
])("%d is %s", (ms, text) => {
  expect(formatTime(ms)).toBe(text);
});

test("microseconds", () => {
  expect(formatMicroTime(1_767_603_600_123)).toBe("2026-01-05T09:00:00.123000Z");
});

test.each([
  ["2026-01-05T09:00:00Z", 1_767_603_600_000],
  ["2026-01-05T10:30:00+01:30", 1_767_603_600_000],
  ["2026-01-05T04:00:00.5-05:00", 1_767_603_600_500],
  ["2026-01-05 09:00:00", undefined],
  ["", undefined],
])("%s is read", (text, ms) => {
  expect(parseTime(text)).toBe(ms);
});

test("agrees with the platform's calendar at every second of 400 years", () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 12_622_780_800 }), (second) => {
      const text = new Date(second * 1000).toISOString().replace(".000Z", "Z");
      expect(formatTime(second * 1000)).toBe(text);
      expect(parseTime(text)).toBe(second * 1000);
    }),
  );
});
