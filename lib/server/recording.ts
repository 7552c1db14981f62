/**
 * The one way an answer enters the log: append it, let memory follow, and rebuild memory from the
 * log whenever the answer is not simply the newest one.
 */
import "server-only";
import { type Memory, newMemory, type Rating, rate, replay } from "#lib/review";
import type { Aggregates, AnswerKind, Learner, Store } from "./store/index.ts";
import { PARAMETERS_VERSION, reviewSettings } from "./study.ts";

export type GivenAnswer = {
  readonly clientId: string;
  readonly cardId: string;
  readonly rating: Rating;
  readonly answeredAtMs: number;
  readonly durationMs: number;
  readonly kind: AnswerKind;
};

/** Gives back the memory after it; an answer that the log held already changes nothing. */
export async function recordAnswer(
  store: Store,
  learner: Learner,
  given: GivenAnswer,
): Promise<Memory> {
  const settings = reviewSettings(learner);
  const before = await store.reviews.memory(learner.id, given.cardId);
  const answer = {
    ...given,
    zone: settings.timeZone,
    rolloverHour: settings.rolloverHour,
    stateBefore: before?.state ?? "new",
    parametersVersion: PARAMETERS_VERSION,
  };
  const late = before?.lastReviewMs !== undefined && before.lastReviewMs >= given.answeredAtMs;
  const start = before ?? newMemory(given.cardId);
  // A late answer leaves memory as it is for the moment; the replay below puts it in its place.
  const after = late ? start : rate(start, given.rating, given.answeredAtMs, settings);
  const appended = await store.reviews.append(learner.id, answer, before, after);
  if (appended === "saved" && !late) return after;
  if (appended !== "known") await rebuildMemory(store, learner, given.cardId);
  return (await store.reviews.memory(learner.id, given.cardId)) ?? newMemory(given.cardId);
}

export async function rebuildMemory(store: Store, learner: Learner, cardId: string): Promise<void> {
  await store.together((inside) => rebuildWithin(inside, learner, cardId));
}

/** Inside a transaction of the caller. Without standing answers the card is new again. */
export async function rebuildWithin(
  store: Aggregates,
  learner: Learner,
  cardId: string,
): Promise<void> {
  await store.reviews.lockCard(learner.id, cardId);
  const log = await store.reviews.answersOf(learner.id, cardId);
  const memory = replay(cardId, log, reviewSettings(learner));
  if (memory.reps === 0) await store.reviews.removeMemory(learner.id, cardId);
  else await store.reviews.saveMemory(learner.id, memory, PARAMETERS_VERSION);
}
