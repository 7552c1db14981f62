/**
 * Replays one edit as a learner's deck meets it: the note is compiled, edited, and compiled again
 * by the same compiler. Two simpler ways of keeping histories are judged on the same cards.
 */
import { createCompiler } from "#lib/compiler";
import type { Card, MatchKind } from "#lib/deck";
import { type Cost, costOf } from "../row.ts";
import type { Edit, Truth } from "./edit.ts";
import { contentOf, type Heirs, judge, type Verdict } from "./judge.ts";

export type Replayed = {
  readonly edit: Edit;
  readonly cardsBefore: number;
  readonly cardsAfter: number;
  readonly matched: Readonly<Partial<Record<MatchKind, number>>>;
  readonly retired: number;
  readonly uncertain: number;
  readonly cost: Cost;
  /** None when nothing is known of this edit. */
  readonly verdicts?: {
    readonly matcher: Verdict;
    readonly frontHash: Verdict;
    readonly contentHash: Verdict;
  };
};

export async function replay(edit: Edit, truth: Truth | undefined): Promise<Replayed> {
  const compiler = createCompiler();
  const first = compiler.compile([{ path: edit.path, text: edit.before }]);
  let second = first;
  const cost = await costOf(() => {
    second = compiler.compile([{ path: edit.newPath, text: edit.after }], { previous: first });
  });
  const [olds, news] = [first.cards, second.cards];
  const matched: Partial<Record<MatchKind, number>> = {};
  for (const { matched: kind = "same-text" } of news) matched[kind] = (matched[kind] ?? 0) + 1;
  const verdict = (heirs: Heirs, known: Truth): Verdict => judge(olds, news, heirs, known);
  return {
    edit,
    cardsBefore: olds.length,
    cardsAfter: news.length,
    matched,
    retired: second.retired.length,
    uncertain: second.uncertain.length,
    cost,
    ...(truth && {
      verdicts: {
        matcher: verdict(
          heirsBy(olds, news, ({ id }) => id),
          truth,
        ),
        frontHash: verdict(
          heirsBy(olds, news, ({ front }) => front),
          truth,
        ),
        contentHash: verdict(heirsBy(olds, news, contentOf), truth),
      },
    }),
  };
}

/** Cards of one key are paired in the order of the note. */
function heirsBy(olds: readonly Card[], news: readonly Card[], keyOf: (card: Card) => string) {
  const waiting = new Map<string, Card[]>();
  for (const card of news) waiting.set(keyOf(card), [...(waiting.get(keyOf(card)) ?? []), card]);
  const heirs = new Map<Card, Card>();
  for (const old of olds) {
    const heir = waiting.get(keyOf(old))?.shift();
    if (heir !== undefined) heirs.set(old, heir);
  }
  return heirs;
}
