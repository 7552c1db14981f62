/** Cards as the queue sees them, around one fixed noon, for the tests of the queue. */
import { type Memory, newMemory } from "../memory.ts";
import type { QueueCard } from "../queue-card.ts";

export const MINUTE_MS = 60_000;
export const DAY_MS = 86_400_000;
/** 12:00 UTC on a day that began at 04:00. */
export const NOW_MS = Date.parse("2026-05-10T12:00:00Z");
export const END_MS = Date.parse("2026-05-11T04:00:00Z");

type Extra = Partial<Omit<QueueCard, "memory">>;

/** A new card. */
export const fresh = (cardId: string, position: number, extra: Extra = {}): QueueCard => ({
  memory: newMemory(cardId),
  position,
  ...extra,
});
/** A review, unless `change` says otherwise. */
export const card = (cardId: string, change: Partial<Memory>, extra: Extra = {}): QueueCard => ({
  memory: {
    ...newMemory(cardId),
    state: "review",
    stability: 10,
    difficulty: 5,
    reps: 3,
    lastReviewMs: NOW_MS - 10 * DAY_MS,
    ...change,
  },
  position: 0,
  ...extra,
});
export const due = (cardId: string, dueMs: number, stability = 10, extra: Extra = {}): QueueCard =>
  card(cardId, { dueMs, stability }, extra);
/** A learning step that ends in so many minutes. */
export const step = (cardId: string, minutes: number, extra: Extra = {}): QueueCard =>
  card(cardId, { state: "learning", dueMs: NOW_MS + minutes * MINUTE_MS }, extra);
