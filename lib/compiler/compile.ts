/**
 * Notes → deck. A compiler keeps what it read by the text of each note, so that unchanged notes
 * cost a comparison; without a previous deck every card is new.
 */
import type { Card, Correction, Deck, Note, NoteScenario, NoteSummary } from "#lib/deck";
import { type Diagnostic, sha256 } from "#lib/shared";
import { carded, identify, identifyFirst } from "./deck/identify.ts";
import { type Fact, FactTable } from "./deck/merge.ts";
import { type NoteCards, type NoteOptions, noteCards } from "./deck/note-cards.ts";
import { LIMITS } from "./limit.ts";
import { languageOfNote } from "./syntax/language.ts";
import { normalEnds, tooLarge } from "./syntax/read-note.ts";

export type CompileOptions = {
  /** The deck that the learner has: its cards keep their ids. */
  readonly previous?: Deck;
  /** Cards retired earlier, with their content, so that they can be revived after an edit too. */
  readonly retiredCards?: readonly Card[];
  /** Ids of rules that make no cards here. */
  readonly rulesOff?: readonly string[];
  /** Paths of all files that came with the notes, so that missing pictures can be named. */
  readonly files?: readonly string[];
  /** Called after each note. */
  readonly onProgress?: (done: number, total: number) => void;
};

export type Compiler = {
  readonly compile: (notes: readonly Note[], options?: CompileOptions) => Deck;
};

type Kept = {
  readonly text: string;
  readonly options: string;
  readonly hash: string;
  readonly cards: NoteCards;
};

/** What the last compile left: only the notes that differ from it are matched again. */
type Last = {
  readonly deck: Deck;
  readonly inputs: ReadonlyMap<string, Kept>;
  readonly table: FactTable;
  readonly taken: Set<string>;
};

