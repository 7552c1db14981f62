/**
 * Guesses which lines of an edited note are the same fact where nobody labelled them: equal lines
 * in order, equal lines that moved, then lines that share most of their words. It knows nothing of
 * cards, so that the matcher is not measured by itself; but it is a guess, and rows say so.
 */
import { linesOf, type SameFact, type Truth, truthOf } from "./edit.ts";

const WORDS_SHARED_LEAST = 0.6;
/** Above so many comparisons equal lines are paired by their number alone. */
const CELLS_MAX = 25_000_000;

export function lineTruth(before: string, after: string): Truth {
  const olds = linesOf(before).map((line) => line.trim());
  const news = linesOf(after).map((line) => line.trim());
  const pairs = new Map<number, number>(inOrder(olds, news));
  const left = () => leftOver(olds, news, pairs);
  for (const [old, fresh] of moved(olds, news, left())) pairs.set(old, fresh);
  for (const [old, fresh] of alike(olds, news, left())) pairs.set(old, fresh);
  const facts: SameFact[] = [];
  for (const [old, fresh] of pairs) {
    if (saysSomething(olds[old] ?? "")) facts.push({ before: old + 1, after: fresh + 1 });
  }
  const rest = left();
  for (const old of rest.olds) facts.push({ before: old + 1, after: undefined });
  for (const fresh of rest.news) facts.push({ before: undefined, after: fresh + 1 });
  return truthOf(facts, true);
}

type Lines = readonly string[];
/** Fences, rules and lone words such as `metadata:` are in every note: they are no fact's place. */
const saysSomething = (line: string): boolean =>
  !/^(?:```|~~~)/.test(line) && /[\p{L}\p{N}]/u.test(line) && !/^[\w-]+:$/.test(line);

type Left = { readonly olds: readonly number[]; readonly news: readonly number[] };

function leftOver(olds: Lines, news: Lines, pairs: ReadonlyMap<number, number>): Left {
  const taken = new Set(pairs.values());
  return {
    olds: [...olds.keys()].filter((at) => saysSomething(olds[at] ?? "") && !pairs.has(at)),
    news: [...news.keys()].filter((at) => saysSomething(news[at] ?? "") && !taken.has(at)),
  };
}

/** The longest common subsequence; equal heads and tails need no table. */
function inOrder(olds: Lines, news: Lines): [number, number][] {
  const pairs: [number, number][] = [];
  let from = 0;
  let [oldEnd, newEnd] = [olds.length, news.length];
  while (from < oldEnd && from < newEnd && olds[from] === news[from]) pairs.push([from, from++]);
  while (oldEnd > from && newEnd > from && olds[oldEnd - 1] === news[newEnd - 1]) {
    pairs.push([--oldEnd, --newEnd]);
  }
  const width = newEnd - from + 1;
  if ((oldEnd - from + 1) * width > CELLS_MAX) return pairs;
  const lengths = new Uint16Array((oldEnd - from + 1) * width);
  const cell = (old: number, fresh: number): number => (old - from) * width + fresh - from;
  const length = (old: number, fresh: number): number => lengths[cell(old, fresh)] ?? 0;
  for (let old = oldEnd - 1; old >= from; old--) {
    for (let fresh = newEnd - 1; fresh >= from; fresh--) {
      lengths[cell(old, fresh)] =
        olds[old] === news[fresh]
          ? length(old + 1, fresh + 1) + 1
          : Math.max(length(old + 1, fresh), length(old, fresh + 1));
    }
  }
  for (let old = from, fresh = from; old < oldEnd && fresh < newEnd; ) {
    if (olds[old] === news[fresh]) pairs.push([old++, fresh++]);
    else if (length(old + 1, fresh) >= length(old, fresh + 1)) old++;
    else fresh++;
  }
  return pairs;
}

function moved(olds: Lines, news: Lines, left: Left): [number, number][] {
  const waiting = new Map<string, number[]>();
  for (const at of left.news) {
    const line = news[at] ?? "";
    waiting.set(line, [...(waiting.get(line) ?? []), at]);
  }
  return left.olds.flatMap((at) => {
    const fresh = waiting.get(olds[at] ?? "")?.shift();
    return fresh === undefined ? [] : [[at, fresh]];
  });
}

const segmenter = new Intl.Segmenter("ja", { granularity: "word" });

/** A lone hiragana letter is a particle, which every Japanese line has. */
function wordsOf(line: string): readonly string[] {
  return [...segmenter.segment(line.normalize("NFKC").toLowerCase())]
    .filter(({ isWordLike, segment }) => isWordLike === true && !/^\p{sc=Hira}$/u.test(segment))
    .map(({ segment }) => segment);
}

function alike(olds: Lines, news: Lines, left: Left): [number, number][] {
  const freshWords = left.news.map((at) => ({ at, words: wordsOf(news[at] ?? "") }));
  const likely: { old: number; fresh: number; share: number; away: number }[] = [];
  for (const old of left.olds) {
    const words = wordsOf(olds[old] ?? "");
    for (const { at: fresh, words: others } of freshWords) {
      const share = shared(words, others);
      const away = Math.abs(old / olds.length - fresh / news.length);
      if (share >= WORDS_SHARED_LEAST) likely.push({ old, fresh, share, away });
    }
  }
  likely.sort((a, b) => b.share - a.share || a.away - b.away);
  const pairs = new Map<number, number>();
  const taken = new Set<number>();
  for (const { old, fresh } of likely) {
    if (pairs.has(old) || taken.has(fresh)) continue;
    pairs.set(old, fresh);
    taken.add(fresh);
  }
  return [...pairs];
}

/** Twice the common words over all words; 0 … 1. */
function shared(words: readonly string[], others: readonly string[]): number {
  const all = words.length + others.length;
  if (all === 0 || 2 * Math.min(words.length, others.length) < WORDS_SHARED_LEAST * all) return 0;
  const counts = new Map<string, number>();
  for (const word of words) counts.set(word, (counts.get(word) ?? 0) + 1);
  let common = 0;
  for (const word of others) {
    const count = counts.get(word) ?? 0;
    if (count === 0) continue;
    common++;
    counts.set(word, count - 1);
  }
  return (2 * common) / all;
}
