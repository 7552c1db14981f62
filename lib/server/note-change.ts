/**
 * What a change of notes does to everything that was compiled from them, decided without touching
 * the store: which notes, cards and scenarios are written, and how they were before.
 */
import "server-only";
import type { Card, Deck, NoteScenario } from "#lib/deck";
import type { Diagnostic } from "#lib/shared";
import { hashText } from "./identifier.ts";
import { sameJson } from "./same-json.ts";
import type { BeforeImage, OwnCard, OwnScenario, StoredNote } from "./store/index.ts";
import type { NoteFindings } from "./use-cases/views.ts";

export type Collection = {
  /** Deleted ones too. */
  readonly notes: readonly StoredNote[];
  readonly cards: readonly OwnCard[];
  readonly scenarios: readonly OwnScenario[];
};

/** `id` names the note that this text belongs to, should its path have changed. */
export type NoteText = { readonly id?: string; readonly path: string; readonly text: string };

export type NoteStatus = "new" | "changed" | "unchanged";

export type WrittenNote = {
  readonly note: StoredNote;
  readonly before: StoredNote | null;
  readonly status: NoteStatus;
};

export type NoteChange = {
  readonly written: readonly WrittenNote[];
  /** All notes that stand after the change. */
  readonly standing: readonly StoredNote[];
};

export type NoteEdit = {
  readonly texts: readonly NoteText[];
  readonly removedIds: readonly string[];
  readonly newId: () => string;
  readonly now: number;
};

/** First half: the notes themselves, before anything is compiled. */
export function changeNotes(notes: readonly StoredNote[], edit: NoteEdit): NoteChange {
  const byId = new Map(notes.map((note) => [note.id, note]));
  const byPath = new Map(notes.map((note) => [note.path, note]));
  const written: WrittenNote[] = [];
  for (const text of edit.texts) {
    const before = (text.id === undefined ? undefined : byId.get(text.id)) ?? byPath.get(text.path);
    written.push(writeNote(before ?? null, text, edit));
  }
  for (const id of edit.removedIds) {
    const before = byId.get(id);
    if (before === undefined || before.deletedAtMs !== null) continue;
    const note = {
      ...before,
      version: before.version + 1,
      ...touched(edit),
      deletedAtMs: edit.now,
    };
    written.push({ note, before, status: "changed" });
  }
  const after = new Map([...byId, ...written.map(({ note }) => [note.id, note] as const)]);
  return { written, standing: [...after.values()].filter((note) => note.deletedAtMs === null) };
}

function writeNote(before: StoredNote | null, given: NoteText, edit: NoteEdit): WrittenNote {
  const { path, text } = given;
  const hash = hashText(text);
  if (before === null) {
    const made = { id: edit.newId(), version: 1, createdAtMs: edit.now, deletedAtMs: null };
    const unread = { language: "en" as const, title: path, findings: {} };
    const note = { ...made, path, text, hash, ...unread, ...touched(edit) };
    return { note, before, status: "new" };
  }
  if (before.deletedAtMs === null && before.hash === hash && before.path === path) {
    return { note: before, before, status: "unchanged" };
  }
  const status = before.deletedAtMs === null ? "changed" : "new";
  const version = before.version + 1;
  const note = { ...before, path, text, hash, version, ...touched(edit), deletedAtMs: null };
  return { note, before, status };
}

function touched(edit: NoteEdit) {
  return { updatedAtMs: edit.now };
}

/** What the compiler is given of the past: retired cards too, so that a fact can come back. */
export function previousDeck({ cards, scenarios }: Collection): Deck {
  const retiredCards = cards.filter(({ state }) => state === "retired").map(({ card }) => card);
  return {
    notes: [],
    cards: cards.filter(({ state }) => state === "active").map(({ card }) => card),
    scenarios: scenarios.map(({ scenario }) => scenario),
    corrections: [],
    openQuestions: [],
    gaps: [],
    retired: retiredCards.map(({ id }) => id),
    retiredCards,
    uncertain: [],
    diagnostics: [],
  };
}

export type DeckChange = {
  readonly notes: readonly StoredNote[];
  readonly cards: readonly OwnCard[];
  readonly scenarios: readonly OwnScenario[];
  readonly before: BeforeImage;
  readonly kept: number;
  readonly added: number;
  readonly retired: number;
};

