/**
 * One look at a StatefulSet's pods: the living in order, then those too many from the end, then
 * the update from the end. Ordered sets stop at the first pod that is not well.
 * https://kubernetes.io/docs/concepts/workloads/controllers/statefulset/#deployment-and-scaling-guarantees
 *
 * Not simulated: `maxUnavailable` of a rolling update, whose gate is off.
 */
import { isBeingDeleted, keyOf } from "../../api/object.ts";
import type { Pod, StatefulSet } from "../../api/types.generated.ts";
import type { ControllerContext } from "../controller.ts";
import { isFinished } from "../pod-state.ts";
import { templateOf } from "../revision/revision.ts";
import { createClaims, hasStaleClaim, isInRange, retainClaims } from "./claim.ts";
import {
  firstOrdinal,
  isHealthy,
  isRunningAndAvailable,
  isRunningAndReady,
  ordinalOf,
  revisionName,
} from "./pod.ts";
import { createReplica, deleteReplica, fixIdentity } from "./replica.ts";
import type { Revisions } from "./status.ts";

type Sync = {
  readonly set: StatefulSet;
  readonly revisions: Revisions;
  readonly context: ControllerContext;
  /** Pods are made and removed one after the other. */
  readonly ordered: boolean;
};

/** By their place from the first ordinal on; a place without a pod is missing. */
type Replicas = Map<number, Pod>;

/** The most pods that one look makes. */
const BURST = 500;

export function syncPods(
  set: StatefulSet,
  pods: readonly Pod[],
  revisions: Revisions,
  context: ControllerContext,
): void {
  const ordered = set.spec.podManagementPolicy !== "Parallel";
  const sync: Sync = { set, revisions, context, ordered };
  const ordinal = (pod: Pod) => ordinalOf(set, pod.metadata.name) ?? -1;
  const replicas: Replicas = new Map();
  for (const pod of [...pods].sort((a, b) => ordinal(a) - ordinal(b))) {
    if (isInRange(set, ordinal(pod))) replicas.set(ordinal(pod) - firstOrdinal(set), pod);
  }
  const condemned = pods.filter((pod) => !isInRange(set, ordinal(pod)));
  condemned.sort((a, b) => ordinal(b) - ordinal(a));
  if (!processLiving(sync, replicas)) return;
  for (const pod of condemned) retainClaims(set, pod, context);
  if (!removeCondemned(sync, replicas, condemned)) return;
  if (set.spec.updateStrategy?.type !== "OnDelete") update(sync, replicas);
}

/** Whether all of them are as far as they must be before anything else is done. */
function processLiving(sync: Sync, replicas: Replicas): boolean {
  let allDone = true;
  let batch = 1;
  let created = 0;
  let made = 0;
  let failure: unknown;
  for (let index = 0; index < (sync.set.spec.replicas ?? 1); index++) {
    const isNew = !replicas.has(index);
    // The pods that were made bring the next look.
    if (isNew && ++made > BURST) return false;
    try {
      const done = processReplica(sync, replicas, index);
      if (!done && sync.ordered) return false;
      allDone &&= done;
    } catch (error) {
      if (sync.ordered) throw error;
      failure ??= error;
    }
    // Slow start: after a batch in which one was refused there is no further one.
    if (isNew && ++created === batch) {
      if (failure !== undefined) throw failure;
      batch *= 2;
      created = 0;
    }
  }
  if (failure !== undefined) throw failure;
  return allDone;
}

function processReplica(sync: Sync, replicas: Replicas, index: number): boolean {
  const { set, context, ordered } = sync;
  const ordinal = firstOrdinal(set) + index;
  let pod = replicas.get(index);
  if (pod !== undefined && isFinished(pod)) {
    if (!isBeingDeleted(pod)) deleteReplica(set, pod, context);
    return false;
  }
  if (pod === undefined) {
    if (hasStaleClaim(set, ordinal, context)) return false;
    const { current, update } = sync.revisions;
    const revision = needsCurrent(set, ordinal) ? current : update;
    pod = createReplica(set, templateOf(revision), revision, ordinal, context);
    replicas.set(index, pod);
    if (ordered) return false;
  }
  if (pod.status.phase === "Pending") createClaims(set, ordinal, context);
  if (ordered && isBeingDeleted(pod)) return false;
  if (ordered && !isRunningAndAvailable(pod, set, context.nowMs)) return false;
  retainClaims(set, pod, context);
  fixIdentity(set, pod, context);
  return true;
}

// Below the partition pods are made from the old revision.
function needsCurrent(set: StatefulSet, ordinal: number): boolean {
  const { updateStrategy } = set.spec;
  if (updateStrategy?.type !== "RollingUpdate") return false;
  const { rollingUpdate } = updateStrategy;
  const first = firstOrdinal(set);
  if (rollingUpdate === undefined) return ordinal < first + (set.status.currentReplicas ?? 0);
  return ordinal < first + (rollingUpdate.partition ?? 0);
}

function removeCondemned(
  { set, context, ordered }: Sync,
  replicas: Replicas,
  condemned: readonly Pod[],
): boolean {
  const upwards = [...condemned].reverse();
  const firstUnhealthy = [...replicas.values(), ...upwards].find((pod) => !isHealthy(pod));
  let allDone = true;
  for (const pod of condemned) {
    if (isBeingDeleted(pod)) {
      if (ordered) return false;
      continue;
    }
    const isWell = isRunningAndReady(pod) && isRunningAndAvailable(pod, set, context.nowMs);
    if (ordered && !isWell && pod !== firstUnhealthy) return false;
    deleteReplica(set, pod, context);
    if (ordered) return false;
    allDone = false;
  }
  return allDone;
}

// The last pod of an old revision goes once all behind it are well.
function update({ set, context, revisions }: Sync, replicas: Replicas): void {
  const lowest = set.spec.updateStrategy?.rollingUpdate?.partition ?? 0;
  for (let target = (set.spec.replicas ?? 1) - 1; target >= lowest; target--) {
    const made = replicas.get(target);
    const pod = made && context.cache.get("Pod", keyOf(made));
    if (pod === undefined) return;
    if (revisionName(pod) !== revisions.update.metadata.name && !isBeingDeleted(pod)) {
      deleteReplica(set, pod, context);
      return;
    }
    if (!isHealthy(pod)) return;
  }
}