function readable(path: string, text: string, options: NoteOptions): NoteCards {
  const unread = { path, openQuestions: [], gaps: [], proposed: [] };
  const bytes = text.length > LIMITS.noteBytesMax / 3 ? new TextEncoder().encode(text).length : 0;
  if (bytes <= LIMITS.noteBytesMax) return noteCards(path, normalEnds(text), options);
  const title = path.replace(/^.*\//, "");
  return { ...unread, language: languageOfNote(text), title, diagnostics: [tooLarge(path, bytes)] };
}

function summary({ hash, cards }: Kept, count: number): NoteSummary {
  const { path, language, title } = cards;
  return { path, language, title, cards: count, hash };
}

function scenariosOf(facts: readonly Fact[]): readonly NoteScenario[] {
  const found: NoteScenario[] = [];
  for (const { parts, card } of facts) {
    const scenario = parts[0]?.proposed.scenario;
    if (scenario !== undefined && card?.scenarioId !== undefined) {
      found.push({ id: card.scenarioId, ...scenario });
    }
  }
  return found;
}

function correctionsOf(facts: readonly Fact[]): readonly Correction[] {
  const found: Correction[] = [];
  for (const { parts, card } of facts) {
    if (parts[0]?.proposed.claim === undefined || card === undefined) continue;
    for (const { proposed } of parts) {
      const source = proposed.card.sources[0];
      if (proposed.claim === undefined || source === undefined) continue;
      found.push({ claim: proposed.claim, path: source.path, line: source.line, cardId: card.id });
    }
  }
  return found;
}

/** Two notes of one name cannot be told apart: the first is read. */
function distinct(notes: readonly Note[]): { notes: Note[]; diagnostics: Diagnostic[] } {
  const seen = new Set<string>();
  const diagnostics: Diagnostic[] = [];
  const kept = notes.filter(({ path }) => {
    if (!seen.has(path)) return seen.add(path);
    const place = { path, line: 1, column: 1, endLine: 1, endColumn: 1 };
    const message = `Unexpected second note «${path}», expected each path once: it is left out`;
    diagnostics.push({ ...place, severity: "warning", code: "note/duplicate-path", message });
    return false;
  });
  return { notes: kept, diagnostics };
}

class NoteCompiler {
  private kept = new Map<string, Kept>();
  private last: Last | undefined;

  compile(given: readonly Note[], options: CompileOptions = {}): Deck {
    const { notes, diagnostics } = distinct(given);
    const inputs = this.read(notes, options);
    const { previous } = options;
    const last = previous !== undefined && this.last?.deck === previous ? this.last : undefined;
    if (last !== undefined && isUnchanged(last, inputs)) return last.deck;
    const table = last?.table ?? new FactTable();
    const touched = exchange(table, last?.inputs ?? new Map(), inputs);
    const taken = last?.taken ?? new Set(previous?.cards.map(({ id }) => id));
    const { retired, uncertain } = identifyFacts(touched, taken, options, last !== undefined);
    const facts = table.inOrder(inputs.map(({ cards }) => cards.path));
    if (previous !== undefined) markUntouched(facts, touched.fresh);
    const deck: Deck = {
      notes: inputs.map((input) => summary(input, new Set(table.factsOf(input.cards.path)).size)),
      cards: facts.flatMap(({ card }) => card ?? []),
      scenarios: scenariosOf(facts),
      corrections: correctionsOf(facts),
      openQuestions: inputs.flatMap(({ cards }) => cards.openQuestions),
      gaps: inputs.flatMap(({ cards }) => cards.gaps),
      retired,
      retiredCards: retiredCards(retired, options),
      uncertain,
      diagnostics: [...diagnostics, ...inputs.flatMap(({ cards }) => cards.diagnostics)],
    };
    const byPath = new Map(inputs.map((input) => [input.cards.path, input]));
    this.last = { deck, inputs: byPath, table, taken };
    return deck;
  }

  private read(notes: readonly Note[], options: CompileOptions): Kept[] {
    const files = options.files === undefined ? undefined : new Set(options.files);
    const rulesOff = new Set(options.rulesOff);
    const key = `${[...rulesOff].sort().join()}\u0000${files === undefined ? "" : [...files].join()}`;
    const inputs = notes.map(({ path, text }, at) => {
      const before = this.kept.get(path);
      if (before !== undefined && before.text === text && before.options === key) return before;
      const cards = readable(path, text, { files, rulesOff });
      options.onProgress?.(at + 1, notes.length);
      return { text, options: key, hash: sha256(text), cards };
    });
    this.kept = new Map(inputs.map((input) => [input.cards.path, input]));
    return inputs;
  }
}

/** The same notes again: the deck stands, once all its cards are marked as found. */
function isUnchanged({ deck, inputs: before }: Last, inputs: readonly Kept[]): boolean {
  return (
    before.size === inputs.length &&
    inputs.every((input, at) => {
      return before.get(input.cards.path) === input && deck.notes[at]?.path === input.cards.path;
    }) &&
    deck.uncertain.length === 0 &&
    deck.cards.every(({ matched }) => matched === "same-text")
  );
}

type Touched = {
  readonly fresh: ReadonlySet<Fact>;
  /** Cards of the facts that were touched, before. */
  readonly olds: readonly Card[];
};

/** Puts the notes that differ into the table; `touched` facts have to be identified anew. */
function exchange(
  table: FactTable,
  before: ReadonlyMap<string, Kept>,
  inputs: readonly Kept[],
): Touched {
  const after = new Set(inputs);
  const olds = new Set<Card>();
  const touched = new Set<Fact>();
  for (const [path, kept] of before) {
    if (after.has(kept)) continue;
    for (const fact of table.factsOf(path)) {
      if (fact.card !== undefined) olds.add(fact.card);
      touched.add(fact);
    }
    table.remove(path);
  }
  inputs.forEach((input, at) => {
    const { path } = input.cards;
    if (before.get(path) === input) return;
    table.add(input.cards, at);
    for (const fact of table.factsOf(path)) {
      if (fact.card !== undefined) olds.add(fact.card);
      touched.add(fact);
    }
  });
  return { fresh: new Set([...touched].filter(({ parts }) => parts.length > 0)), olds: [...olds] };
}

function identifyFacts(
  { fresh, olds }: Touched,
  taken: Set<string>,
  { previous, retiredCards }: CompileOptions,
  incremental: boolean,
): { retired: readonly string[]; uncertain: Deck["uncertain"] } {
  const facts = [...fresh];
  const proposals = facts.map(({ proposal }) => proposal);
  const give = (cards: readonly Card[]) => {
    facts.forEach((fact, at) => {
      fact.card = cards[at];
    });
  };
  if (previous === undefined) {
    give(identifyFirst(proposals, taken));
    return { retired: [], uncertain: [] };
  }
  const identified = identify(proposals, {
    cards: incremental ? olds : previous.cards,
    retiredCards: retiredCards ?? previous.retiredCards ?? [],
    retired: previous.retired,
    taken,
  });
  give(identified.cards);
  return identified;
}

/** Cards of notes that did not change are the cards they were. */
function markUntouched(facts: readonly Fact[], fresh: ReadonlySet<Fact>): void {
  for (const fact of facts) {
    const { card } = fact;
    if (card === undefined || card.matched === "same-text" || fresh.has(fact)) continue;
    fact.card = carded(card, card.id, "same-text");
  }
}

function retiredCards(retired: readonly string[], options: CompileOptions): readonly Card[] {
  if (retired.length === 0) return [];
  const ids = new Set(retired);
  const known = [
    ...(options.previous?.cards ?? []),
    ...(options.retiredCards ?? options.previous?.retiredCards ?? []),
  ];
  const byId = new Map(known.filter(({ id }) => ids.has(id)).map((card) => [card.id, card]));
  return [...byId.values()];
}

/** A compiler that remembers notes between calls; one per learner or per watched folder. */
export function createCompiler(): Compiler {
  const compiler = new NoteCompiler();
  return { compile: (notes, options) => compiler.compile(notes, options) };
}

export function compile(notes: readonly Note[], options: CompileOptions = {}): Deck {
  return createCompiler().compile(notes, options);
}
