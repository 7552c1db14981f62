"use client";
/**
 * A review session: the card on show, the one behind it, and the way back. Rating shows the next
 * card at once; the server hears of it in the background.
 */
import { useCallback, useEffect, useReducer, useRef, useState } from "react";
import { type Desk, deskReducer, openDesk } from "./desk.ts";
import { type Outbox, openOutbox } from "./outbox.ts";
import type { Rating, ReviewStep } from "./review-step.ts";
import type { Shown } from "./shown-card.ts";

export type Review = {
  readonly desk: Desk;
  readonly waiting: number;
  readonly offline: boolean;
  readonly refusal: string | null;
  reveal(): void;
  rate(rating: Rating): void;
  setAside(how: "suspend" | "bury"): void;
  flag(): void;
  undo(): void;
};

async function fetchNext(exclude: readonly string[]): Promise<Shown | null> {
  const query = new URLSearchParams(exclude.map((id) => ["exclude", id]));
  try {
    const response = await fetch(`/api/review/next?${query}`, { cache: "no-store" });
    const outcome = await response.json();
    return outcome.ok ? outcome.value : null;
  } catch {
    return null;
  }
}

export function useReview(learnerId: string, first: Shown): Review {
  const [desk, dispatch] = useReducer(deskReducer, first, openDesk);
  const [transit, setTransit] = useState({ waiting: 0, offline: false });
  const [refusal, setRefusal] = useState<string | null>(null);
  const outbox = useRef<Outbox | null>(null);
  const shownAt = useRef(0);
  const deskNow = useRef(desk);
  deskNow.current = desk;

  useEffect(() => {
    const box = openOutbox(learnerId, {
      onChange: (waiting, offline) => setTransit({ waiting, offline }),
      onSent: (_step, next) => {
        if (next && box.waiting() === 0) dispatch({ type: "server", next });
      },
      onRefused: (_step, code) => setRefusal(code),
    });
    outbox.current = box;
    void box.flush();
    return () => box.close();
  }, [learnerId]);

  const shownId = desk.shown?.done === false ? desk.shown.card.id : null;
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new card starts the clock anew.
  useEffect(() => {
    shownAt.current = performance.now();
  }, [shownId]);

  // The queue is asked only when the server knows all answers: then what it says is true.
  useEffect(() => {
    if (transit.waiting > 0 || (desk.ahead !== null && desk.shown !== null)) return undefined;
    if (desk.shown?.done) return undefined;
    let wanted = true;
    void fetchNext(shownId === null ? [] : [shownId]).then((next) => {
      if (wanted && next) dispatch({ type: "fetched", next, behind: shownId });
    });
    return () => {
      wanted = false;
    };
  }, [transit.waiting, desk.ahead, desk.shown, shownId]);

  const send = useCallback((step: ReviewStep) => outbox.current?.push(step), []);

  return {
    desk,
    ...transit,
    refusal,
    reveal: () => dispatch({ type: "reveal" }),
    rate: (rating) => {
      const { shown, revealed } = deskNow.current;
      if (!shown || shown.done || !revealed) return;
      setRefusal(null);
      const durationMs = Math.min(Math.round(performance.now() - shownAt.current), 600_000);
      const clientId = crypto.randomUUID();
      const cardId = shown.card.id;
      send({ type: "answer", clientId, cardId, rating, answeredAt: Date.now(), durationMs });
      dispatch({ type: "rated", rating });
    },
    setAside: (how) => {
      const { shown } = deskNow.current;
      if (!shown || shown.done) return;
      send({ type: how, cardId: shown.card.id, on: true });
      dispatch({ type: "set-aside", how });
    },
    flag: () => {
      const { shown } = deskNow.current;
      if (!shown || shown.done) return;
      send({ type: "flag", cardId: shown.card.id, on: !shown.card.flagged });
      dispatch({ type: "flag" });
    },
    undo: () => {
      const last = deskNow.current.past.at(-1);
      if (last?.how === "suspend" || last?.how === "bury") {
        send({ type: last.how, cardId: last.card.id, on: false });
      } else if (!(last && outbox.current?.takeBack())) {
        send({ type: "undo", count: 1 });
      }
      dispatch({ type: "undo" });
    },
  };
}
