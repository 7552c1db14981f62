/**
 * What a scheduler plugin is. It implements only the points it needs; the reasons it gives are the
 * exact words that users read in `FailedScheduling`.
 * https://kubernetes.io/docs/concepts/scheduling-eviction/scheduling-framework/
 */
import type { Pod } from "../api/types.generated.ts";
import type { NodeInfo, Snapshot } from "./snapshot.ts";

/** Why a pod does not fit; `unresolvable` when evicting pods from the node would not help. */
export type Refusal = { readonly reasons: readonly string[]; readonly unresolvable: boolean };

/** What plugins keep between the points of one decision, by plugin name. */
export type CycleState = Map<string, unknown>;

export type SchedulerPlugin = {
  readonly name: string;
  /** Before the filters, once a decision; a refusal here ends the decision for all nodes. */
  readonly preFilter?: (
    pod: Pod,
    snapshot: Snapshot,
    state: CycleState,
  ) => Refusal | "skip" | undefined;
  /** undefined: the pod fits. */
  readonly filter?: (pod: Pod, node: NodeInfo, state: CycleState) => Refusal | undefined;
  readonly preScore?: (
    pod: Pod,
    nodes: readonly NodeInfo[],
    state: CycleState,
  ) => "skip" | undefined;
  readonly score?: (pod: Pod, node: NodeInfo, state: CycleState) => number;
  /** Brings the raw scores of all nodes to 0 … 100; without it they are taken as they are. */
  readonly normalize?: (
    scores: readonly number[],
    pod: Pod,
    state: CycleState,
  ) => readonly number[];
  readonly weight?: number;
};
