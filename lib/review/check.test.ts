import { describe, expect, test } from "vitest";
import { type Answer, checkAnswer } from "./answer.ts";
import { checkSettings, DEFAULT_SETTINGS } from "./check-settings.ts";
import type { LearningStep, ReviewSettings } from "./settings.ts";

describe("checkSettings", () => {
  test("fills what is missing", () => {
    expect(checkSettings({})).toEqual({ ok: true, value: DEFAULT_SETTINGS });
    expect(checkSettings({ timeZone: "Asia/Tokyo", newPerDay: 0, learningSteps: [] })).toEqual({
      ok: true,
      value: { ...DEFAULT_SETTINGS, timeZone: "Asia/Tokyo", newPerDay: 0, learningSteps: [] },
    });
  });

  const step = (text: string): LearningStep => text as LearningStep;
  const rows: readonly (readonly [string, Partial<ReviewSettings>, string, string])[] = [
    ["a zone that does not exist", { timeZone: "Mars/Olympus" }, "unknown-time-zone", "timeZone"],
    ["rollover 24", { rolloverHour: 24 }, "invalid-rollover-hour", "rolloverHour"],
    ["rollover 3.5", { rolloverHour: 3.5 }, "invalid-rollover-hour", "rolloverHour"],
    ["rollover −1", { rolloverHour: -1 }, "invalid-rollover-hour", "rolloverHour"],
    ["retention 0.69", { desiredRetention: 0.69 }, "invalid-desired-retention", "desiredRetention"],
    ["retention 1", { desiredRetention: 1 }, "invalid-desired-retention", "desiredRetention"],
    [
      "retention NaN",
      { desiredRetention: Number.NaN },
      "invalid-desired-retention",
      "desiredRetention",
    ],
    ["−1 new a day", { newPerDay: -1 }, "invalid-daily-limit", "newPerDay"],
    ["half a review", { reviewsPerDay: 0.5 }, "invalid-daily-limit", "reviewsPerDay"],
    [
      "no interval at all",
      { maximumIntervalDays: 0 },
      "invalid-daily-limit",
      "maximumIntervalDays",
    ],
    [
      "a step without unit",
      { learningSteps: [step("10")] },
      "invalid-learning-step",
      "learningSteps",
    ],
    [
      "a step of nothing",
      { relearningSteps: [step("0m")] },
      "invalid-learning-step",
      "relearningSteps",
    ],
    ["19 weights", { parameters: Array(19).fill(1) }, "invalid-parameters", "parameters"],
    [
      "a weight that is no number",
      { parameters: Array(21).fill(Number.NaN) },
      "invalid-parameters",
      "parameters",
    ],
  ];
  test.each(rows)("refuses %s", (_name, chosen, code, field) => {
    const result = checkSettings(chosen);
    expect(result).toMatchObject({ ok: false, error: { code, field } });
    expect(result.ok ? "" : result.error.message).toMatch(/^Unexpected .*, expected /);
  });
});

describe("checkAnswer", () => {
  const answer: Answer = {
    clientId: "0b9c",
    cardId: "c_1",
    rating: 3,
    answeredAtMs: Date.UTC(2026, 4, 10),
    durationMs: 3500.5,
    zone: "Asia/Tokyo",
    rolloverHour: 4,
  };

  test("passes a good one on", () => {
    expect(checkAnswer(answer)).toEqual({ ok: true, value: answer });
    for (const rating of [1, 2, 4]) expect(checkAnswer({ ...answer, rating }).ok).toBe(true);
  });

  const rows = [
    ["no client id", { clientId: "" }, "missing-id", "clientId"],
    ["no card", { cardId: "" }, "missing-id", "cardId"],
    ["rating 0", { rating: 0 }, "invalid-rating", "rating"],
    ["rating 2.5", { rating: 2.5 }, "invalid-rating", "rating"],
    ["a time before 1970", { answeredAtMs: -1 }, "invalid-time", "answeredAtMs"],
    ["part of a millisecond", { answeredAtMs: 0.5 }, "invalid-time", "answeredAtMs"],
    ["a time beyond every calendar", { answeredAtMs: 8e15 }, "invalid-time", "answeredAtMs"],
    ["a negative duration", { durationMs: -1 }, "invalid-time", "durationMs"],
    ["a duration that is no number", { durationMs: Number.NaN }, "invalid-time", "durationMs"],
    ["an endless duration", { durationMs: Number.POSITIVE_INFINITY }, "invalid-time", "durationMs"],
    ["rollover −1", { rolloverHour: -1 }, "invalid-rollover-hour", "rolloverHour"],
    ["rollover 24", { rolloverHour: 24 }, "invalid-rollover-hour", "rolloverHour"],
    ["rollover 1.5", { rolloverHour: 1.5 }, "invalid-rollover-hour", "rolloverHour"],
    ["an unknown zone", { zone: "Mars/Olympus" }, "unknown-time-zone", "zone"],
  ] as const;
  test.each(rows)("refuses %s", (_name, change, code, field) => {
    expect(checkAnswer({ ...answer, ...change })).toMatchObject({
      ok: false,
      error: { code, field },
    });
  });
});
