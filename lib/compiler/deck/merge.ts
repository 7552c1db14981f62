/**
 * The same fact in several notes, or twice in one, is one card with all its sources. Corrections of
 * one claim are one card, whatever the notes' words are.
 */
import type { CardProposal } from "#lib/deck";
import { bigramsOf, dice } from "../identity/dice.ts";
import { keysOf, passKeys } from "../identity/normalise.ts";
import type { NoteCards, Proposed } from "./note-cards.ts";

/** Short answers («6», «Running») say too little to be the same fact under another topic. */
const BACK_ENOUGH = 12;
const ALIKE = 0.8;
const COMPARED_MAX = 8;

export type Merged = { readonly card: CardProposal; readonly all: readonly Proposed[] };

type Slot = { readonly all: Proposed[] };

function isSameFact(a: CardProposal, b: CardProposal): boolean {
  const left = keysOf(a);
  const right = keysOf(b);
  if (a.kind !== b.kind) return false;
  if (left.fullFront === right.fullFront && left.back === right.back) return true;
  if (left.back.length < BACK_ENOUGH || right.back.length < BACK_ENOUGH) return false;
  if (left.back === right.back) return true;
  const otherNote = a.sources[0]?.path !== b.sources[0]?.path;
  return otherNote && dice(bigramsOf(left.back), bigramsOf(right.back)) >= ALIKE;
}

function slotFor(slots: Slot[], proposed: Proposed): Slot | undefined {
  return slots.slice(0, COMPARED_MAX).find(({ all: [first] }) => {
    if (first === undefined) return false;
    return proposed.claim !== undefined || isSameFact(first.card, proposed.card);
  });
}

function mergedCard(all: readonly Proposed[]): CardProposal {
  const [first, ...rest] = all;
  if (first === undefined || rest.length === 0) return (first as Proposed).card;
  const cards = all.map(({ card }) => card);
  const merged = {
    ...first.card,
    sources: cards.flatMap(({ sources }) => sources),
    tags: [...new Set(cards.flatMap(({ tags }) => tags))],
  };
  passKeys(first.card, merged);
  return merged;
}

export function mergeNotes(notes: readonly NoteCards[]): readonly Merged[] {
  const byFront = new Map<string, Slot[]>();
  const order: Slot[] = [];
  for (const { proposed } of notes) {
    for (const each of proposed) {
      const { group, front } = keysOf(each.card);
      const key = each.claim === undefined ? `${group}\u0000${front}` : `claim\u0000${each.claim}`;
      const slots = byFront.get(key);
      const slot = slots === undefined ? undefined : slotFor(slots, each);
      if (slot !== undefined) {
        slot.all.push(each);
        continue;
      }
      const fresh: Slot = { all: [each] };
      order.push(fresh);
      if (slots === undefined) byFront.set(key, [fresh]);
      else slots.push(fresh);
    }
  }
  return order.map(({ all }) => ({ card: mergedCard(all), all }));
}
