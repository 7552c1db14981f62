/** What the lab page and its worker say to each other; plain values only. */

import type { ScenarioView } from "#lib/server/use-cases";
import type { Diagnostic, Language } from "#lib/shared";

/** What a learner did, in order; the server runs the same again. */
export type LabStep = {
  readonly kind: "manifest" | "command";
  readonly text: string;
  /** Virtual milliseconds after the start. */
  readonly atMs: number;
};

export type PodTone = "good" | "waiting" | "bad" | "ended";

export type PodPicture = {
  readonly namespace: string;
  readonly name: string;
  readonly node: string | null;
  /** As kubectl prints it: `Running`, `CrashLoopBackOff`, … */
  readonly status: string;
  readonly tone: PodTone;
  /** `1/1`, as kubectl prints it. */
  readonly ready: string;
  readonly restarts: number;
};

export type NodePicture = {
  readonly name: string;
  readonly ready: boolean;
  readonly unschedulable: boolean;
  readonly taints: readonly string[];
  /** Shares of what the node can give, 0 … 1. */
  readonly cpu: number;
  readonly memory: number;
  readonly podsMax: number;
};

export type ServicePicture = {
  readonly namespace: string;
  readonly name: string;
  readonly type: string;
  readonly ports: string;
  readonly readyEndpoints: number;
};

export type WorkloadPicture = {
  readonly kind: string;
  readonly namespace: string;
  readonly name: string;
  readonly ready: number;
  readonly wanted: number;
};

export type EventPicture = {
  readonly id: string;
  /** Virtual milliseconds since the scenario began. */
  readonly atMs: number;
  readonly warning: boolean;
  readonly reason: string;
  readonly object: string;
  readonly message: string;
};

export type ClusterPicture = {
  /** Virtual milliseconds since the scenario began. */
  readonly elapsedMs: number;
  readonly nodes: readonly NodePicture[];
  readonly pods: readonly PodPicture[];
  readonly services: readonly ServicePicture[];
  readonly workloads: readonly WorkloadPicture[];
  /** Newest first. */
  readonly events: readonly EventPicture[];
};

export type Evidence = {
  readonly atMs: number;
  readonly text: string;
  readonly object?: string;
};

export type LabVerdict = {
  /** What the submitted steps printed, where they failed. */
  readonly refusals: readonly { readonly text: string; readonly stderr: string }[];
  /** Set when the run was stopped as endless, or never came to rest. */
  readonly notice: string | null;
  readonly passed: boolean;
  readonly score: number;
  readonly points: number;
  readonly settledMs: number;
  readonly logHash: string;
  readonly criteria: readonly {
    readonly name: string;
    readonly points: number;
    readonly earned: number;
    readonly verdict: "passed" | "failed" | "not-reached";
    readonly feedback: string;
    readonly evidence: readonly Evidence[];
    readonly line?: number;
  }[];
  readonly gates: readonly {
    readonly name: string;
    readonly held: boolean;
    readonly feedback: string;
  }[];
};

/** The words of a scenario in one language, as CommonMark; the title and assumptions are plain. */
export type TaskWords = {
  readonly title: string;
  readonly task: string;
  readonly hints: readonly string[];
  readonly assumptions: readonly string[];
  /** Shown once the scenario is passed. */
  readonly debrief: string | null;
};

export type LabScenario =
  | Pick<Extract<ScenarioView, { origin: "built-in" }>, "origin" | "id" | "seed" | "files">
  | Pick<Extract<ScenarioView, { origin: "note" }>, "origin" | "id" | "seed" | "note">;

export type LabReplies = {
  readonly open: { readonly words: TaskWords; readonly cluster: ClusterPicture };
  readonly run: {
    readonly stdout: string;
    readonly stderr: string;
    readonly exitCode: number;
    readonly cluster: ClusterPicture;
  };
  readonly check: { readonly diagnostics: readonly Diagnostic[] };
  readonly complete: { readonly from: number; readonly options: readonly string[] };
  readonly wait: { readonly cluster: ClusterPicture };
  readonly grade: {
    readonly verdict: LabVerdict;
    /** What was graded, to be handed in. */
    readonly steps: readonly LabStep[];
    readonly cluster: ClusterPicture;
  };
  readonly worlds: WorldsPicture;
};

/** How often what was graded last holds in other worlds, as far as they have been run. */
export type WorldsPicture = {
  readonly run: number;
  readonly passed: number;
  readonly total: number;
  /** The shortest run that fails: its world, and what the learner is told of it. */
  readonly failing: { readonly world: number; readonly feedback: string } | null;
};

export type LabRequests = {
  /** Builds the scenario's start state; what was done before is forgotten. */
  readonly open: { readonly scenario: LabScenario; readonly language: Language };
  /** One step in the live cluster. */
  readonly run: { readonly kind: LabStep["kind"]; readonly text: string };
  /** What is wrong with a manifest, without touching the cluster. */
  readonly check: { readonly text: string };
  readonly complete: { readonly line: string; readonly cursor: number };
  /** Lets virtual time pass in the live cluster; without `ms`, until nothing more happens. */
  readonly wait: { readonly ms?: number };
  /**
   * A verdict from the start state. As long as nothing was typed in the terminal, the text alone
   * counts; else everything that was done, in its order, and the text last unless it was applied.
   * The live cluster becomes the graded one.
   */
  readonly grade: { readonly text: string };
  /** Runs some more worlds; asked again and again until all are run. */
  readonly worlds: Readonly<Record<string, never>>;
};

export type LabVerb = keyof LabRequests;

export type LabMessage = {
  readonly [Verb in LabVerb]: {
    readonly id: number;
    readonly verb: Verb;
    readonly input: LabRequests[Verb];
  };
}[LabVerb];

export type LabAnswer =
  | { readonly id: number; readonly ok: true; readonly value: LabReplies[LabVerb] }
  | { readonly id: number; readonly ok: false; readonly message: string };
