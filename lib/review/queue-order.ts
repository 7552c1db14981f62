/**
 * Who comes first. Under a backlog the cards nearest to being forgotten do, because not all can be
 * answered and those would cost the most; otherwise the day they were due on decides.
 */
import { unreachable } from "#lib/shared";
import { daysBetween } from "./day.ts";
import type { QueueCard } from "./queue-card.ts";
import { retrievability } from "./scheduler.ts";
import type { ReviewSettings } from "./settings.ts";
import type { Today } from "./today.ts";

/** `room`: how many of them the daily limit still lets through. */
export function orderReviews(
  due: readonly QueueCard[],
  today: Today,
  room: number,
  settings: ReviewSettings,
): readonly QueueCard[] {
  const overdue = (card: QueueCard): number =>
    daysBetween(today.nowMs, card.memory.dueMs, settings);
  const recall = (card: QueueCard): number =>
    retrievability(card.memory, today.nowMs, settings) ?? 0;
  switch (settings.reviewOrder) {
    case "due":
      return orderBy(due, overdue);
    case "lowest-recall":
      return orderBy(due, recall);
    case "automatic": {
      const backlog = due.length > room || due.some(({ memory }) => memory.dueMs < today.startMs);
      return orderBy(due, backlog ? recall : overdue);
    }
    default:
      return unreachable(settings.reviewOrder);
  }
}

/** The order of the notes. */
export function orderNew(cards: readonly QueueCard[]): readonly QueueCard[] {
  const fresh = cards.filter(({ memory }) => memory.state === "new");
  return orderBy(fresh, ({ position }) => position);
}

/** Lowest first; equal ones by card id, which is as good as shuffled and the same every time. */
function orderBy(
  cards: readonly QueueCard[],
  keyOf: (card: QueueCard) => number,
): readonly QueueCard[] {
  const keyed = cards.map((card) => ({ card, key: keyOf(card), id: card.memory.cardId }));
  keyed.sort((a, b) => a.key - b.key || (a.id < b.id ? -1 : 1));
  return keyed.map(({ card }) => card);
}
