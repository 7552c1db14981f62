import { describe, expect, test } from "vitest";
import type { Answer } from "./answer.ts";
import { DEFAULT_SETTINGS } from "./check-settings.ts";
import { type Memory, newMemory, type Rating } from "./memory.ts";
import { rate } from "./rate.ts";
import { whySeen } from "./why-seen.ts";

const DAY_MS = 86_400_000;
const NOW_MS = Date.parse("2026-05-10T12:00:00Z");
const SETTINGS = { ...DEFAULT_SETTINGS, fuzz: false };

const review: Memory = rate(newMemory("card"), 4, NOW_MS, SETTINGS);
const learning: Memory = rate(newMemory("card"), 1, NOW_MS, SETTINGS);
const relearning: Memory = rate(review, 1, review.dueMs, SETTINGS);

describe("whySeen", () => {
  const rows = [
    ["a new card", newMemory("card"), NOW_MS, "new", 0],
    ["a learning step", learning, learning.dueMs, "learning-step", 0],
    ["a relearning step", relearning, relearning.dueMs, "relearning-step", 0],
    ["due today", review, review.dueMs - 3_600_000, "due-today", 0],
    ["two days late", review, review.dueMs + 2 * DAY_MS, "overdue", 2],
    ["ahead of time", review, NOW_MS + DAY_MS, "early", 0],
  ] as const;
  test.each(rows)("%s", (_name, memory, nowMs, reason, overdueDays) => {
    expect(whySeen(memory, [], nowMs, SETTINGS)).toMatchObject({ reason, overdueDays });
  });

  test("a state that the types forbid stops the run", () => {
    const broken: Memory = { ...review, state: "asleep" as Memory["state"] };
    expect(() => whySeen(broken, [], NOW_MS, SETTINGS)).toThrow(/asleep/);
  });

  test("a new card has no due day and no predicted recall", () => {
    const facts = whySeen(newMemory("card"), [], NOW_MS, SETTINGS);
    expect(facts).not.toHaveProperty("recall");
    expect(facts).not.toHaveProperty("dueDay");
  });

  test("tells due day, recall, strength and the last three answers", () => {
    const answer = (rating: Rating, daysAgo: number): Answer => ({
      clientId: `answer-${daysAgo}`,
      cardId: "card",
      rating,
      answeredAtMs: NOW_MS - daysAgo * DAY_MS,
      durationMs: 1000,
      zone: "Asia/Tokyo",
      rolloverHour: 4,
    });
    const answers = [answer(1, 9), answer(4, 1), answer(3, 20), answer(2, 3)];
    const facts = whySeen(review, answers, review.dueMs, SETTINGS);
    expect(facts).toMatchObject({
      dueDay: "2026-05-18",
      desiredRetention: 0.9,
      stabilityDays: review.stability,
      reps: 1,
      lapses: 0,
      leech: false,
      lastAnswers: [
        { rating: 4, day: "2026-05-09" },
        { rating: 2, day: "2026-05-07" },
        { rating: 1, day: "2026-05-01" },
      ],
    });
    expect(facts.recall).toBeCloseTo(0.9, 1);
  });
});
