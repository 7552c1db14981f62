import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Answer } from "./answer.ts";
import { DEFAULT_SETTINGS } from "./check-settings.ts";
import { type Memory, newMemory, type Rating } from "./memory.ts";
import { rate } from "./rate.ts";
import { replay, replayAll } from "./replay.ts";

const START_MS = Date.UTC(2026, 2, 20, 9, 30);

const place = fc.constantFrom(
  { zone: "Asia/Tokyo", rolloverHour: 4 },
  { zone: "Europe/Berlin", rolloverHour: 4 },
  { zone: "America/Los_Angeles", rolloverHour: 0 },
);
const step = fc.record({
  minutes: fc.integer({ min: 1, max: 40 * 1440 }),
  rating: fc.constantFrom<Rating>(1, 2, 3, 3, 4),
  cardId: fc.constantFrom("a", "b", "c"),
  place,
});
const log = fc.array(step, { maxLength: 20 }).map((steps): readonly Answer[] => {
  let answeredAtMs = START_MS;
  return steps.map(({ minutes, rating, cardId, place: { zone, rolloverHour } }, index) => {
    answeredAtMs += minutes * 60_000;
    const clientId = `answer-${index}`;
    return { clientId, cardId, rating, answeredAtMs, durationMs: 4000, zone, rolloverHour };
  });
});

/** Answered one by one, as a page or a server does it. */
function stepByStep(answers: readonly Answer[]): Map<string, Memory> {
  const memories = new Map<string, Memory>();
  for (const { cardId, rating, answeredAtMs, zone: timeZone, rolloverHour } of answers) {
    const settings = { ...DEFAULT_SETTINGS, timeZone, rolloverHour };
    const memory = memories.get(cardId) ?? newMemory(cardId);
    memories.set(cardId, rate(memory, rating, answeredAtMs, settings));
  }
  return memories;
}

describe("replay", () => {
  test("gives what answering step by step gave, for every card", () => {
    const property = fc.property(log, (answers) => {
      const expected = stepByStep(answers);
      expect(replayAll(answers, DEFAULT_SETTINGS)).toEqual(expected);
      for (const cardId of ["a", "b", "c"]) {
        const one = expected.get(cardId) ?? newMemory(cardId);
        expect(replay(cardId, answers, DEFAULT_SETTINGS)).toEqual(one);
      }
    });
    fc.assert(property, { numRuns: 300, seed: 11 });
  });

  test("does not mind the order of arrival or answers that arrive twice", () => {
    const shuffled = log.chain((answers) =>
      fc.tuple(
        fc.constant(answers),
        fc.shuffledSubarray([...answers, ...answers], { minLength: answers.length * 2 }),
      ),
    );
    const property = fc.property(shuffled, ([answers, arrived]) => {
      const expected = replayAll(answers, DEFAULT_SETTINGS);
      expect(replayAll(arrived, DEFAULT_SETTINGS)).toEqual(expected);
    });
    fc.assert(property, { numRuns: 300, seed: 12 });
  });

  test("an undone answer leaves no trace, wherever it stands, whichever copy is marked", () => {
    const picked = log
      .filter((answers) => answers.length > 0)
      .chain((answers) =>
        fc.tuple(fc.constant(answers), fc.integer({ min: 0, max: answers.length - 1 })),
      );
    const property = fc.property(picked, ([answers, index]) => {
      const without = answers.filter((_, i) => i !== index);
      const marked = answers.map((each, i) => (i === index ? { ...each, undone: true } : each));
      const expected = replayAll(without, DEFAULT_SETTINGS);
      expect(replayAll(marked, DEFAULT_SETTINGS)).toEqual(expected);
      expect(replayAll([...answers, ...marked], DEFAULT_SETTINGS)).toEqual(expected);
    });
    fc.assert(property, { numRuns: 300, seed: 13 });
  });

  test("two answers of the same millisecond are ordered by id", () => {
    const answer = (clientId: string, rating: Rating): Answer => ({
      clientId,
      cardId: "a",
      rating,
      answeredAtMs: START_MS,
      durationMs: 1000,
      zone: "UTC",
      rolloverHour: 4,
    });
    const pair = [answer("x", 1), answer("y", 4)];
    const forwards = replay("a", pair, DEFAULT_SETTINGS);
    expect(replay("a", pair.toReversed(), DEFAULT_SETTINGS)).toEqual(forwards);
    expect(forwards).toEqual(
      rate(rate(newMemory("a"), 1, START_MS, DEFAULT_SETTINGS), 4, START_MS, DEFAULT_SETTINGS),
    );
  });

  test("no answers, no memory", () => {
    expect(replay("a", [], DEFAULT_SETTINGS)).toEqual(newMemory("a"));
    expect(replayAll([], DEFAULT_SETTINGS).size).toBe(0);
  });
});
