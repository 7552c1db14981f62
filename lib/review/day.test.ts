import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  daysBetween,
  endOfLocalDay,
  fromStudyTime,
  localDay,
  startOfDay,
  startOfLocalDay,
  toStudyTime,
} from "./day.ts";

const at = (iso: string): number => Date.parse(iso);

describe("localDay", () => {
  const rows = [
    ["Tokyo, 08:30", "2026-05-10T08:30:00+09:00", "Asia/Tokyo", 4, "2026-05-10"],
    ["Tokyo, 09:30", "2026-05-10T09:30:00+09:00", "Asia/Tokyo", 4, "2026-05-10"],
    [
      "Tokyo, 03:59 is still yesterday",
      "2026-05-10T03:59:59.999+09:00",
      "Asia/Tokyo",
      4,
      "2026-05-09",
    ],
    ["Tokyo, 04:00 is today", "2026-05-10T04:00:00+09:00", "Asia/Tokyo", 4, "2026-05-10"],
    ["Kolkata, half an hour", "2026-05-10T00:29:00+05:30", "Asia/Kolkata", 0, "2026-05-10"],
    ["Kathmandu, three quarters", "2026-05-10T00:10:00+05:45", "Asia/Kathmandu", 0, "2026-05-10"],
    [
      "Los Angeles, behind UTC",
      "2026-05-10T23:30:00-07:00",
      "America/Los_Angeles",
      4,
      "2026-05-10",
    ],
    [
      "St John's, behind by a half",
      "2026-01-10T01:00:00-03:30",
      "America/St_Johns",
      2,
      "2026-01-09",
    ],
    [
      "Kiritimati, 14 hours ahead",
      "2026-05-10T05:00:00+14:00",
      "Pacific/Kiritimati",
      4,
      "2026-05-10",
    ],
    [
      "Berlin, last minute before the jump",
      "2026-03-29T01:59:00+01:00",
      "Europe/Berlin",
      4,
      "2026-03-28",
    ],
    [
      "Berlin, first minute after the jump",
      "2026-03-29T03:00:00+02:00",
      "Europe/Berlin",
      4,
      "2026-03-28",
    ],
    [
      "Berlin, 04:00 on the day of the jump",
      "2026-03-29T04:00:00+02:00",
      "Europe/Berlin",
      4,
      "2026-03-29",
    ],
    [
      "Berlin, 02:30 the second time",
      "2026-10-25T02:30:00+01:00",
      "Europe/Berlin",
      4,
      "2026-10-24",
    ],
    ["rollover 23", "2026-05-10T22:59:00Z", "UTC", 23, "2026-05-09"],
    ["end of the year", "2027-01-01T02:00:00+09:00", "Asia/Tokyo", 4, "2026-12-31"],
  ] as const;
  test.each(rows)("%s", (_name, iso, zone, rollover, day) => {
    expect(localDay(at(iso), zone, rollover)).toBe(day);
  });
});

describe("startOfLocalDay and endOfLocalDay", () => {
  const rows = [
    ["Tokyo", "2026-05-10T23:00:00+09:00", "Asia/Tokyo", 4, "2026-05-10T04:00:00+09:00", 24],
    [
      "Berlin, day with the jump before it",
      "2026-03-29T12:00:00+02:00",
      "Europe/Berlin",
      4,
      "2026-03-29T04:00:00+02:00",
      24,
    ],
    [
      "Berlin, day that holds the jump",
      "2026-03-28T12:00:00+01:00",
      "Europe/Berlin",
      4,
      "2026-03-28T04:00:00+01:00",
      23,
    ],
    [
      "Berlin, day that holds the repeated hour",
      "2026-10-24T12:00:00+02:00",
      "Europe/Berlin",
      4,
      "2026-10-24T04:00:00+02:00",
      25,
    ],
    [
      "Berlin, rollover at a time that is jumped over",
      "2026-03-29T12:00:00+02:00",
      "Europe/Berlin",
      2,
      "2026-03-29T03:00:00+02:00",
      23,
    ],
    [
      "Berlin, rollover at a time that comes twice",
      "2026-10-25T12:00:00+01:00",
      "Europe/Berlin",
      2,
      "2026-10-25T02:00:00+02:00",
      25,
    ],
    [
      "Lord Howe, clock moves by half an hour",
      "2026-10-03T12:00:00+10:30",
      "Australia/Lord_Howe",
      4,
      "2026-10-03T04:00:00+10:30",
      23.5,
    ],
  ] as const;
  test.each(rows)("%s", (_name, iso, zone, rollover, start, hours) => {
    const startMs = startOfLocalDay(at(iso), zone, rollover);
    const endMs = endOfLocalDay(at(iso), zone, rollover);
    expect(new Date(startMs).toISOString()).toBe(new Date(at(start)).toISOString());
    expect((endMs - startMs) / 3_600_000).toBe(hours);
    expect(
      startOfDay(localDay(startMs, zone, rollover), { timeZone: zone, rolloverHour: rollover }),
    ).toBe(startMs);
    expect(localDay(startMs - 1, zone, rollover)).not.toBe(localDay(startMs, zone, rollover));
    expect(localDay(endMs - 1, zone, rollover)).toBe(localDay(startMs, zone, rollover));
  });
});

