/** Gives ids from a card's first content, counted up where two contents meet in one hash. */
import type { CardProposal } from "#lib/deck";
import { shortHash } from "../syntax/hash.ts";
import { keysOf } from "./normalise.ts";

function seedOf(card: CardProposal): string {
  const { group, front, back } = keysOf(card);
  return `${group}\u0000${front}\u0000${back}`;
}

/** The id that a card of this content gets when nothing else has it. */
export function firstId(card: CardProposal): string {
  return `c_${shortHash(seedOf(card))}`;
}

export function freshId(card: CardProposal, taken: { has(id: string): boolean }): string {
  const seed = seedOf(card);
  let id = `c_${shortHash(seed)}`;
  for (let count = 2; taken.has(id); count++) id = `c_${shortHash(`${seed}\u0000${count}`)}`;
  return id;
}
