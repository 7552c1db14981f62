/** What a learner can choose about their reviews; everything here is plain JSON. */
import type { DayRule } from "./day.ts";

/** Minutes, hours or days: `10m`, `2h`, `1d`. */
export type LearningStep = `${number}${"m" | "h" | "d"}`;

/** `automatic`: by due day, and lowest recall first while there is a backlog. */
export type ReviewOrder = "automatic" | "due" | "lowest-recall";

export type ReviewSettings = DayRule & {
  /** Share of due cards that should be recalled, 0.7 … 0.99. */
  readonly desiredRetention: number;
  readonly newPerDay: number;
  readonly reviewsPerDay: number;
  readonly learningSteps: readonly LearningStep[];
  readonly relearningSteps: readonly LearningStep[];
  /** A learning step that ends this soon is shown when nothing else is left. */
  readonly learnAheadMinutes: number;
  readonly maximumIntervalDays: number;
  /** Spreads due days a little, always the same way for the same card and number of answers. */
  readonly fuzz: boolean;
  readonly reviewOrder: ReviewOrder;
  /** The 21 weights of FSRS-6. */
  readonly parameters: readonly number[];
};