/** Second half: the compiled deck against what is stored. Only rows that differ are written. */
export function changeDeck(stored: Collection, change: NoteChange, deck: Deck): DeckChange {
  const noteIds = new Map(change.standing.map(({ path, id }) => [path, id]));
  const cards = cardChanges(stored.cards, deck.cards, noteIds);
  const scenarios = scenarioChanges(stored.scenarios, deck.scenarios, noteIds);
  const old = new Map(stored.cards.map((own) => [own.card.id, own]));
  const kept = deck.cards.filter(({ id }) => old.get(id)?.state === "active").length;
  const retired = cards.filter(
    ({ card, state }) => state === "retired" && old.get(card.id)?.state === "active",
  );
  const notes = noteChanges(stored.notes, change, deck);
  return {
    notes,
    cards,
    scenarios,
    before: beforeImage(stored, change, cards, scenarios),
    kept,
    added: deck.cards.length - kept,
    retired: retired.length,
  };
}

function cardChanges(
  stored: readonly OwnCard[],
  compiled: readonly Card[],
  noteIds: ReadonlyMap<string, string>,
): readonly OwnCard[] {
  const old = new Map(stored.map((own) => [own.card.id, own]));
  const living = new Set(compiled.map(({ id }) => id));
  const changed: OwnCard[] = [];
  for (const [index, { matched: _matched, ...card }] of compiled.entries()) {
    const before = old.get(card.id);
    const noteId = noteIds.get(card.sources[0]?.path ?? "") ?? null;
    const position = before?.position ?? index;
    const after: OwnCard = { card, noteId, state: "active", position };
    if (before === undefined || !sameJson(before, after)) changed.push(after);
  }
  for (const before of stored) {
    if (before.state === "active" && !living.has(before.card.id)) {
      changed.push({ ...before, state: "retired" });
    }
  }
  return changed;
}

function scenarioChanges(
  stored: readonly OwnScenario[],
  compiled: readonly NoteScenario[],
  noteIds: ReadonlyMap<string, string>,
): readonly OwnScenario[] {
  const old = new Map(stored.map((own) => [own.scenario.id, own]));
  const living = new Set(compiled.map(({ id }) => id));
  const changed = compiled
    .map((scenario): OwnScenario => {
      return { scenario, noteId: noteIds.get(scenario.source.path) ?? null, state: "active" };
    })
    .filter((after) => !sameJson(old.get(after.scenario.id), after));
  const gone = stored.filter(
    ({ scenario, state }) => state === "active" && !living.has(scenario.id),
  );
  return [...changed, ...gone.map((own): OwnScenario => ({ ...own, state: "retired" }))];
}

/** Notes whose text, title or findings differ from what is stored. */
function noteChanges(
  stored: readonly StoredNote[],
  change: NoteChange,
  deck: Deck,
): readonly StoredNote[] {
  const old = new Map(stored.map((note) => [note.id, note]));
  const summaries = new Map(deck.notes.map((summary) => [summary.path, summary]));
  const described = change.standing.map((note): StoredNote => {
    const summary = summaries.get(note.path);
    const { title, language } = summary ?? note;
    return { ...note, title, language, findings: findingsOf(deck, note.path) };
  });
  const removed = change.written
    .map(({ note }) => note)
    .filter((note) => note.deletedAtMs !== null);
  return [...described, ...removed].filter((note) => !sameJson(old.get(note.id), note));
}

export function findingsOf(deck: Deck, path: string): NoteFindings {
  const here = <T extends { readonly path: string }>(found: readonly T[]) =>
    found.filter((item) => item.path === path);
  return {
    diagnostics: here<Diagnostic>(deck.diagnostics),
    gaps: here(deck.gaps).map(({ line, heading }) => ({ line, heading })),
    corrections: here(deck.corrections).map(({ claim, line, cardId }) => ({ claim, line, cardId })),
    openQuestions: here(deck.openQuestions).map(({ line, text }) => ({ line, text })),
  };
}

function beforeImage(
  stored: Collection,
  change: NoteChange,
  cards: readonly OwnCard[],
  scenarios: readonly OwnScenario[],
): BeforeImage {
  const oldCards = new Map(stored.cards.map((own) => [own.card.id, own]));
  const oldScenarios = new Map(stored.scenarios.map((own) => [own.scenario.id, own]));
  return {
    notes: change.written
      .filter(({ status }) => status !== "unchanged")
      .map(({ note, before }) => ({ id: note.id, version: note.version, before })),
    cards: cards.map(({ card }) => ({ id: card.id, before: oldCards.get(card.id) ?? null })),
    scenarios: scenarios.map(({ scenario: { id } }) => ({
      id,
      before: oldScenarios.get(id) ?? null,
    })),
  };
}
