/**
 * A deployment's status and conditions.
 * https://kubernetes.io/docs/concepts/workloads/controllers/deployment/#deployment-status
 */
import { sameJson } from "../../api/json.ts";
import { keyOf } from "../../api/object.ts";
import { parseTime } from "../../api/time.ts";
import type {
  Deployment,
  DeploymentCondition,
  DeploymentStatus,
} from "../../api/types.generated.ts";
import type { ControllerContext, Reconciled } from "../controller.ts";
import {
  type Condition,
  type Conditions,
  hasDeadline,
  renewed,
  withCondition,
} from "./condition.ts";
import {
  actualReplicas,
  availableReplicas,
  fencepostsOf,
  specReplicas,
  wantedReplicas,
} from "./replicas.ts";
import { allSets, type Sets } from "./sets.ts";

/** `rollout` tells whether progress is judged; while paused or resizing it is not. */
export function syncStatus(
  deployment: Deployment,
  sets: Sets,
  rollout: boolean,
  context: ControllerContext,
): Reconciled {
  const { api, cache, nowMs } = context;
  const current = cache.get("Deployment", keyOf(deployment)) ?? deployment;
  const counts = countsOf(current, sets);
  let conditions = current.status.conditions ?? [];
  conditions = withCondition(conditions, availableCondition(current, counts), nowMs);
  if (rollout) {
    conditions = withProgress(current, counts, sets, conditions, nowMs);
    conditions = withReplicaFailure(conditions, sets, nowMs);
  }
  const status = { ...counts, ...(conditions.length === 0 ? {} : { conditions }) };
  if (!sameJson(status, current.status)) api.updateStatus<"Deployment">({ ...current, status });
  return nextLook(current, status, nowMs);
}

function countsOf({ metadata, status }: Deployment, sets: Sets): DeploymentStatus {
  const all = allSets(sets);
  const available = availableReplicas(all);
  const ready = all.reduce((sum, set) => sum + (set.status.readyReplicas ?? 0), 0);
  const terminating = all.reduce((sum, set) => sum + (set.status.terminatingReplicas ?? 0), 0);
  const unavailable = Math.max(0, specReplicas(all) - available);
  const updated = sets.newSet?.status.replicas ?? 0;
  const replicas = actualReplicas(all);
  return {
    ...(available === 0 ? {} : { availableReplicas: available }),
    ...(status.collisionCount === undefined ? {} : { collisionCount: status.collisionCount }),
    observedGeneration: metadata.generation,
    ...(ready === 0 ? {} : { readyReplicas: ready }),
    ...(replicas === 0 ? {} : { replicas }),
    terminatingReplicas: terminating,
    ...(unavailable === 0 ? {} : { unavailableReplicas: unavailable }),
    ...(updated === 0 ? {} : { updatedReplicas: updated }),
  };
}

function availableCondition(deployment: Deployment, counts: DeploymentStatus): Condition {
  const enough = wantedReplicas(deployment) - fencepostsOf(deployment).maxUnavailable;
  return (counts.availableReplicas ?? 0) >= enough
    ? {
        type: "Available",
        status: "True",
        reason: "MinimumReplicasAvailable",
        message: "Deployment has minimum availability.",
      }
    : {
        type: "Available",
        status: "False",
        reason: "MinimumReplicasUnavailable",
        message: "Deployment does not have minimum availability.",
      };
}

function withProgress(
  deployment: Deployment,
  counts: DeploymentStatus,
  { newSet }: Sets,
  conditions: Conditions,
  nowMs: number,
): Conditions {
  const before = conditions.find(({ type }) => type === "Progressing");
  if (!hasDeadline(deployment)) return conditions.filter(({ type }) => type !== "Progressing");
  const complete = (counts.replicas ?? 0) === (counts.updatedReplicas ?? 0);
  if (complete && before?.reason === "NewReplicaSetAvailable") return conditions;
  const what =
    newSet === undefined
      ? `Deployment "${deployment.metadata.name}"`
      : `ReplicaSet "${newSet.metadata.name}"`;
  const progress = (status: string, reason: string, message: string): Condition => ({
    type: "Progressing",
    status,
    reason,
    message,
  });
  if (isComplete(deployment, counts)) {
    const done = progress("True", "NewReplicaSetAvailable", `${what} has successfully progressed.`);
    return withCondition(conditions, done, nowMs);
  }
  if (hasProgressed(deployment.status, counts)) {
    const going = progress("True", "ReplicaSetUpdated", `${what} is progressing.`);
    return renewed(conditions, going, nowMs);
  }
  if (isTimedOut(deployment, before, nowMs)) {
    const late = progress(
      "False",
      "ProgressDeadlineExceeded",
      `${what} has timed out progressing.`,
    );
    return withCondition(conditions, late, nowMs);
  }
  return conditions;
}

export function isComplete(deployment: Deployment, status: DeploymentStatus): boolean {
  const goal = wantedReplicas(deployment);
  return (
    (status.updatedReplicas ?? 0) === goal &&
    (status.replicas ?? 0) === goal &&
    (status.availableReplicas ?? 0) === goal &&
    (status.observedGeneration ?? 0) >= (deployment.metadata.generation ?? 0)
  );
}

function hasProgressed(before: DeploymentStatus, now: DeploymentStatus): boolean {
  const old = (status: DeploymentStatus) => (status.replicas ?? 0) - (status.updatedReplicas ?? 0);
  return (
    (now.updatedReplicas ?? 0) > (before.updatedReplicas ?? 0) ||
    old(now) < old(before) ||
    (now.readyReplicas ?? 0) > (before.readyReplicas ?? 0) ||
    (now.availableReplicas ?? 0) > (before.availableReplicas ?? 0)
  );
}

function isTimedOut(
  { spec }: Deployment,
  before: DeploymentCondition | undefined,
  nowMs: number,
): boolean {
  if (before === undefined || before.reason === "NewReplicaSetAvailable") return false;
  if (before.reason === "ProgressDeadlineExceeded") return true;
  const since = parseTime(before.lastUpdateTime ?? "") ?? nowMs;
  return nowMs >= since + (spec.progressDeadlineSeconds ?? 0) * 1000;
}

function withReplicaFailure(
  conditions: Conditions,
  { newSet, oldSets }: Sets,
  nowMs: number,
): Conditions {
  const sets = newSet === undefined ? oldSets : [newSet, ...oldSets];
  const failure = sets
    .flatMap(({ status }) => status.conditions ?? [])
    .find((c) => c.type === "ReplicaFailure");
  if (failure === undefined) return conditions.filter(({ type }) => type !== "ReplicaFailure");
  const { type, status, reason, message } = failure;
  return withCondition(conditions, { type, status, reason, message }, nowMs);
}

// A rollout that does not move on is looked at again when its deadline runs out.
function nextLook(deployment: Deployment, status: DeploymentStatus, nowMs: number): Reconciled {
  const progressing = status.conditions?.find(({ type }) => type === "Progressing");
  if (!hasDeadline(deployment) || progressing === undefined || progressing.status !== "True")
    return "done";
  if (progressing.reason === "NewReplicaSetAvailable" || isComplete(deployment, status))
    return "done";
  if (progressing.reason === "DeploymentPaused") return "done";
  const since = parseTime(progressing.lastUpdateTime ?? "") ?? nowMs;
  const deadlineMs = since + (deployment.spec.progressDeadlineSeconds ?? 0) * 1000;
  return { requeueAtMs: Math.max(nowMs, deadlineMs) + 1000 };
}
