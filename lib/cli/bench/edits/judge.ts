/**
 * Judges which new card took over which old one's history by where their facts stand. Cards of one
 * line are not told from each other: both directions of a definition are one fact.
 */
import type { Card } from "#lib/deck";
import type { Truth } from "./edit.ts";

/** Old card → the new card that has its history. */
export type Heirs = ReadonlyMap<Card, Card>;

export type Verdict = {
  /** Old cards whose fact is in the note after the edit, and whose history goes on with it. */
  readonly living: number;
  readonly livingKept: number;
  /** Those of them whose front or back differs in every new card. */
  readonly edited: number;
  readonly editedKept: number;
  /** Lost ones at whose place no new card of their kind is left: the compiler makes none. */
  readonly editedUnmade: number;
  /** Living cards by their lines, where one is edited; a list of items with cards is no fact. */
  readonly facts: number;
  /** At least one card of the fact keeps its history. */
  readonly factsKept: number;
  /** Old and new cards of different content that became one, and those of them that should not. */
  readonly judged: number;
  readonly wrong: number;
};

export const contentOf = ({ front, back }: Card): string => `${front}\u0000${back}`;

/** What two cards have in common that one edit seldom changes. */
const formOf = ({ kind, tags }: Card): string => `${kind} ${tags.includes("reverse")}`;

type Fate = {
  /** At least half of the card's known lines go on. */
  readonly living: boolean;
  readonly known: boolean;
  readonly lines: readonly number[];
};

type Judged = {
  readonly lines: ReadonlySet<number>;
  readonly fate: Fate;
  readonly edited: boolean;
  readonly kept: boolean;
  readonly unmade: boolean;
};

export function judge(
  olds: readonly Card[],
  news: readonly Card[],
  heirs: Heirs,
  truth: Truth,
): Verdict {
  const contents = new Set(news.map(contentOf));
  const taken = new Set(heirs.values());
  const free = news.filter((card) => !taken.has(card));
  const cards: Judged[] = [];
  let judged = 0;
  let wrong = 0;
  for (const old of olds) {
    const heir = heirs.get(old);
    const lines = linesOfCard(old);
    const fate = fateOf(lines, truth.forward);
    const right = heir === undefined ? undefined : isRight(lines, fate, heir, truth);
    const edited = !contents.has(contentOf(old));
    const unmade = heir === undefined && edited && !free.some((card) => standsIn(old, fate, card));
    cards.push({ lines, fate, edited, kept: right === true, unmade });
    if (heir === undefined || right === undefined || contentOf(heir) === contentOf(old)) continue;
    judged++;
    if (!right) wrong++;
  }
  const living = cards.filter(({ fate }) => fate.living);
  const edited = living.filter((card) => card.edited);
  const facts = factsAmong(living, cards);
  const kept = (some: readonly Judged[]): number => some.filter((card) => card.kept).length;
  return {
    living: living.length,
    livingKept: kept(living),
    edited: edited.length,
    editedKept: kept(edited),
    editedUnmade: edited.filter(({ unmade }) => unmade).length,
    facts: facts.length,
    factsKept: facts.filter((some) => kept(some) > 0).length,
    judged,
    wrong,
  };
}

function linesOfCard({ sources }: Card): ReadonlySet<number> {
  const lines = new Set<number>();
  for (const { line, endLine } of sources) for (let at = line; at <= endLine; at++) lines.add(at);
  return lines;
}

function fateOf(lines: ReadonlySet<number>, to: Truth["forward"]): Fate {
  const known = [...lines].flatMap((line) => {
    const other = to.get(line);
    return other === undefined ? [] : [other];
  });
  const going = known.filter((other) => other.length > 0);
  const living = going.length > 0 && going.length * 2 >= known.length;
  return { living, known: known.length > 0, lines: going.flat() };
}

/** Nothing when neither card's lines are known, or a guess found no place for them. */
function isRight(
  before: ReadonlySet<number>,
  forward: Fate,
  heir: Card,
  truth: Truth,
): boolean | undefined {
  const after = linesOfCard(heir);
  const tells = ({ known, lines }: Fate): boolean => known && (lines.length > 0 || !truth.guessed);
  if (tells(forward)) return forward.lines.some((line) => after.has(line));
  const back = fateOf(after, truth.back);
  return tells(back) ? back.lines.some((line) => before.has(line)) : undefined;
}

function standsIn(old: Card, fate: Fate, fresh: Card): boolean {
  if (formOf(old) !== formOf(fresh)) return false;
  const lines = linesOfCard(fresh);
  return fate.lines.some((line) => lines.has(line));
}

/** Cards of the same lines together, without those whose lines have narrower cards. */
function factsAmong(
  living: readonly Judged[],
  all: readonly Judged[],
): readonly (readonly Judged[])[] {
  const narrowest = new Map<number, number>();
  for (const { lines } of all) {
    for (const line of lines) {
      narrowest.set(line, Math.min(lines.size, narrowest.get(line) ?? lines.size));
    }
  }
  const facts = new Map<string, Judged[]>();
  for (const card of living) {
    // The heading of a list or a table is its own line, but no fact that could be asked alone.
    const own = [...card.lines].filter((line) => narrowest.get(line) === card.lines.size);
    if (own.length * 2 < card.lines.size) continue;
    const key = [...card.lines].join();
    facts.set(key, [...(facts.get(key) ?? []), card]);
  }
  return [...facts.values()].filter((cards) => cards.some((card) => card.edited));
}
