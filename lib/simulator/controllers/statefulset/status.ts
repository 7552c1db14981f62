/** What a StatefulSet's status tells: pods by readiness and by revision. */
import { sameJson } from "../../api/json.ts";
import { isBeingDeleted, keyOf } from "../../api/object.ts";
import type {
  ControllerRevision,
  Pod,
  StatefulSet,
  StatefulSetStatus,
} from "../../api/types.generated.ts";
import type { ControllerContext } from "../controller.ts";
import { isRunningAndAvailable, isRunningAndReady, revisionName } from "./pod.ts";

export type Revisions = {
  readonly current: ControllerRevision;
  readonly update: ControllerRevision;
};

export function statusOf(
  set: StatefulSet,
  pods: readonly Pod[],
  { current, update }: Revisions,
  nowMs: number,
): StatefulSetStatus {
  const alive = pods.filter((pod) => !isBeingDeleted(pod));
  const count = (revision: ControllerRevision) =>
    alive.filter((pod) => revisionName(pod) === revision.metadata.name).length;
  const { conditions } = set.status;
  return {
    ...(conditions === undefined ? {} : { conditions }),
    collisionCount: set.status.collisionCount ?? 0,
    observedGeneration: set.metadata.generation,
    replicas: pods.length,
    readyReplicas: pods.filter(isRunningAndReady).length,
    availableReplicas: pods.filter((pod) => isRunningAndAvailable(pod, set, nowMs)).length,
    currentReplicas: count(current),
    updatedReplicas: count(update),
    currentRevision: current.metadata.name,
    updateRevision: update.metadata.name,
  };
}

export function writeStatus(
  set: StatefulSet,
  found: StatefulSetStatus,
  { api, cache }: ControllerContext,
): void {
  const current = cache.get("StatefulSet", keyOf(set));
  if (current === undefined || current.metadata.uid !== set.metadata.uid) return;
  const status = withoutZeros(completed(set, found));
  if (!sameJson(status, current.status)) api.updateStatus<"StatefulSet">({ ...current, status });
}

// When every pod is of the new revision and ready, it is the current one.
function completed({ spec }: StatefulSet, status: StatefulSetStatus): StatefulSetStatus {
  const { readyReplicas, replicas, updatedReplicas = 0, updateRevision } = status;
  const isRolling = spec.updateStrategy?.type === "RollingUpdate";
  const isDone =
    updatedReplicas === replicas && readyReplicas === replicas && replicas === (spec.replicas ?? 1);
  if (!isRolling || !isDone) return status;
  return { ...status, currentReplicas: updatedReplicas, currentRevision: updateRevision };
}

function withoutZeros(status: StatefulSetStatus): StatefulSetStatus {
  const { currentReplicas, readyReplicas, updatedReplicas, ...rest } = status;
  return {
    ...rest,
    ...(currentReplicas === 0 ? {} : { currentReplicas }),
    ...(readyReplicas === 0 ? {} : { readyReplicas }),
    ...(updatedReplicas === 0 ? {} : { updatedReplicas }),
  };
}
