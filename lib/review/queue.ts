/**
 * What is to be answered today and in which order: learning steps that are over, reviews of today
 * and earlier, new cards, then steps that end soon. Daily limits and burying count what was already
 * answered today, so asking again after each answer never shows more than the learner chose.
 */
import { unreachable } from "#lib/shared";
import { startOfDay, startOfLocalDay } from "./day.ts";
import type { Memory } from "./memory.ts";
import { DEFAULT_PACE, estimateMinutes, type Pace } from "./pace.ts";
import type { QueueCard } from "./queue-card.ts";
import { orderNew, orderReviews } from "./queue-order.ts";
import type { ReviewSettings } from "./settings.ts";
import { openToday, type Today, type TodayAnswer } from "./today.ts";

export type QueueGroup = "learning" | "review" | "new" | "ahead";

export type QueueEntry = {
  readonly cardId: string;
  readonly group: QueueGroup;
  readonly memory: Memory;
};

export type QueueCounts = {
  readonly new: number;
  /** Steps that end today, also those that are not over yet. */
  readonly learning: number;
  readonly review: number;
};

export type Queue = {
  readonly entries: readonly QueueEntry[];
  /** What is left for today. */
  readonly counts: QueueCounts;
  /** Due or new, and kept back: `limit` by the daily limits, `buried` for a sibling or by hand. */
  readonly keptBack: { readonly limit: number; readonly buried: number };
  readonly minutes: number;
  /** With nothing to show: when there will be something. */
  readonly nextDueMs?: number;
};

export function queue(
  cards: readonly QueueCard[],
  nowMs: number,
  settings: ReviewSettings,
  answered: readonly TodayAnswer[],
  pace: Pace = DEFAULT_PACE,
): Queue {
  const today = openToday(nowMs, settings, answered);
  const active = cards.filter((card) => card.suspended !== true);
  const open = active.filter(({ buriedUntil = "" }) => buriedUntil <= today.name);
  const steps = open.filter((card) => isStep(card) && card.memory.dueMs < today.endMs).sort(byDue);
  const siblings = new Map(today.siblings);
  for (const { sibling, memory } of steps) {
    if (sibling !== undefined) siblings.set(sibling, memory.cardId);
  }
  const reviewRoom = Math.max(0, settings.reviewsPerDay - today.reviews);
  const due = open.filter(({ memory }) => memory.state === "review" && memory.dueMs < today.endMs);
  const reviews = keepOnePerSibling(orderReviews(due, today, reviewRoom, settings), siblings);
  const fresh = keepOnePerSibling(orderNew(open), siblings);
  const todayReviews = reviews.kept.slice(0, reviewRoom);
  const todayNew = fresh.kept.slice(0, Math.max(0, settings.newPerDay - today.newCards));
  const aheadMs = nowMs + settings.learnAheadMinutes * 60_000;
  const counts = { new: todayNew.length, learning: steps.length, review: todayReviews.length };
  const entries = [
    ...entriesOf("learning", steps, ({ dueMs }) => dueMs <= nowMs),
    ...entriesOf("review", todayReviews),
    ...entriesOf("new", todayNew),
    ...entriesOf("ahead", steps, ({ dueMs }) => dueMs > nowMs && dueMs <= aheadMs),
  ];
  const limited = reviews.kept.length + fresh.kept.length - counts.review - counts.new;
  const buried = reviews.buried + fresh.buried + active.length - open.length;
  return {
    entries,
    counts,
    keptBack: { limit: limited, buried },
    minutes: estimateMinutes(counts, pace),
    ...(entries.length === 0 ? nextDue(active, today, settings) : {}),
  };
}

function isStep({ memory }: QueueCard): boolean {
  return memory.state === "learning" || memory.state === "relearning";
}

function byDue(a: QueueCard, b: QueueCard): number {
  return a.memory.dueMs - b.memory.dueMs || (a.memory.cardId < b.memory.cardId ? -1 : 1);
}

function entriesOf(
  group: QueueGroup,
  cards: readonly QueueCard[],
  wanted: (memory: Memory) => boolean = () => true,
): readonly QueueEntry[] {
  const entries: QueueEntry[] = [];
  for (const { memory } of cards) {
    if (wanted(memory)) entries.push({ cardId: memory.cardId, group, memory });
  }
  return entries;
}

/** The first card of a key holds it for the day; `holders` is written to. */
function keepOnePerSibling(
  cards: readonly QueueCard[],
  holders: Map<string, string>,
): { readonly kept: readonly QueueCard[]; readonly buried: number } {
  const kept: QueueCard[] = [];
  for (const card of cards) {
    const { sibling, memory } = card;
    if (sibling !== undefined) {
      const holder = holders.get(sibling);
      if (holder !== undefined && holder !== memory.cardId) continue;
      holders.set(sibling, memory.cardId);
    }
    kept.push(card);
  }
  return { kept, buried: cards.length - kept.length };
}

function nextDue(
  cards: readonly QueueCard[],
  today: Today,
  settings: ReviewSettings,
): { readonly nextDueMs?: number } {
  let nextDueMs = Number.POSITIVE_INFINITY;
  for (const card of cards) nextDueMs = Math.min(nextDueMs, visibleFrom(card, today, settings));
  return nextDueMs === Number.POSITIVE_INFINITY ? {} : { nextDueMs };
}

/** When a card that is not shown now may be shown; never, if its daily limit is 0. */
function visibleFrom(card: QueueCard, today: Today, settings: ReviewSettings): number {
  const { memory, buriedUntil = "" } = card;
  const unburiedMs = buriedUntil > today.name ? startOfDay(buriedUntil, settings) : 0;
  return Math.max(unburiedMs, dueFrom(memory, today, settings));
}

function dueFrom(memory: Memory, today: Today, settings: ReviewSettings): number {
  switch (memory.state) {
    case "new":
      return settings.newPerDay === 0 ? Number.POSITIVE_INFINITY : today.endMs;
    case "review": {
      if (settings.reviewsPerDay === 0) return Number.POSITIVE_INFINITY;
      const { timeZone, rolloverHour } = settings;
      return Math.max(today.endMs, startOfLocalDay(memory.dueMs, timeZone, rolloverHour));
    }
    case "learning":
    case "relearning":
      return memory.dueMs;
    default:
      return unreachable(memory.state);
  }
}
