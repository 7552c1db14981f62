/**
 * What lies on the review desk, as a state machine without effects: the card on show, the one
 * behind it, those already answered, and how many are left.
 */
import type { QueueCounts } from "#lib/server/use-cases";
import type { Rating } from "./review-step.ts";
import type { Shown, ShownCard } from "./shown-card.ts";

type Past = {
  readonly card: ShownCard;
  readonly how: "rated" | "suspend" | "bury";
  readonly counts: QueueCounts;
};

export type Desk = {
  /** Null while the next card is on its way. */
  readonly shown: Shown | null;
  readonly revealed: boolean;
  readonly ahead: ShownCard | null | "none";
  readonly past: readonly Past[];
  readonly counts: QueueCounts;
  readonly answered: number;
};

export type DeskEvent =
  | { readonly type: "reveal" }
  | { readonly type: "rated"; readonly rating: Rating }
  | { readonly type: "set-aside"; readonly how: "suspend" | "bury" }
  | { readonly type: "flag" }
  | { readonly type: "undo" }
  | { readonly type: "server"; readonly next: Shown }
  | { readonly type: "fetched"; readonly next: Shown; readonly behind: string | null };

export function openDesk(first: Shown): Desk {
  return {
    shown: first,
    revealed: false,
    ahead: null,
    past: [],
    counts: first.counts,
    answered: 0,
  };
}

type Bucket = keyof QueueCounts;

function bucketOf(card: ShownCard): Bucket {
  const { memoryState } = card;
  return memoryState === "relearning" ? "learning" : memoryState;
}

const OUTCOME = { 1: "again", 2: "hard", 3: "good", 4: "easy" } as const;

/** A card leaves its pile; a rating that brings it back today puts it on the learning pile. */
function countsAfter(counts: QueueCounts, card: ShownCard, rating: Rating | null): QueueCounts {
  const bucket = bucketOf(card);
  const left = { ...counts, [bucket]: Math.max(0, counts[bucket] - 1) };
  if (rating === null) return left;
  // «Again» always comes back within the day, so its day is today.
  const returns = card.intervals[OUTCOME[rating]].dueDay === card.intervals.again.dueDay;
  return returns ? { ...left, learning: left.learning + 1 } : left;
}

function leave(desk: Desk, how: Past["how"], rating: Rating | null): Desk {
  if (!desk.shown || desk.shown.done) return desk;
  const { card } = desk.shown;
  const counts = countsAfter(desk.counts, card, rating);
  const ahead = desk.ahead === "none" ? null : desk.ahead;
  return {
    shown: ahead ? { done: false, card: ahead, counts } : null,
    revealed: false,
    ahead: null,
    past: [...desk.past, { card, how, counts: desk.counts }],
    counts,
    answered: desk.answered + (how === "rated" ? 1 : 0),
  };
}

function back(desk: Desk): Desk {
  const last = desk.past.at(-1);
  // Nothing was answered in this page yet: the server says which card comes back.
  if (!last) return { ...desk, shown: null, ahead: null, revealed: false };
  const current = desk.shown?.done === false ? desk.shown.card : null;
  return {
    shown: { done: false, card: last.card, counts: last.counts },
    revealed: false,
    ahead: current,
    past: desk.past.slice(0, -1),
    counts: last.counts,
    answered: desk.answered - (last.how === "rated" ? 1 : 0),
  };
}

function fetched(desk: Desk, next: Shown, behind: string | null): Desk {
  const shownId = desk.shown?.done === false ? desk.shown.card.id : null;
  if (shownId !== behind) return desk;
  if (shownId === null) return { ...desk, shown: next, counts: next.counts };
  return { ...desk, ahead: next.done ? "none" : next.card };
}

export function deskReducer(desk: Desk, event: DeskEvent): Desk {
  switch (event.type) {
    case "reveal":
      return desk.shown?.done === false ? { ...desk, revealed: true } : desk;
    case "rated":
      return leave(desk, "rated", event.rating);
    case "set-aside":
      return leave(desk, event.how, null);
    case "flag": {
      if (desk.shown?.done !== false) return desk;
      const card = { ...desk.shown.card, flagged: !desk.shown.card.flagged };
      return { ...desk, shown: { ...desk.shown, card } };
    }
    case "undo":
      return back(desk);
    case "server":
      return desk.shown === null
        ? { ...desk, shown: event.next, counts: event.next.counts }
        : { ...desk, counts: event.next.counts };
    case "fetched":
      return fetched(desk, event.next, event.behind);
  }
}
