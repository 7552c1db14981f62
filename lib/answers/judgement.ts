/** A verdict with what differs, and the kindest verdict where several answers are right. */
import type { Difference } from "./difference.ts";

export type Verdict = "right" | "almost" | "wrong";

export type Finding = { readonly verdict: Verdict; readonly differences: readonly Difference[] };

export const RIGHT: Finding = { verdict: "right", differences: [] };

const RANK: Readonly<Record<Verdict, number>> = { right: 0, almost: 1, wrong: 2 };

/** The best finding over all expected answers; among equals the one that differs least. */
export function bestOf(expected: readonly string[], find: (answer: string) => Finding): Finding {
  let best: Finding = { verdict: "wrong", differences: [] };
  let compared = false;
  for (const answer of expected) {
    const finding = find(answer);
    if (!compared || isBetter(finding, best)) best = finding;
    compared = true;
  }
  return best;
}

function isBetter(a: Finding, b: Finding): boolean {
  if (a.verdict !== b.verdict) return RANK[a.verdict] < RANK[b.verdict];
  return weigh(a) < weigh(b);
}

/** Something else in the place of a part is farther off than a part too few or too many. */
function weigh({ differences }: Finding): number {
  return differences.reduce((sum, { kind }) => sum + (kind === "instead" ? 2 : 1), 0);
}
