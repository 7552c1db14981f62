"use client";
/** The review page's keys; never while somebody writes, and never with a modifier. */
import { useRouter } from "next/navigation";
import { useEffect, useRef } from "react";
import { isPlain, isWriting } from "../../_ui/typing.ts";
import type { Rating } from "./review-step.ts";
import { noteAddress } from "./source-link.tsx";
import type { Review } from "./use-review.ts";

const DIGITS: Readonly<Record<string, Rating>> = { "1": 1, "2": 2, "3": 3, "4": 4 };

export function useReviewKeys(review: Review, toggleWhy: () => void): void {
  const router = useRouter();
  const latest = useRef({ review, toggleWhy, router });
  latest.current = { review, toggleWhy, router };
  useEffect(() => {
    const listen = (event: KeyboardEvent) => {
      if (event.repeat || isWriting(event) || !isPlain(event)) return;
      if (document.querySelector("dialog[open]")) return;
      if (press(event, latest.current)) event.preventDefault();
    };
    window.addEventListener("keydown", listen);
    return () => window.removeEventListener("keydown", listen);
  }, []);
}

type Desk = {
  readonly review: Review;
  readonly toggleWhy: () => void;
  readonly router: { push(href: string): void };
};

/** Whether the key meant something here. */
function press(event: KeyboardEvent, { review, toggleWhy, router }: Desk): boolean {
  const shown = review.desk.shown;
  const card = shown?.done === false ? shown.card : null;
  // Enter and Space on a focused button or link are that button's.
  const onControl =
    event.target instanceof Element && event.target.closest("button, a, summary") !== null;
  if (event.key === "u") review.undo();
  else if (card === null) return false;
  else if ((event.key === " " && !onControl) || (event.key === "Enter" && !onControl)) {
    if (card.kind === "scenario" && card.scenarioId) router.push(`/lab/${card.scenarioId}`);
    else if (review.desk.revealed) review.rate(3);
    else review.reveal();
  } else if (DIGITS[event.key] && review.desk.revealed) review.rate(DIGITS[event.key] ?? 3);
  else if (event.key === "e" && card.noteId) router.push(noteAddress(card, true) ?? "/notes");
  else if (event.key === "s") review.setAside("suspend");
  else if (event.key === "b") review.setAside("bury");
  else if (event.key === "f") review.flag();
  else if (event.key === "w") toggleWhy();
  else return false;
  return true;
}
