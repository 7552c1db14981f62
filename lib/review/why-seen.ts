/** The facts behind «why am I seeing this»; the words are the page's business. */
import { unreachable } from "#lib/shared";
import type { Answer } from "./answer.ts";
import { daysBetween, localDay } from "./day.ts";
import { isLeech } from "./leech.ts";
import type { Memory, Rating } from "./memory.ts";
import { retrievability } from "./scheduler.ts";
import type { ReviewSettings } from "./settings.ts";

export type SeenReason =
  | "new"
  | "learning-step"
  | "relearning-step"
  | "due-today"
  | "overdue"
  | "early";

export type WhySeen = {
  readonly reason: SeenReason;
  /** The learner's day; absent for a new card. */
  readonly dueDay?: string;
  /** 0 if the card is due today or later. */
  readonly overdueDays: number;
  /** Predicted share of recall now, 0 … 1; absent for a new card. */
  readonly recall?: number;
  readonly desiredRetention: number;
  /** Days until recall is predicted to be 90 %. */
  readonly stabilityDays: number;
  readonly difficulty: number;
  readonly reps: number;
  readonly lapses: number;
  readonly leech: boolean;
  /** Latest first, at most three. */
  readonly lastAnswers: readonly { readonly rating: Rating; readonly day: string }[];
};

/** `answers`: the card's standing answers, in any order. */
export function whySeen(
  memory: Memory,
  answers: readonly Answer[],
  nowMs: number,
  settings: ReviewSettings,
): WhySeen {
  const recall = retrievability(memory, nowMs, settings);
  const { timeZone, rolloverHour, desiredRetention } = settings;
  const overdueDays =
    memory.state === "new" ? 0 : Math.max(0, daysBetween(memory.dueMs, nowMs, settings));
  const latest = [...answers].sort((a, b) => b.answeredAtMs - a.answeredAtMs).slice(0, 3);
  return {
    reason: reasonOf(memory, daysBetween(nowMs, memory.dueMs, settings)),
    ...(recall === undefined
      ? {}
      : { recall, dueDay: localDay(memory.dueMs, timeZone, rolloverHour) }),
    overdueDays,
    desiredRetention,
    stabilityDays: memory.stability,
    difficulty: memory.difficulty,
    reps: memory.reps,
    lapses: memory.lapses,
    leech: isLeech(memory),
    lastAnswers: latest.map(({ rating, answeredAtMs, zone, rolloverHour: hour }) => ({
      rating,
      day: localDay(answeredAtMs, zone, hour),
    })),
  };
}

function reasonOf(memory: Memory, daysLeft: number): SeenReason {
  switch (memory.state) {
    case "new":
      return "new";
    case "learning":
      return "learning-step";
    case "relearning":
      return "relearning-step";
    case "review":
      if (daysLeft > 0) return "early";
      return daysLeft < 0 ? "overdue" : "due-today";
    default:
      return unreachable(memory.state);
  }
}
