/**
 * A scenario: where a cluster starts, what the learner is asked, and what counts. Given as text
 * files by authors, or made from a manifest in a note.
 */

import type { Expectations, Text } from "#lib/grader";
import type { Language } from "#lib/shared";
import type { AddonName, Flavour, ImageSpec, KubeObject, NodeSpec } from "#lib/simulator";
import type { PlannedFault, PossibleFault } from "./timeline.ts";

export type ClusterStart = {
  readonly flavour: Flavour;
  /** The flavour's own nodes when left out. */
  readonly nodes?: readonly NodeSpec[];
  readonly images: readonly ImageSpec[];
  /** What the cluster has besides Kubernetes itself. */
  readonly addons?: readonly AddonName[];
  /** Created by the administrator at time zero; the controllers make the rest. */
  readonly objects: readonly KubeObject[];
  /** Files in the learner's folder. */
  readonly files: Readonly<Record<string, string>>;
  /** What goes wrong, and when. */
  readonly faults?: readonly PlannedFault[];
  /** What goes wrong in some of the worlds. */
  readonly possibleFaults?: readonly PossibleFault[];
};

export type Scenario = {
  readonly id: string;
  readonly title: Text;
  readonly domains: readonly string[];
  readonly skills: readonly string[];
  readonly minutes: number;
  /** 1 (a first exercise) … 4 (as hard as an exam's hardest). */
  readonly difficulty: 1 | 2 | 3 | 4;
  /** CommonMark. */
  readonly task: Text;
  /** In the order in which they help; each shown on request. */
  readonly hints: readonly Text[];
  readonly debrief?: Text;
  readonly cluster: ClusterStart;
  readonly expectations: Expectations;
  /** What the simulator takes for granted here, one sentence each. */
  readonly assumptions: readonly Text[];
  /** Share of the worlds in which a solution must hold for the lint, 0 … 1. */
  readonly worldsShare: number;
};

/** One thing the learner did; times are virtual milliseconds after the start. */
export type SubmissionInput =
  | { readonly kind: "apply"; readonly yaml: string; readonly atMs?: number }
  | { readonly kind: "command"; readonly line: string; readonly atMs?: number };

export type Submission = { readonly inputs: readonly SubmissionInput[] };

/** An example that an author gives: a solution, or a mistake with what it must fail. */
export type Example = {
  readonly name: string;
  readonly submission: Submission;
};

export type Mistake = Example & {
  /** English names of the criteria and gates that it must fail. */
  readonly fails: readonly string[];
  /** A sentence that the learner must get, in English. */
  readonly feedback: string;
};

export type AuthoredScenario = Scenario & {
  readonly solutions: readonly Example[];
  readonly mistakes: readonly Mistake[];
};

export type AttemptOptions = {
  readonly seed: number;
  readonly world?: number;
  readonly language: Language;
};
