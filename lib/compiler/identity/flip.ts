/**
 * How alike two cards are beyond their words as a whole. A typo in `kubectl` makes an explanation
 * of a command, a deleted step a list of an order: what is asked, or what is answered, must stay.
 */
import type { CardProposal } from "#lib/deck";
import { type Bigrams, bigramsOf, dice, overlap } from "./dice.ts";
import { keysOf } from "./normalise.ts";

/** Shorter texts hold the same letters by chance. */
const CONTAINED_MIN = 8;
const TEXT_MAX = 1_000;
/** The same question with another answer altogether is another fact. */
const ANSWER_LEAST = 0.3;

const SAME_COMMAND = 0.95;
const SAME_PURPOSE_LEAST = 0.25;

const FACTS = new Set(["fact", "fact-reverse"]);

/** Whether an edit may turn one into the other; directions of one definition stay apart. */
export function mayFlip(a: CardProposal, b: CardProposal): boolean {
  const [one, other] = [keysOf(a).group, keysOf(b).group];
  if (one === other) return one === "fact" && a.kind !== b.kind;
  return (one === "command" && FACTS.has(other)) || (other === "command" && FACTS.has(one));
}

/** 0 … 1; above SURE of the matching only when question or answer has stayed. */
export function flipLikeness(a: CardProposal, b: CardProposal): number {
  const [one, other] = [keysOf(a), keysOf(b)];
  const backs = [gramsOf(one.back), gramsOf(other.back)] as const;
  if (one.front !== other.front) {
    return 0.35 * dice(gramsOf(one.front), gramsOf(other.front)) + 0.65 * dice(...backs);
  }
  const answer = containing(...backs);
  return answer < ANSWER_LEAST ? 0 : 0.5 + answer / 2;
}

/** The same command, typed differently at most, for a purpose in other words. */
export function sameCommand(a: CardProposal, b: CardProposal): number {
  const [one, other] = [keysOf(a), keysOf(b)];
  if (a.kind !== "command" || b.kind !== "command") return 0;
  const answer = dice(gramsOf(one.back), gramsOf(other.back));
  const purpose = dice(gramsOf(one.front), gramsOf(other.front));
  if (answer < SAME_COMMAND || purpose < SAME_PURPOSE_LEAST) return 0;
  return 0.35 * purpose + 0.65 * answer;
}

/** One step or one point less leaves the rest as it was. */
function containing(a: Bigrams, b: Bigrams): number {
  const alike = dice(a, b);
  const shorter = Math.min(a.total, b.total);
  return shorter < CONTAINED_MIN ? alike : Math.max(alike, 0.9 * overlap(a, b));
}

const gramsOf = (text: string): Bigrams => bigramsOf(text.slice(0, TEXT_MAX));
