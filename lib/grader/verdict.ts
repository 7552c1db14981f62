/** What a learner is told of an attempt; docs/command-line.md has it as JSON. */
import type { Evidence } from "./expectations/subject.ts";

export type CriterionVerdict = {
  readonly name: string;
  readonly points: number;
  readonly earned: number;
  /** «not-reached»: the cluster did not settle in time, or what it requires failed. */
  readonly verdict: "passed" | "failed" | "not-reached";
  readonly feedback: string;
  /** Times count from the submission, in virtual milliseconds. */
  readonly evidence: readonly Evidence[];
  /** Line of the submitted YAML, counted from 1. */
  readonly line?: number;
};

export type GateVerdict = {
  readonly name: string;
  readonly held: boolean;
  readonly feedback: string;
};

export type Verdict = {
  readonly score: number;
  readonly points: number;
  readonly passed: boolean;
  readonly criteria: readonly CriterionVerdict[];
  readonly gates: readonly GateVerdict[];
};
