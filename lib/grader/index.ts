/** A run of a cluster and expectations → a verdict with evidence. */
export {
  type Criterion,
  type Expectations,
  type Gate,
  type PartialObject,
  type RequestSubject,
  type Subject,
  type Text,
  textIn,
  type Word,
} from "./expectation.ts";
export { subjectKinds } from "./expectations/index.ts";
export type { Evidence } from "./expectations/subject.ts";
export { type GradeOptions, grade } from "./grade.ts";
export { holdsAtStart } from "./judge.ts";
export { type Mismatch, mismatchesOf } from "./match.ts";
export { type Moment, momentAt, type Probe, type Run, type SubmittedInput } from "./run.ts";
export type { CriterionVerdict, GateVerdict, Verdict } from "./verdict.ts";
export { whyPod } from "./why/pod-trouble.ts";
export { type Witness, witnessOf } from "./why/witness.ts";
