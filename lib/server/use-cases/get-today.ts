/** What there is to do today and how long it will take; figures that are true, not flattering. */
import "server-only";
import { z } from "zod";
import type { CardKind } from "#lib/deck";
import { success } from "#lib/shared";
import type { LoggedAnswer } from "../store/index.ts";
import { nextDueMs, openStudy, type Study } from "../study.ts";
import { defineUseCase, type Outcome } from "./define.ts";
import type { TodayView } from "./views.ts";

const DAY_MS = 86_400_000;
const RETENTION_DAYS = 30;
const ENOUGH_REVIEWS = 20;

export const getToday = defineUseCase({
  name: "get-today",
  access: "learner",
  input: z.object({}),
  async run({ learner, store, now }): Promise<Outcome<TodayView>> {
    const study = await openStudy(store, learner, now);
    const { language, desiredRetention } = study.settings;
    const [log, tasks, started, cards, notes, next] = await Promise.all([
      store.reviews.answersSince(learner.id, now - RETENTION_DAYS * DAY_MS),
      store.reviews.scenarioMemories(learner.id),
      store.reviews.count(learner.id),
      store.cards.count(learner.id, language),
      store.notes.count(learner.id),
      nextDueMs(store, learner, study),
    ]);
    const { counts, minutes, entries } = study.queue;
    const over = entries.filter(({ group }) => group === "learning" || group === "review");
    return success({
      dueNow: over.length,
      newToday: counts.new,
      learning: counts.learning,
      minutes,
      nextDueAtMs: next,
      perKind: perKind(study),
      scenariosDue: [...tasks.values()].filter(({ dueMs }) => dueMs <= now).length,
      answeredToday: study.answeredToday.length,
      retention: retention(log),
      desiredRetention,
      cards,
      started: started - tasks.size,
      notes,
    });
  },
});

function perKind({ queue, cards }: Study): TodayView["perKind"] {
  const counted = new Map<CardKind, number>();
  for (const { cardId } of queue.entries) {
    const kind = cards.get(cardId)?.kind;
    if (kind !== undefined) counted.set(kind, (counted.get(kind) ?? 0) + 1);
  }
  return [...counted].map(([kind, count]) => ({ kind, count }));
}

/** Share of cards recalled among those that had been learned before. */
function retention(log: readonly LoggedAnswer[]): number | null {
  const reviews = log.filter(
    ({ undone, kind, reviewed }) => undone !== true && kind === "card" && reviewed,
  );
  if (reviews.length < ENOUGH_REVIEWS) return null;
  return reviews.filter(({ rating }) => rating > 1).length / reviews.length;
}
