/** How long today's cards will take, from the learner's own answers where there are enough. */

/** How often a card of a group stands before the learner, and for how long each time. */
export type Pace = { readonly newSeconds: number; readonly reviewSeconds: number };

/** `first`: the answer was the first that the card ever got. */
export type PaceSample = { readonly durationMs: number; readonly first: boolean };

export const DEFAULT_PACE: Pace = { newSeconds: 12, reviewSeconds: 9 };

const ENOUGH_SAMPLES = 10;
/** Whoever needs longer has left the desk. */
const LONGEST_MS = 120_000;
/** First showing and two learning steps; a review that fails is shown about twice. */
const SHOWINGS_OF_NEW = 3;
const SHOWINGS_OF_REVIEW = 1.1;

/** The median of the samples of each group; the default where a group has fewer than ten. */
export function paceFrom(samples: readonly PaceSample[]): Pace {
  const newMs = medianMs(samples.filter(({ first }) => first));
  const reviewMs = medianMs(samples.filter(({ first }) => !first));
  return {
    newSeconds: newMs === undefined ? DEFAULT_PACE.newSeconds : newMs / 1000,
    reviewSeconds: reviewMs === undefined ? DEFAULT_PACE.reviewSeconds : reviewMs / 1000,
  };
}

function medianMs(samples: readonly PaceSample[]): number | undefined {
  if (samples.length < ENOUGH_SAMPLES) return undefined;
  const sorted = samples.map(({ durationMs }) => Math.min(durationMs, LONGEST_MS));
  return sorted.sort((a, b) => a - b)[Math.floor(sorted.length / 2)];
}

/** Whole minutes, rounded up: an estimate that is kept pleases more than one that is short. */
export function estimateMinutes(
  counts: { readonly new: number; readonly learning: number; readonly review: number },
  pace: Pace = DEFAULT_PACE,
): number {
  const seconds =
    counts.new * pace.newSeconds * SHOWINGS_OF_NEW +
    counts.review * pace.reviewSeconds * SHOWINGS_OF_REVIEW +
    counts.learning * pace.reviewSeconds;
  return Math.ceil(seconds / 60);
}