describe("fromStudyTime", () => {
  const study = (day: string, time: string): number => at(`${day}T${time}Z`);

  test("a clock time that is jumped over stays in its day, on either side of the rollover", () => {
    const before = { timeZone: "Europe/Berlin", rolloverHour: 3 };
    expect(new Date(fromStudyTime(study("2026-03-28", "23:30:00"), before)).toISOString()).toBe(
      "2026-03-29T00:30:00.000Z",
    );
    const after = { timeZone: "Europe/Berlin", rolloverHour: 2 };
    expect(new Date(fromStudyTime(study("2026-03-29", "00:30:00"), after)).toISOString()).toBe(
      "2026-03-29T01:30:00.000Z",
    );
  });

  test("a day that a zone left out becomes the one after it", () => {
    const samoa = { timeZone: "Pacific/Apia", rolloverHour: 0 };
    const ms = fromStudyTime(study("2011-12-30", "12:00:00"), samoa);
    expect(localDay(ms, "Pacific/Apia", 0)).toBe("2011-12-31");
  });

  test("turns study times back into instants that have them", () => {
    const zone = fc.constantFrom(
      "UTC",
      "Asia/Tokyo",
      "Europe/Berlin",
      "America/St_Johns",
      "America/Los_Angeles",
      "Australia/Lord_Howe",
      "Asia/Kathmandu",
      "Pacific/Chatham",
      "America/Sao_Paulo",
    );
    const instant = fc.integer({
      min: at("2015-01-01T00:00:00Z"),
      max: at("2035-01-01T00:00:00Z"),
    });
    const rollover = fc.integer({ min: 0, max: 23 });
    const property = fc.property(zone, instant, rollover, (timeZone, ms, rolloverHour) => {
      const rule = { timeZone, rolloverHour };
      const studyMs = toStudyTime(ms, rule);
      expect(toStudyTime(fromStudyTime(studyMs, rule), rule)).toBe(studyMs);
      expect(startOfLocalDay(ms, timeZone, rolloverHour)).toBeLessThanOrEqual(ms);
      expect(endOfLocalDay(ms, timeZone, rolloverHour)).toBeGreaterThan(ms);
    });
    fc.assert(property, { numRuns: 2000, seed: 7 });
  });
});

describe("daysBetween", () => {
  const tokyo = { timeZone: "Asia/Tokyo", rolloverHour: 4 };
  const rows = [
    [
      "the same morning, across midnight UTC",
      "2026-05-10T08:30:00+09:00",
      "2026-05-10T09:30:00+09:00",
      0,
    ],
    [
      "evening and next morning, one UTC day",
      "2026-05-10T22:00:00+09:00",
      "2026-05-11T08:00:00+09:00",
      1,
    ],
    [
      "before and after going to bed late",
      "2026-05-10T23:30:00+09:00",
      "2026-05-11T01:30:00+09:00",
      0,
    ],
    ["backwards", "2026-05-11T08:00:00+09:00", "2026-05-10T08:00:00+09:00", -1],
  ] as const;
  test.each(rows)("%s", (_name, from, to, days) => {
    expect(daysBetween(at(from), at(to), tokyo)).toBe(days);
  });
});
