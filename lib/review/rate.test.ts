import { describe, expect, test } from "vitest";
import { DEFAULT_SETTINGS } from "./check-settings.ts";
import { becameLeech, isLeech } from "./leech.ts";
import { type Memory, newMemory, type Rating } from "./memory.ts";
import { preview, rate } from "./rate.ts";
import type { ReviewSettings } from "./settings.ts";

const at = (iso: string): number => Date.parse(iso);
const inZone = (timeZone: string): ReviewSettings => ({
  ...DEFAULT_SETTINGS,
  timeZone,
  fuzz: false,
});
const TOKYO = inZone("Asia/Tokyo");

function answer(steps: readonly (readonly [string, Rating])[], settings: ReviewSettings): Memory {
  let memory = newMemory("card");
  for (const [iso, rating] of steps) memory = rate(memory, rating, at(iso), settings);
  return memory;
}

describe("rate counts the learner's days", () => {
  const good = 3;
  const sameDay = answer(
    [
      ["2026-05-10T12:00:00+09:00", good],
      ["2026-05-10T12:10:00+09:00", good],
    ],
    TOKYO,
  );
  const nextDay = answer(
    [
      ["2026-05-10T12:00:00+09:00", good],
      ["2026-05-11T12:00:00+09:00", good],
    ],
    TOKYO,
  );
  const rows = [
    [
      "Tokyo 08:30 and 09:30: the same day",
      "2026-05-10T08:30:00+09:00",
      "2026-05-10T09:30:00+09:00",
      TOKYO,
      sameDay,
    ],
    [
      "Tokyo 22:00 and 08:00: a day apart",
      "2026-05-10T22:00:00+09:00",
      "2026-05-11T08:00:00+09:00",
      TOKYO,
      nextDay,
    ],
    [
      "Tokyo 23:50 and 00:10: the same evening",
      "2026-05-10T23:50:00+09:00",
      "2026-05-11T00:10:00+09:00",
      TOKYO,
      sameDay,
    ],
    [
      "Tokyo 03:50 and 04:10: across the rollover",
      "2026-05-10T03:50:00+09:00",
      "2026-05-10T04:10:00+09:00",
      TOKYO,
      nextDay,
    ],
    [
      "Berlin, the night of the jump",
      "2026-03-28T22:00:00+01:00",
      "2026-03-29T04:00:00+02:00",
      inZone("Europe/Berlin"),
      nextDay,
    ],
    [
      "Berlin, within the repeated hour",
      "2026-10-25T02:15:00+02:00",
      "2026-10-25T02:15:00+01:00",
      inZone("Europe/Berlin"),
      sameDay,
    ],
    [
      "Los Angeles 15:00 and 18:00: midnight UTC between",
      "2026-05-10T15:00:00-07:00",
      "2026-05-10T18:00:00-07:00",
      inZone("America/Los_Angeles"),
      sameDay,
    ],
    [
      "Kolkata 03:45 and 04:15",
      "2026-05-10T03:45:00+05:30",
      "2026-05-10T04:15:00+05:30",
      inZone("Asia/Kolkata"),
      nextDay,
    ],
  ] as const;
  test.each(rows)("%s", (_name, first, second, settings, expected) => {
    const memory = answer(
      [
        [first, good],
        [second, good],
      ],
      settings,
    );
    expect(memory.stability).toBe(expected.stability);
    expect(memory.difficulty).toBe(expected.difficulty);
  });

  test("the two outcomes of the table differ", () => {
    expect(nextDay.stability).toBeGreaterThan(sameDay.stability);
  });
});

describe("rate across daylight saving and zones", () => {
  test("keeps the hour of the clock over the jump", () => {
    const berlin = inZone("Europe/Berlin");
    const memory = rate(newMemory("card"), 4, at("2026-03-25T20:00:00+01:00"), berlin);
    expect(memory.scheduledDays).toBe(8);
    expect(memory.dueMs).toBe(at("2026-04-02T20:00:00+02:00"));
  });

  test("flying from Tokyo to Los Angeles: both answers are read on the clock at hand", () => {
    const tokyo = rate(newMemory("card"), 4, at("2026-05-10T22:00:00+09:00"), TOKYO);
    const landed = at("2026-05-10T20:00:00-07:00");
    const there = rate(tokyo, 3, landed, inZone("America/Los_Angeles"));
    const home = rate(tokyo, 3, landed, TOKYO);
    expect(there.difficulty).toBe(home.difficulty);
    expect(there.stability).toBeLessThan(home.stability);
    expect(there.reps).toBe(2);
  });

  test("flying back over the date line never counts less than no day", () => {
    const auckland = rate(
      newMemory("card"),
      4,
      at("2026-05-11T08:00:00+12:00"),
      inZone("Pacific/Auckland"),
    );
    const honolulu = rate(auckland, 3, at("2026-05-10T11:00:00-10:00"), inZone("Pacific/Honolulu"));
    expect(honolulu.stability).toBeGreaterThanOrEqual(auckland.stability);
  });
});

describe("preview", () => {
  test("shows intervals and the learner's due days", () => {
    const nowMs = at("2026-05-10T22:00:00+09:00");
    const outcomes = preview(newMemory("card"), nowMs, TOKYO);
    expect(outcomes.again).toMatchObject({ intervalMs: 60_000, dueDay: "2026-05-10" });
    expect(outcomes.hard).toMatchObject({ intervalMs: 6 * 60_000, dueDay: "2026-05-10" });
    expect(outcomes.good).toMatchObject({ intervalMs: 600_000, dueDay: "2026-05-10" });
    expect(outcomes.easy).toMatchObject({ intervalMs: 8 * 86_400_000, dueDay: "2026-05-18" });
    expect(outcomes.easy.dueMs).toBe(outcomes.easy.memory.dueMs);
    expect(outcomes.good.memory).toEqual(rate(newMemory("card"), 3, nowMs, TOKYO));
  });
});

describe("leeches", () => {
  const forgotten = (lapses: number): Memory => ({ ...newMemory("card"), lapses });
  const rows = [
    ["seven lapses", 6, 7, false, false],
    ["the eighth", 7, 8, true, true],
    ["an answer that forgets nothing", 8, 8, true, false],
    ["the ninth", 8, 9, true, false],
    ["the twelfth", 11, 12, true, true],
  ] as const;
  test.each(rows)("%s", (_name, before, after, leech, told) => {
    expect(isLeech(forgotten(after))).toBe(leech);
    expect(becameLeech(forgotten(before), forgotten(after))).toBe(told);
  });

  test("comes from answering", () => {
    let memory = newMemory("card");
    let nowMs = at("2026-01-01T12:00:00Z");
    let told = 0;
    for (let i = 0; i < 40; i += 1) {
      const next = rate(memory, memory.state === "review" ? 1 : 4, nowMs, DEFAULT_SETTINGS);
      told += Number(becameLeech(memory, next));
      memory = next;
      nowMs = memory.dueMs + 1000;
    }
    expect(memory.lapses).toBe(20);
    expect(told).toBe(4);
  });
});
