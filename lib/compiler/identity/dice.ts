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
  if (all === 0) return 0;
  const [small, large] = a.counts.size <= b.counts.size ? [a, b] : [b, a];
  let shared = 0;
  for (const [pair, count] of small.counts) {
    shared += Math.min(count, large.counts.get(pair) ?? 0);
  }
  return (2 * shared) / all;
}
