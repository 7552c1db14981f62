/**
 * One change of a learner's notes from texts to stored cards, inside the caller's transaction. The
 * compiler is kept between changes, so that notes that did not change cost nothing.
 */
import "server-only";
import { type Compiler, createCompiler } from "#lib/compiler";
import type { Deck } from "#lib/deck";
import { newId } from "./identifier.ts";
import {
  type Collection,
  changeDeck,
  changeNotes,
  type DeckChange,
  type NoteChange,
  type NoteText,
  previousDeck,
} from "./note-change.ts";
import type { Aggregates } from "./store/index.ts";

export type AppliedChange = DeckChange & {
  readonly change: NoteChange;
  readonly deck: Deck;
};

/** Learners whose notes were read lately; the one used longest ago goes first. */
const compilers = new Map<string, Compiler>();
const MAX_COMPILERS = 50;

function compilerOf(learnerId: string): Compiler {
  const compiler = compilers.get(learnerId) ?? createCompiler();
  compilers.delete(learnerId);
  compilers.set(learnerId, compiler);
  const [oldest] = compilers.keys();
  if (compilers.size > MAX_COMPILERS && oldest !== undefined) compilers.delete(oldest);
  return compiler;
}

export async function readCollection(store: Aggregates, learnerId: string): Promise<Collection> {
  const [notes, cards, scenarios] = [
    await store.notes.all(learnerId),
    await store.cards.own(learnerId),
    await store.scenarios.all(learnerId),
  ];
  return { notes, cards, scenarios };
}

export async function applyNotes(
  store: Aggregates,
  learnerId: string,
  edit: {
    readonly texts: readonly NoteText[];
    readonly removedIds: readonly string[];
    readonly now: number;
  },
  stored?: Collection,
): Promise<AppliedChange> {
  const collection = stored ?? (await readCollection(store, learnerId));
  const change = changeNotes(collection.notes, { ...edit, newId });
  const notes = change.standing.map(({ path, text }) => ({ path, text }));
  const deck = compilerOf(learnerId).compile(notes, { previous: previousDeck(collection) });
  const result = changeDeck(collection, change, deck);
  for (const note of result.notes) await store.notes.save(learnerId, note);
  await store.cards.save(learnerId, result.cards);
  await store.scenarios.save(learnerId, result.scenarios);
  return { ...result, change, deck };
}
