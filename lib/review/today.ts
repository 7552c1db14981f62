/** What the learner has done today so far, as far as the queue must know it. */
import { endOfLocalDay, localDay, startOfLocalDay } from "./day.ts";
import type { ReviewSettings } from "./settings.ts";

/** A standing answer; answers of other days are ignored. */
export type TodayAnswer = {
  readonly cardId: string;
  readonly answeredAtMs: number;
  /** The first answer that this card ever got. */
  readonly first: boolean;
  readonly sibling?: string;
};

export type Today = {
  readonly nowMs: number;
  /** `YYYY-MM-DD`. */
  readonly name: string;
  readonly startMs: number;
  /** The first millisecond of tomorrow. */
  readonly endMs: number;
  /** Cards that were answered for the first time today. */
  readonly newCards: number;
  /** Other cards that were answered today, each counted once. */
  readonly reviews: number;
  /** Sibling key → the card that was answered today. */
  readonly siblings: ReadonlyMap<string, string>;
};

export function openToday(
  nowMs: number,
  settings: ReviewSettings,
  answered: readonly TodayAnswer[],
): Today {
  const { timeZone, rolloverHour } = settings;
  const startMs = startOfLocalDay(nowMs, timeZone, rolloverHour);
  const endMs = endOfLocalDay(nowMs, timeZone, rolloverHour);
  const cards = new Set<string>();
  const newCards = new Set<string>();
  const siblings = new Map<string, string>();
  for (const { answeredAtMs, cardId, first, sibling } of answered) {
    if (answeredAtMs < startMs || answeredAtMs >= endMs) continue;
    cards.add(cardId);
    if (first) newCards.add(cardId);
    if (sibling !== undefined) siblings.set(sibling, cardId);
  }
  return {
    nowMs,
    name: localDay(nowMs, timeZone, rolloverHour),
    startMs,
    endMs,
    newCards: newCards.size,
    reviews: cards.size - newCards.size,
    siblings,
  };
}
