/** What can be wrong with settings or answers that come from outside; `field` names the place. */
export type ReviewProblem = {
  readonly code:
    | "unknown-time-zone"
    | "invalid-rollover-hour"
    | "invalid-desired-retention"
    | "invalid-daily-limit"
    | "invalid-learning-step"
    | "invalid-parameters"
    | "invalid-rating"
    | "invalid-time"
    | "missing-id";
  readonly field: string;
  /** English, technical: «Unexpected X, expected Y». */
  readonly message: string;
};
