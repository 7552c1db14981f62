import fc from "fast-check";
import { createEmptyCard, fsrs, type Grade, StrategyMode } from "ts-fsrs";
import { describe, expect, test } from "vitest";
import { DEFAULT_SETTINGS } from "./check-settings.ts";
import { type Memory, newMemory, RATINGS, type Rating } from "./memory.ts";
import { nextMemories, nextMemory, retrievability } from "./scheduler.ts";
import type { ReviewSettings } from "./settings.ts";

const UTC: ReviewSettings = { ...DEFAULT_SETTINGS, timeZone: "UTC", rolloverHour: 0 };
const STATES = ["new", "learning", "review", "relearning"] as const;
const START_MS = Date.UTC(2026, 0, 5, 9, 30);

const rating = fc.constantFrom<Rating>(1, 2, 3, 3, 3, 4);
const minutesLater = fc.oneof(
  fc.integer({ min: 0, max: 30 }),
  fc.integer({ min: 0, max: 3 * 1440 }),
  fc.integer({ min: 1440, max: 120 * 1440 }),
);
const history = fc.array(fc.tuple(minutesLater, rating), { minLength: 1, maxLength: 8 });

/** What ts-fsrs itself makes of a history, in the shape of a Memory. */
function byTsFsrs(steps: readonly (readonly [number, Rating])[], fuzz: boolean): Memory {
  const scheduler = fsrs({ enable_fuzz: fuzz });
  let nowMs = START_MS;
  let card = createEmptyCard(new Date(nowMs));
  let reps = 0;
  // biome-ignore lint/correctness/useHookAtTopLevel: a strategy of ts-fsrs, not a hook of React
  scheduler.useStrategy(StrategyMode.SEED, () => `card${reps + 1}`);
  for (const [minutes, grade] of steps) {
    nowMs += minutes * 60_000;
    card = scheduler.next(card, new Date(nowMs), grade as Grade).card;
    reps += 1;
  }
  return {
    cardId: "card",
    state: STATES[card.state],
    dueMs: card.due.getTime(),
    stability: card.stability,
    difficulty: card.difficulty,
    reps: card.reps,
    lapses: card.lapses,
    lastReviewMs: nowMs,
    scheduledDays: card.scheduled_days,
    learningStep: card.learning_steps,
  };
}

function byUs(
  steps: readonly (readonly [number, Rating])[],
  settings: ReviewSettings,
  startMs = START_MS,
): Memory {
  let memory = newMemory("card");
  let nowMs = startMs;
  for (const [minutes, grade] of steps) {
    nowMs += minutes * 60_000;
    memory = nextMemory(memory, grade, nowMs, settings, settings);
  }
  return memory;
}

describe("with UTC days and no rollover the schedule is the one of ts-fsrs", () => {
  for (const fuzz of [false, true]) {
    test(`10,000 histories, fuzz ${fuzz ? "on" : "off"}`, () => {
      const settings = { ...UTC, fuzz };
      const same = fc.property(history, (steps) => {
        expect(byUs(steps, settings)).toEqual(byTsFsrs(steps, fuzz));
      });
      fc.assert(same, { numRuns: 10_000, seed: 20_261_123 });
    }, 60_000);
  }
});

describe("invariants over random histories in random zones", () => {
  const settings = fc
    .record({
      timeZone: fc.constantFrom("Asia/Tokyo", "Europe/Berlin", "America/St_Johns", "Asia/Kolkata"),
      rolloverHour: fc.integer({ min: 0, max: 23 }),
    })
    .map((rule): ReviewSettings => ({ ...DEFAULT_SETTINGS, ...rule }));

  test("due lies ahead, stability and difficulty stay in their ranges, counts only grow", () => {
    const property = fc.property(history, settings, (steps, chosen) => {
      let memory = newMemory("card");
      let nowMs = START_MS;
      for (const [minutes, grade] of steps) {
        nowMs += minutes * 60_000;
        const next = nextMemory(memory, grade, nowMs, chosen, chosen);
        expect(next.dueMs).toBeGreaterThan(nowMs);
        expect(next.stability).toBeGreaterThanOrEqual(0.001);
        expect(next.difficulty).toBeGreaterThanOrEqual(1);
        expect(next.difficulty).toBeLessThanOrEqual(10);
        expect(next.reps).toBe(memory.reps + 1);
        expect(next.lapses).toBe(memory.lapses + Number(memory.state === "review" && grade === 1));
        expect(retrievability(next, nowMs, chosen)).toBe(1);
        expect(retrievability(next, next.dueMs, chosen)).toBeLessThanOrEqual(1);
        memory = next;
      }
    });
    fc.assert(property, { numRuns: 500, seed: 4 });
  });

  test("the preview of a rating is what the rating does; better ratings wait no shorter", () => {
    const property = fc.property(history, settings, (steps, chosen) => {
      const memory = byUs(steps, chosen);
      const nowMs = memory.dueMs + 3_600_000;
      const outcomes = nextMemories(memory, nowMs, chosen);
      for (const each of RATINGS) {
        expect(outcomes[each]).toEqual(nextMemory(memory, each, nowMs, chosen, chosen));
      }
      expect(outcomes[1].dueMs).toBeLessThanOrEqual(outcomes[2].dueMs);
      expect(outcomes[2].dueMs).toBeLessThanOrEqual(outcomes[3].dueMs);
      expect(outcomes[3].dueMs).toBeLessThanOrEqual(outcomes[4].dueMs);
    });
    fc.assert(property, { numRuns: 500, seed: 5 });
  });
});

describe("nextMemory", () => {
  test("a clock that goes back counts as no time and loses nothing", () => {
    const before = byUs([[0, 4]], UTC);
    const back = nextMemory(before, 3, START_MS - 5 * 86_400_000, UTC, UTC);
    const atOnce = nextMemory(before, 3, START_MS, UTC, UTC);
    expect(back.stability).toBe(atOnce.stability);
    expect(back.difficulty).toBe(atOnce.difficulty);
  });

  test("the same card and count draw the same fuzz, another card another", () => {
    const steps = [
      [0, 4],
      [10 * 1440, 3],
      [60 * 1440, 3],
    ] as const;
    const again = byUs(steps, { ...UTC });
    expect(byUs(steps, UTC)).toEqual(again);
    const days = new Set<number>();
    for (const id of ["a", "b", "c", "d", "e", "f"]) {
      days.add(nextMemory({ ...again, cardId: id }, 3, again.dueMs, UTC, UTC).scheduledDays);
    }
    expect(days.size).toBeGreaterThan(1);
  });

  test("a step of ten minutes takes ten minutes in the night when the clock jumps", () => {
    const berlin = { ...DEFAULT_SETTINGS, timeZone: "Europe/Berlin" };
    const jump = Date.parse("2026-03-29T01:00:00Z");
    const memory = nextMemory(newMemory("card"), 3, jump - 5 * 60_000, berlin, berlin);
    expect(memory.state).toBe("learning");
    expect(memory.dueMs).toBe(jump + 5 * 60_000);
  });
});

describe("retrievability", () => {
  test("of a card that was never answered is not known", () => {
    expect(retrievability(newMemory("card"), START_MS, UTC)).toBeUndefined();
  });

  test("is 90 % after as many days as the stability says", () => {
    const memory = byUs([[0, 4]], UTC);
    const then = START_MS + memory.stability * 86_400_000;
    expect(retrievability(memory, then, UTC)).toBeCloseTo(0.9, 6);
    expect(retrievability(memory, START_MS - 1000, UTC)).toBe(1);
  });
});
