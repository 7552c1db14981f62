/** Lists are graded item by item, orderings also by place. */
import type { Difference } from "./difference.ts";
import type { Finding } from "./judgement.ts";
import { judgeText } from "./text.ts";

/** At least this share of the items makes a list almost right. */
const ALMOST_SHARE = 0.5;

/** One item per line; or, on a single line, between commas, arrows or Japanese separators. */
export function splitItems(text: string): readonly string[] {
  const lines = text.split(/\r?\n/);
  const parts =
    lines.filter((line) => line.trim() !== "").length > 1 ? lines : text.split(/[,、，;・→]|->|=>/);
  return parts
    .map((part) => part.replace(/^\s*(?:[-*+•]|\d+[.)．）])\s+/, "").trim())
    .filter((part) => part !== "");
}

type Match = { readonly item: string; readonly foundAt: number; readonly slip?: Difference };

export function judgeList(items: readonly string[], typed: string, ordered: boolean): Finding {
  const found = splitItems(typed);
  const matches = matchItems(items, found);
  const taken = new Set(matches.map(({ foundAt }) => foundAt));
  const matched = new Set(matches.map(({ item }) => item));
  const differences: Difference[] = matches.flatMap(({ slip }) =>
    slip === undefined ? [] : [slip],
  );
  for (const item of items) {
    if (!matched.has(item)) differences.push({ kind: "missing", what: item });
  }
  found.forEach((what, i) => {
    if (!taken.has(i)) differences.push({ kind: "unexpected", what });
  });
  if (ordered) differences.push(...misplaced(items, matches));
  if (differences.length === 0) return { verdict: "right", differences };
  const share = matches.length / Math.max(items.length, found.length);
  return { verdict: share >= ALMOST_SHARE ? "almost" : "wrong", differences };
}

/** Exact items first, so that a slip never takes the place of a right word. */
function matchItems(items: readonly string[], found: readonly string[]): readonly Match[] {
  const matches: Match[] = [];
  const open = new Set(found.keys());
  for (const wanted of ["right", "almost"] as const) {
    for (const item of items) {
      if (matches.some((match) => match.item === item)) continue;
      for (const foundAt of open) {
        const { verdict, differences } = judgeText(item, found[foundAt] as string);
        if (verdict !== wanted) continue;
        const [slip] = differences;
        matches.push({ item, foundAt, ...(slip === undefined ? {} : { slip }) });
        open.delete(foundAt);
        break;
      }
    }
  }
  return matches;
}

/** Items whose place among the recognised ones is not theirs. */
function misplaced(items: readonly string[], matches: readonly Match[]): readonly Difference[] {
  const byPlace = [...matches].sort((a, b) => a.foundAt - b.foundAt).map(({ item }) => item);
  const right = items.filter((item) => byPlace.includes(item));
  return byPlace.flatMap((what, i): readonly Difference[] => {
    const place = right.indexOf(what);
    return place === i ? [] : [{ kind: "place", what, found: i + 1, expected: place + 1 }];
  });
}
