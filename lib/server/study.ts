/**
 * What a learner would be shown now, put together from the store and decided by the review layer.
 * Every use case of the review starts here, so that their figures agree.
 */
import "server-only";
import {
  checkSettings,
  endOfLocalDay,
  localDay,
  newMemory,
  type Pace,
  paceFrom,
  preview,
  type Queue,
  type QueueCard,
  queue,
  type ReviewSettings,
  startOfLocalDay,
  whySeen,
} from "#lib/review";
import { assert } from "#lib/shared";
import { settingsOf } from "./settings.ts";
import type { Aggregates, Candidate, Learner, LoggedAnswer, QueueWindow } from "./store/index.ts";
import type { IntervalView, LearnerSettings, NextCard } from "./use-cases/views.ts";
import { cardView, memoryView } from "./view.ts";

/** Raised when the default weights change: answers tell which ones their memory came from. */
export const PARAMETERS_VERSION = 1;

export type Study = {
  readonly settings: LearnerSettings;
  readonly review: ReviewSettings;
  readonly queue: Queue;
  readonly window: QueueWindow;
  readonly cards: ReadonlyMap<string, Candidate>;
  readonly answeredToday: readonly LoggedAnswer[];
};

export function reviewSettings(learner: Pick<Learner, "settings">): ReviewSettings {
  const { timeZone, rolloverHour, desiredRetention, newPerDay, reviewsPerDay } =
    settingsOf(learner);
  const chosen = { timeZone, rolloverHour, desiredRetention, newPerDay, reviewsPerDay };
  const checked = checkSettings(chosen);
  assert(checked.ok, "settings are checked when they are stored");
  return checked.value;
}

export async function openStudy(
  store: Aggregates,
  learner: Learner,
  now: number,
  exclude: ReadonlySet<string> = new Set(),
): Promise<Study> {
  const settings = settingsOf(learner);
  const review = reviewSettings(learner);
  const { timeZone, rolloverHour } = settings;
  const startMs = startOfLocalDay(now, timeZone, rolloverHour);
  const window = {
    nowMs: now,
    endOfDayMs: endOfLocalDay(now, timeZone, rolloverHour),
    today: localDay(now, timeZone, rolloverHour),
    reviews: settings.reviewsPerDay + exclude.size,
    fresh: settings.newPerDay + exclude.size,
  };
  const [due, fresh, answers] = await Promise.all([
    store.queue.due(learner.id, settings.language, window),
    store.queue.fresh(learner.id, settings.language, window),
    store.reviews.answersSince(learner.id, startMs),
  ]);
  const answeredToday = answers.filter(({ undone, kind }) => undone !== true && kind === "card");
  const siblings = await siblingsOf(store, learner, answeredToday, [...due, ...fresh]);
  const cards = new Map<string, Candidate>();
  for (const card of [...due, ...fresh]) {
    if (!exclude.has(card.id) && !cards.has(card.id)) cards.set(card.id, card);
  }
  const answered = answeredToday.map((answer) => withSibling(answer, siblings));
  const chosen = queue([...cards.values()].map(queueCard), now, review, answered, pace(answers));
  return { settings, review, window, queue: chosen, cards, answeredToday };
}

/** A card answered today gives its siblings away, even when it is itself no longer due. */
async function siblingsOf(
  store: Aggregates,
  learner: Learner,
  answers: readonly LoggedAnswer[],
  loaded: readonly Candidate[],
): Promise<ReadonlyMap<string, string>> {
  const known = new Map(loaded.map(({ id, sibling }) => [id, sibling]));
  const missing = [...new Set(answers.map(({ cardId }) => cardId))].filter((id) => !known.has(id));
  if (missing.length === 0) return known;
  const { language } = settingsOf(learner);
  const more = await store.cards.siblings(learner.id, language, missing);
  return new Map([...known, ...more]);
}

function withSibling(answer: LoggedAnswer, siblings: ReadonlyMap<string, string>) {
  const sibling = siblings.get(answer.cardId) ?? "";
  return sibling === "" ? answer : { ...answer, sibling };
}

function queueCard({ id, memory, sibling, position, shared }: Candidate): QueueCard {
  return {
    memory: memory ?? newMemory(id),
    // Own cards come before the shared deck's.
    position: position + (shared ? 1_000_000 : 0),
    ...(sibling === "" ? {} : { sibling }),
  };
}

function pace(answers: readonly LoggedAnswer[]): Pace {
  return paceFrom(answers.filter(({ kind }) => kind === "card"));
}

/** The first card of the queue with all that a page shows beside it. */
export async function nextCardOf(
  store: Aggregates,
  learner: Learner,
  now: number,
  exclude: readonly string[] = [],
): Promise<NextCard> {
  const study = await openStudy(store, learner, now, new Set(exclude));
  const { counts } = study.queue;
  const first = study.queue.entries[0];
  const { language } = study.settings;
  const studied =
    first === undefined ? null : await store.cards.find(learner.id, language, first.cardId);
  if (studied === null) {
    return { done: true, nextDueAtMs: await nextDueMs(store, learner, study), counts };
  }
  const { card } = studied;
  const memory = studied.memory ?? newMemory(card.id);
  const log = memory.reps === 0 ? [] : await store.reviews.answersOf(learner.id, card.id);
  const standing = log.filter(({ undone }) => undone !== true);
  const outcomes = preview(memory, now, study.review);
  const interval = ({ intervalMs: ms, dueMs, dueDay }: IntervalSource): IntervalView => ({
    ms,
    dueMs,
    dueDay,
  });
  return {
    done: false,
    card: cardView(studied),
    memory: memoryView(memory, now, study.review),
    intervals: {
      again: interval(outcomes.again),
      hard: interval(outcomes.hard),
      good: interval(outcomes.good),
      easy: interval(outcomes.easy),
    },
    counts,
    whySeen: {
      ...whySeen(memory, standing, now, study.review),
      rule: card.rule,
      why: card.why,
    },
  };
}

type IntervalSource = {
  readonly intervalMs: number;
  readonly dueMs: number;
  readonly dueDay: string;
};

/** With nothing left for today: the next due card, or tomorrow when a limit keeps cards back. */
export async function nextDueMs(
  store: Aggregates,
  learner: Learner,
  study: Study,
): Promise<number | null> {
  const stored = await store.queue.nextDueMs(learner.id, study.settings.language, study.window);
  const { limit, buried } = study.queue.keptBack;
  if (limit + buried === 0) return stored;
  const tomorrow = study.window.endOfDayMs;
  return stored === null ? tomorrow : Math.min(stored, tomorrow);
}
