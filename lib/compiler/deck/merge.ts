/**
 * The same fact in several notes, or twice in one, is one card with all its sources; corrections of
 * one claim are one card, whatever the notes' words are. Notes can be exchanged one by one, and the
 * result is the one that all notes together give.
 */
import type { Card, CardProposal } from "#lib/deck";
import { keysOf, passKeys } from "../identity/normalise.ts";
import type { NoteCards, Proposed } from "./note-cards.ts";

/** Short answers («6», «Running») say too little to be the same fact under another topic. */
const BACK_ENOUGH = 12;

type Part = { readonly at: number; readonly proposed: Proposed };

export class Fact {
  card: Card | undefined;
  private merged: CardProposal | undefined;
  private ordered = true;

  constructor(
    readonly key: string,
    private all: Part[],
  ) {}

  /** Where it stands, in the order of the notes. */
  get parts(): readonly Part[] {
    if (!this.ordered) this.all.sort((a, b) => a.at - b.at);
    this.ordered = true;
    return this.all;
  }

  /** Made when it is asked for: many notes may join before. */
  get proposal(): CardProposal {
    this.merged ??= mergedProposal(this.parts);
    return this.merged;
  }

  join(part: Part): void {
    this.all.push(part);
    this.ordered = false;
    this.merged = undefined;
  }

  leave(path: string): void {
    this.all = this.all.filter(({ proposed }) => proposed.card.sources[0]?.path !== path);
    this.merged = undefined;
  }
}

function keyOf({ card, claim }: Proposed): string {
  if (claim !== undefined) return `claim\u0000${claim}`;
  const { group, front, fullFront, back } = keysOf(card);
  const asked = back.length >= BACK_ENOUGH ? front : fullFront;
  return `${group}\u0000${card.kind}\u0000${asked}\u0000${back}`;
}

const keys = new WeakMap<Proposed, string>();

/** Found once per proposal: the keys of cached notes stay. */
function factKey(proposed: Proposed): string {
  const known = keys.get(proposed);
  if (known !== undefined) return known;
  const key = keyOf(proposed);
  keys.set(proposed, key);
  return key;
}

function mergedProposal(parts: readonly Part[]): CardProposal {
  const first = (parts[0] as Part).proposed.card;
  if (parts.length === 1) return first;
  const cards = parts.map(({ proposed }) => proposed.card);
  const merged = {
    ...first,
    sources: cards.flatMap(({ sources }) => sources),
    tags: [...new Set(cards.flatMap(({ tags }) => tags))],
  };
  passKeys(first, merged);
  return merged;
}

export class FactTable {
  private readonly facts = new Map<string, Fact>();
  private readonly byNote = new Map<string, { note: NoteCards; facts: Fact[] }>();

  /** The facts that a note takes part in, one per proposal. */
  factsOf(path: string): readonly Fact[] {
    return this.byNote.get(path)?.facts ?? [];
  }

  remove(path: string): void {
    for (const fact of new Set(this.factsOf(path))) {
      fact.leave(path);
      if (fact.parts.length === 0) this.facts.delete(fact.key);
    }
    this.byNote.delete(path);
  }

  /** `at` is the note's place among the notes: earlier notes give a shared fact its words. */
  add(note: NoteCards, at: number): void {
    const facts = note.proposed.map((proposed) => {
      const key = factKey(proposed);
      const known = this.facts.get(key);
      if (known !== undefined) {
        known.join({ at, proposed });
        return known;
      }
      const fact = new Fact(key, [{ at, proposed }]);
      this.facts.set(key, fact);
      return fact;
    });
    this.byNote.set(note.path, { note, facts });
  }

  /** All facts in the order of the notes, each at its first place. */
  inOrder(paths: readonly string[]): Fact[] {
    const all: Fact[] = [];
    for (const path of paths) {
      const { note, facts } = this.byNote.get(path) ?? { note: undefined, facts: [] };
      facts.forEach((fact, index) => {
        if (fact.parts[0]?.proposed === note?.proposed[index]) all.push(fact);
      });
    }
    return all;
  }
}
