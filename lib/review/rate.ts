/** One answer to one card: what it would do (`preview`) and what it does (`rate`) always agree. */
import { localDay } from "./day.ts";
import type { Memory, Rating } from "./memory.ts";
import { nextMemories, nextMemory } from "./scheduler.ts";
import type { ReviewSettings } from "./settings.ts";

/** Where a rating would lead; `dueDay` is the learner's day, `YYYY-MM-DD`. */
export type Outcome = {
  readonly memory: Memory;
  readonly intervalMs: number;
  readonly dueMs: number;
  readonly dueDay: string;
};

export type Preview = {
  readonly again: Outcome;
  readonly hard: Outcome;
  readonly good: Outcome;
  readonly easy: Outcome;
};

/** `nowMs`: milliseconds since the epoch at which the answer was given. */
export function rate(
  memory: Memory,
  rating: Rating,
  nowMs: number,
  settings: ReviewSettings,
): Memory {
  return nextMemory(memory, rating, nowMs, settings, settings);
}

export function preview(memory: Memory, nowMs: number, settings: ReviewSettings): Preview {
  const memories = nextMemories(memory, nowMs, settings);
  const outcome = (next: Memory): Outcome => ({
    memory: next,
    intervalMs: next.dueMs - nowMs,
    dueMs: next.dueMs,
    dueDay: localDay(next.dueMs, settings.timeZone, settings.rolloverHour),
  });
  return {
    again: outcome(memories[1]),
    hard: outcome(memories[2]),
    good: outcome(memories[3]),
    easy: outcome(memories[4]),
  };
}
