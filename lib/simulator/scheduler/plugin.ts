/**
 * What a scheduler plugin is. It implements only the points it needs; the reasons it gives are the
 * exact words that users read in `FailedScheduling`.
 * https://kubernetes.io/docs/concepts/scheduling-eviction/scheduling-framework/
 */
import type { Pod } from "../api/types.generated.ts";
import type { ClusterChange } from "./cluster-change.ts";
import type { NodeInfo, Snapshot } from "./snapshot.ts";

/** Why a pod does not fit; `unresolvable` when evicting pods from the node would not help. */
export type Refusal = {
  readonly reasons: readonly string[];
  readonly unresolvable: boolean;
};

/** What plugins keep between the points of one decision, by plugin name. */
export type CycleState = Map<string, unknown>;

/**
 * A refusal for all nodes at once, `skip` when the filter need not be asked, or the only nodes
 * that come into question.
 */
export type PreFilterAnswer =
  | Refusal
  | "skip"
  | { readonly nodeNames: ReadonlySet<string> }
  | undefined;

export type SchedulerPlugin = {
  readonly name: string;
  /** Before the filters, once a decision. */
  readonly preFilter?: (pod: Pod, snapshot: Snapshot, state: CycleState) => PreFilterAnswer;
  /** undefined: the pod fits. */
  readonly filter?: (pod: Pod, node: NodeInfo, state: CycleState) => Refusal | undefined;
  /**
   * What if `other` were on the node (1) or were not (-1): changes what `preFilter` kept. A
   * plugin that reads the node alone needs none of it.
   */
  readonly recount?: (what: Recount, by: 1 | -1) => void;
  readonly preScore?: (
    pod: Pod,
    nodes: readonly NodeInfo[],
    state: CycleState,
    snapshot: Snapshot,
  ) => "skip" | undefined;
  readonly score?: (pod: Pod, node: NodeInfo, state: CycleState) => number;
  /** Brings the raw scores of all nodes to 0 … 100; without it they are taken as they are. */
  readonly normalize?: (
    scores: readonly number[],
    pod: Pod,
    state: CycleState,
    nodes: readonly NodeInfo[],
  ) => readonly number[];
  readonly weight?: number;
  /**
   * Whether a change may let in a pod that this plugin refused; a plugin that does not say is
   * asked again after every change.
   */
  readonly wakes?: (pod: Pod, change: ClusterChange) => boolean;
};

export type Recount = {
  readonly pod: Pod;
  readonly other: Pod;
  readonly node: NodeInfo;
  readonly state: CycleState;
};
