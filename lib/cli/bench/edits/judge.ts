/**
 * Judges which new card took over which old one's history by where their facts stand. Cards of one
 * line are not told from each other: what is judged is the fact, not the direction it is asked in.
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
  /** Edited living cards at whose place the compiler makes no card any more. */
  readonly editedWithoutCard: number;
  /** Old and new cards of different content that became one, and those of them that should not. */
  readonly judged: number;
  readonly wrong: number;
};

export const contentOf = ({ front, back }: Card): string => `${front}\u0000${back}`;

export function judge(
  olds: readonly Card[],
  news: readonly Card[],
  heirs: Heirs,
  truth: Truth,
): Verdict {
  const contents = new Set(news.map(contentOf));
  const covered = new Set(news.flatMap((card) => [...linesOfCard(card)]));
  const counts = { living: 0, livingKept: 0, edited: 0, editedKept: 0, editedWithoutCard: 0 };
  let judged = 0;
  let wrong = 0;
  for (const old of olds) {
    const heir = heirs.get(old);
    const fate = fateOf(linesOfCard(old), truth.forward);
    const right = heir === undefined ? undefined : isRight(old, heir, truth);
    if (fate.living) {
      const edited = !contents.has(contentOf(old));
      counts.living++;
      if (right) counts.livingKept++;
      if (edited) counts.edited++;
      if (edited && right) counts.editedKept++;
      if (edited && !fate.lines.some((line) => covered.has(line))) counts.editedWithoutCard++;
    }
    if (heir === undefined || right === undefined || contentOf(heir) === contentOf(old)) continue;
    judged++;
    if (!right) wrong++;
  }
  return { ...counts, judged, wrong };
}

function linesOfCard({ sources }: Card): ReadonlySet<number> {
  const lines = new Set<number>();
  for (const { line, endLine } of sources) for (let at = line; at <= endLine; at++) lines.add(at);
  return lines;
}

type Fate = {
  /** At least half of the card's known lines go on. */
  readonly living: boolean;
  readonly known: boolean;
  readonly lines: readonly number[];
};

function fateOf(lines: ReadonlySet<number>, to: Truth["forward"]): Fate {
  const known = [...lines].flatMap((line) => {
    const other = to.get(line);
    return other === undefined ? [] : [other];
  });
  const going = known.filter((other) => other.length > 0);
  const living = going.length > 0 && going.length * 2 >= known.length;
  return { living, known: known.length > 0, lines: going.flat() };
}

/** Nothing when neither card's lines are known. */
function isRight(old: Card, heir: Card, truth: Truth): boolean | undefined {
  const before = linesOfCard(old);
  const after = linesOfCard(heir);
  const forward = fateOf(before, truth.forward);
  if (forward.known) return forward.lines.some((line) => after.has(line));
  const back = fateOf(after, truth.back);
  return back.known ? back.lines.some((line) => before.has(line)) : undefined;
}
