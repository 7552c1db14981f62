/** Brings raw scores to 0 … 100 as most plugins do: the best node gets 100. */

export function normalizeToHundred(
  scores: readonly number[],
  { fewerIsBetter }: { readonly fewerIsBetter: boolean },
): readonly number[] {
  const highest = Math.max(0, ...scores);
  if (highest === 0) return scores.map(() => (fewerIsBetter ? 100 : 0));
  return scores.map((score) => {
    const share = Math.floor((score * 100) / highest);
    return fewerIsBetter ? 100 - share : share;
  });
}
