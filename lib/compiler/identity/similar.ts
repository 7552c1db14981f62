/**
 * Pairs of old and new cards whose words are alike, best first. Only cards that share rare letter
 * pairs are compared, so that the cost grows with the edit and not with its square.
 */
import type { CardProposal } from "#lib/deck";
import { type Bigrams, bigramsOf, dice } from "./dice.ts";
import { flipLikeness, mayFlip, sameCommand } from "./flip.ts";
import { keysOf } from "./normalise.ts";

export type Pair = { readonly old: number; readonly fresh: number; readonly similarity: number };

const TEXT_MAX = 2_000;
const COMPARED_MAX = 24;
const POSTINGS_MAX = 400;
const LEAST = 0.45;

function bigramsFor(card: CardProposal): Bigrams {
  const { front, back } = keysOf(card);
  return bigramsOf(`${front} ${back}`.slice(0, TEXT_MAX));
}

function postings(grams: readonly Bigrams[]): Map<number, number[]> {
  const index = new Map<number, number[]>();
  grams.forEach(({ counts }, at) => {
    for (const pair of counts.keys()) {
      const list = index.get(pair);
      if (list === undefined) index.set(pair, [at]);
      else if (list.length <= POSTINGS_MAX) list.push(at);
    }
  });
  return index;
}

/** The old cards that share most letter pairs with this one. */
function candidates(gram: Bigrams, index: ReadonlyMap<number, readonly number[]>): number[] {
  const shared = new Map<number, number>();
  for (const pair of gram.counts.keys()) {
    const list = index.get(pair);
    if (list === undefined || list.length > POSTINGS_MAX) continue;
    for (const at of list) shared.set(at, (shared.get(at) ?? 0) + 1);
  }
  return [...shared]
    .sort((a, b) => b[1] - a[1] || a[0] - b[0])
    .slice(0, COMPARED_MAX)
    .map(([at]) => at);
}

/** Kinds may turn into each other, but then must be more alike. */
function likeness(alike: number, old: CardProposal, fresh: CardProposal): number {
  const sameGroup = keysOf(old).group === keysOf(fresh).group;
  if (sameGroup && old.kind === fresh.kind) return Math.max(alike, sameCommand(old, fresh));
  const weighed = sameGroup ? alike * 0.85 : 0;
  return mayFlip(old, fresh) ? Math.max(weighed, flipLikeness(old, fresh)) : weighed;
}

export function similarPairs(
  olds: readonly CardProposal[],
  fresh: readonly CardProposal[],
): readonly Pair[] {
  const oldGrams = olds.map(bigramsFor);
  const index = postings(oldGrams);
  const pairs: Pair[] = [];
  fresh.forEach((card, at) => {
    const gram = bigramsFor(card);
    for (const candidate of candidates(gram, index)) {
      const old = olds[candidate];
      const oldGram = oldGrams[candidate];
      if (old === undefined || oldGram === undefined) continue;
      const similarity = likeness(dice(gram, oldGram), old, card);
      if (similarity >= LEAST) pairs.push({ old: candidate, fresh: at, similarity });
    }
  });
  return pairs.sort((a, b) => b.similarity - a.similarity || a.old - b.old || a.fresh - b.fresh);
}
