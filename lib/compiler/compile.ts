/**
 * Notes → deck. A compiler keeps what it read by the text of each note, so that unchanged notes
 * cost a comparison; without a previous deck every card is new.
 */
import type {
  Card,
  CardProposal,
  Correction,
  Deck,
  Note,
  NoteScenario,
  NoteSummary,
} from "#lib/deck";
import type { Diagnostic } from "#lib/shared";
import { identify } from "./deck/identify.ts";
import { type Merged, mergeNotes } from "./deck/merge.ts";
import { type NoteCards, type NoteOptions, noteCards } from "./deck/note-cards.ts";
import { LIMITS } from "./limit.ts";
import { sha256 } from "./syntax/hash.ts";
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

type Made = {
  readonly inputs: readonly Kept[];
  readonly same: ReadonlyMap<CardProposal, Card>;
};

function readable(path: string, text: string, options: NoteOptions): NoteCards {
  const unread = { path, openQuestions: [], gaps: [], proposed: [] };
  const bytes = text.length > LIMITS.noteBytesMax / 3 ? new TextEncoder().encode(text).length : 0;
  if (bytes <= LIMITS.noteBytesMax) return noteCards(path, normalEnds(text), options);
  const title = path.replace(/^.*\//, "");
  return { ...unread, language: languageOfNote(text), title, diagnostics: [tooLarge(path, bytes)] };
}

function summary({ hash, cards }: Kept, counts: ReadonlyMap<string, number>): NoteSummary {
  const { path, language, title } = cards;
  return { path, language, title, cards: counts.get(path) ?? 0, hash };
}

function countByNote(cards: readonly Card[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const { sources } of cards) {
    if (sources.length === 1) {
      const path = sources[0]?.path ?? "";
      counts.set(path, (counts.get(path) ?? 0) + 1);
      continue;
    }
    for (const path of new Set(sources.map((source) => source.path))) {
      counts.set(path, (counts.get(path) ?? 0) + 1);
    }
  }
  return counts;
}

function scenariosOf(merged: readonly Merged[], cards: readonly Card[]): readonly NoteScenario[] {
  return merged.flatMap(({ all }, at) => {
    const scenario = all[0]?.scenario;
    const id = cards[at]?.scenarioId;
    return scenario === undefined || id === undefined ? [] : [{ id, ...scenario }];
  });
}

function correctionsOf(merged: readonly Merged[], cards: readonly Card[]): readonly Correction[] {
  return merged.flatMap(({ all }, at) =>
    all.flatMap(({ claim, card }): Correction[] => {
      const source = card.sources[0];
      const cardId = cards[at]?.id;
      if (claim === undefined || source === undefined || cardId === undefined) return [];
      return [{ claim, path: source.path, line: source.line, cardId }];
    }),
  );
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
  private readonly made = new WeakMap<Deck, Made>();

  compile(given: readonly Note[], options: CompileOptions = {}): Deck {
    const { notes, diagnostics } = distinct(given);
    const inputs = this.read(notes, options);
    const previous = options.previous;
    const before = previous === undefined ? undefined : this.made.get(previous);
    if (
      previous !== undefined &&
      before !== undefined &&
      this.isUnchanged(previous, before, inputs)
    ) {
      return previous;
    }
    const merged = mergeNotes(inputs.map(({ cards }) => cards));
    const identified = identify(
      merged,
      previous && {
        deck: previous,
        retiredCards: options.retiredCards ?? previous.retiredCards ?? [],
        same: before?.same ?? new Map(),
      },
    );
    const counts = countByNote(identified.cards);
    const deck: Deck = {
      notes: inputs.map((input) => summary(input, counts)),
      cards: identified.cards,
      scenarios: scenariosOf(merged, identified.cards),
      corrections: correctionsOf(merged, identified.cards),
      openQuestions: inputs.flatMap(({ cards }) => cards.openQuestions),
      gaps: inputs.flatMap(({ cards }) => cards.gaps),
      retired: identified.retired,
      retiredCards: retiredCards(identified.retired, options),
      uncertain: identified.uncertain,
      diagnostics: [...diagnostics, ...inputs.flatMap(({ cards }) => cards.diagnostics)],
    };
    this.remember(deck, inputs, merged);
    return deck;
  }

  /** The same notes again: the deck stands, once all its cards are marked as found. */
  private isUnchanged(previous: Deck, before: Made, inputs: readonly Kept[]): boolean {
    return (
      before.inputs.length === inputs.length &&
      inputs.every((input, at) => input === before.inputs[at]) &&
      previous.uncertain.length === 0 &&
      previous.cards.every(({ matched }) => matched === "same-text")
    );
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

  private remember(deck: Deck, inputs: readonly Kept[], merged: readonly Merged[]): void {
    const same = new Map<CardProposal, Card>();
    merged.forEach(({ card, all }, at) => {
      const made = deck.cards[at];
      if (made !== undefined && all.length === 1) same.set(card, made);
    });
    this.made.set(deck, { inputs, same });
  }
}

function retiredCards(retired: readonly string[], options: CompileOptions): readonly Card[] {
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
