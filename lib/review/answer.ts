/**
 * One line of the append-only log: a rating with the clock it was given by. The zone and the
 * rollover hour travel with it, so that a replay counts the days that the learner lived.
 */
import { failure, type Result, success } from "#lib/shared";
import type { Rating } from "./memory.ts";
import type { ReviewProblem } from "./problem.ts";
import { checkTimeZone } from "./zone.ts";

export type Answer = {
  /** Made by the client; the same id twice is the same answer. */
  readonly clientId: string;
  readonly cardId: string;
  readonly rating: Rating;
  readonly answeredAtMs: number;
  readonly durationMs: number;
  /** IANA name. */
  readonly zone: string;
  readonly rolloverHour: number;
  /** Set when a later line of the log took this one back. */
  readonly undone?: boolean;
};

/** The greatest time that a Date can hold. */
const MAX_TIME_MS = 8_640_000_000_000_000;

/** Refuses what a replay could not work with; to be asked before a line is appended. */
export function checkAnswer(
  answer: Omit<Answer, "rating"> & { readonly rating: number },
): Result<Answer, ReviewProblem> {
  const { clientId, cardId, rating, answeredAtMs, durationMs, zone, rolloverHour } = answer;
  if (clientId === "") return refuse("missing-id", "clientId", clientId, "an id");
  if (cardId === "") return refuse("missing-id", "cardId", cardId, "an id");
  if (!isRating(rating)) return refuse("invalid-rating", "rating", rating, "1, 2, 3 or 4");
  if (!isTime(answeredAtMs)) {
    return refuse("invalid-time", "answeredAtMs", answeredAtMs, "milliseconds since the epoch");
  }
  if (!(durationMs >= 0 && durationMs <= MAX_TIME_MS)) {
    return refuse("invalid-time", "durationMs", durationMs, "milliseconds, 0 or more");
  }
  if (!Number.isInteger(rolloverHour) || rolloverHour < 0 || rolloverHour > 23) {
    return refuse("invalid-rollover-hour", "rolloverHour", rolloverHour, "an hour, 0 to 23");
  }
  const known = checkTimeZone(zone);
  if (!known.ok) return failure({ ...known.error, field: "zone" });
  return success({ ...answer, rating });
}

function isRating(value: number): value is Rating {
  return value === 1 || value === 2 || value === 3 || value === 4;
}

/** Half of what a Date can hold, so that a due day a century later still is a date. */
function isTime(ms: number): boolean {
  return Number.isInteger(ms) && ms >= 0 && ms <= MAX_TIME_MS / 2;
}

function refuse(
  code: ReviewProblem["code"],
  field: string,
  found: string | number,
  expected: string,
): Result<Answer, ReviewProblem> {
  return failure({
    code,
    field,
    message: `Unexpected ${field} "${found}", expected ${expected}`,
  });
}
