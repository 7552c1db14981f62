/** Bigram Dice: twice the shared pairs of neighbouring letters over all pairs; 0 … 1. */

export type Bigrams = { readonly counts: ReadonlyMap<number, number>; readonly total: number };

export function bigramsOf(text: string): Bigrams {
  const counts = new Map<number, number>();
  const total = Math.max(0, text.length - 1);
  for (let at = 0; at < total; at++) {
    const pair = text.charCodeAt(at) * 65_536 + text.charCodeAt(at + 1);
    counts.set(pair, (counts.get(pair) ?? 0) + 1);
  }
  return { counts, total };
}

export function dice(a: Bigrams, b: Bigrams): number {
  const all = a.total + b.total;
  return all === 0 ? 0 : (2 * shared(a, b)) / all;
}

/** The share of the shorter text that the longer one holds. */
export function overlap(a: Bigrams, b: Bigrams): number {
  const least = Math.min(a.total, b.total);
  return least === 0 ? 0 : shared(a, b) / least;
}

function shared(a: Bigrams, b: Bigrams): number {
  const [small, large] = a.counts.size <= b.counts.size ? [a, b] : [b, a];
  let both = 0;
  for (const [pair, count] of small.counts) {
    both += Math.min(count, large.counts.get(pair) ?? 0);
  }
  return both;
}
