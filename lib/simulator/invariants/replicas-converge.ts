/**
 * When all is quiet, what keeps a number of pods has that number, or says that it was refused some,
 * and its status tells the number that there is.
 */
import { controllerOf, isBeingDeleted, type KubeObject } from "../api/object.ts";
import type { Pod } from "../api/types.generated.ts";
import { type Invariant, nameOf, type State, walk } from "./history.ts";

const KINDS = ["ReplicaSet", "StatefulSet", "DaemonSet"];

type Keeper = KubeObject & {
  readonly spec: { readonly replicas?: number };
  readonly status?: {
    readonly replicas?: number;
    readonly currentNumberScheduled?: number;
    readonly desiredNumberScheduled?: number;
    readonly numberMisscheduled?: number;
    readonly observedGeneration?: number;
    readonly conditions?: readonly { readonly type: string; readonly status: string }[];
  };
};

export const replicasConverge: Invariant = {
  name: "replicas converge",
  violations(history) {
    const state = walk(history);
    return KINDS.flatMap((kind) => state.list<Keeper>(kind))
      .filter((keeper) => !isBeingDeleted(keeper))
      .flatMap((keeper) => faults(keeper, state).map((fault) => `${nameOf(keeper)} ${fault}`))
      .concat(deploymentFaults(state));
  },
};

// In the middle of a roll-out a Deployment has more pods than it wants, but it knows how many.
function deploymentFaults(state: State): readonly string[] {
  const sets = state.list<Keeper>("ReplicaSet");
  return state.list<Keeper>("Deployment").flatMap((deployment) => {
    const { metadata, status = {} } = deployment;
    if (isBeingDeleted(deployment)) return [];
    const own = sets.filter((set) => controllerOf(set)?.uid === metadata.uid);
    const has = own.reduce((sum, set) => sum + (set.status?.replicas ?? 0), 0);
    const isSeen = status.observedGeneration === metadata.generation;
    return [
      ...(isSeen ? [] : [`${nameOf(deployment)} was not looked at again`]),
      ...((status.replicas ?? 0) === has
        ? []
        : [`${nameOf(deployment)} tells of ${status.replicas} pods and has ${has}`]),
    ];
  });
}

function faults(keeper: Keeper, state: State): readonly string[] {
  const { metadata, spec, status = {} } = keeper;
  const pods = state.list<Pod>("Pod").filter((pod) => controllerOf(pod)?.uid === metadata.uid);
  const active = pods.filter((pod) => !isBeingDeleted(pod) && !isOver(pod));
  // A daemon's pod may stay on a node that would not get one any more.
  const stray = status.numberMisscheduled ?? 0;
  const isDaemon = keeper.kind === "DaemonSet";
  const wanted = isDaemon ? (status.desiredNumberScheduled ?? 0) + stray : spec.replicas;
  const told = isDaemon ? (status.currentNumberScheduled ?? 0) + stray : status.replicas;
  const found: string[] = [];
  if (status.observedGeneration !== metadata.generation) found.push("was not looked at again");
  const mayHaveLess = isLimited(keeper, state) || hasUnreadyPod(keeper, pods);
  const isRight = active.length === wanted || (mayHaveLess && active.length < (wanted ?? 0));
  if (!isRight) found.push(`wants ${wanted} pods and has ${active.length}`);
  const isTold = told === active.length || pods.length > active.length;
  if (!isTold) found.push(`tells of ${told} pods and has ${active.length}`);
  return found;
}

function isOver({ status }: Pod): boolean {
  return status.phase === "Succeeded" || status.phase === "Failed";
}

// A ReplicaSet tells refusals in a condition; of the others a quota in the namespace explains them.
function isLimited({ kind, metadata, status }: Keeper, state: State): boolean {
  const fails = ({ status: value, type }: { readonly type: string; readonly status: string }) =>
    type === "ReplicaFailure" && value === "True";
  const quotas = state.list<KubeObject>("ResourceQuota");
  if (kind === "ReplicaSet") return (status?.conditions ?? []).some(fails);
  return quotas.some((quota) => quota.metadata.namespace === metadata.namespace);
}

// One after the other: the next waits until this one is ready, and a name until it is free.
function hasUnreadyPod({ kind }: Keeper, pods: readonly Pod[]): boolean {
  const isReady = ({ status }: Pod) =>
    (status.conditions ?? []).some(
      ({ status: value, type }) => type === "Ready" && value === "True",
    );
  return kind !== "ReplicaSet" && pods.some((pod) => isBeingDeleted(pod) || !isReady(pod));
}
