/**
 * Keeps the number of active pods owned by a ReplicaSet equal to `spec.replicas`, and its status
 * true. https://kubernetes.io/docs/concepts/workloads/controllers/replicaset/
 *
 * Not simulated: the limit of 500 creations in one go.
 */
import { ApiError } from "../api/error.ts";
import { sameJson } from "../api/json.ts";
import { matchesLabels, matchesSelector } from "../api/label.ts";
import { controllerOf, isBeingDeleted, type KubeObject, keyOf } from "../api/object.ts";
import { formatTime } from "../api/time.ts";
import type { Pod, ReplicaSet, ReplicaSetStatus } from "../api/types.generated.ts";
import type { Cache } from "../informers/cache.ts";
import type { Controller, ControllerContext } from "./controller.ts";
import { claimPods } from "./pod-claim.ts";
import { createPod, deletePod } from "./pod-control.ts";
import { byDeletionOrder } from "./pod-rank.ts";
import { availableAtMs, isActive, isFinished, isReady } from "./pod-state.ts";

export const replicaSetController: Controller = {
  name: "replicaset-controller",
  for: "ReplicaSet",
  owns: ["Pod"],
  watches: [{ kind: "Pod", keysFor: setsThatWouldAdopt }],

  reconcile(key, context) {
    const replicaSet = context.cache.get("ReplicaSet", key);
    if (replicaSet === undefined) return "done";
    const claimed = claimPods(replicaSet, replicaSet.spec.selector, context);
    const active = claimed.filter(isActive);
    const failure = isBeingDeleted(replicaSet) ? undefined : scale(replicaSet, active, context);
    const next = updateStatus(replicaSet, failure, context);
    if (failure !== undefined) throw failure;
    return next === undefined ? "done" : { requeueAtMs: next };
  },
};

function setsThatWouldAdopt(pod: KubeObject, cache: Cache): readonly string[] {
  if (controllerOf(pod) !== undefined) return [];
  return cache
    .list("ReplicaSet", pod.metadata.namespace ?? "")
    .filter(({ spec }) => matchesSelector(spec.selector, pod.metadata.labels))
    .map(keyOf);
}

/** Answers the refusal that kept it from its goal, if there was one. */
function scale(
  set: ReplicaSet,
  active: readonly Pod[],
  context: ControllerContext,
): ApiError | undefined {
  const missing = (set.spec.replicas ?? 1) - active.length;
  if (missing < 0) {
    const ranked = byDeletionOrder(active, relatedPods(set, context));
    for (const pod of ranked.slice(0, -missing)) deletePod(set, pod, context);
    return undefined;
  }
  const template = set.spec.template ?? {};
  // Slow start: 1, 2, 4 … pods at a time,
  // so that a template that is refused is tried a few times only.
  let left = missing;
  for (let batch = 1; left > 0; batch *= 2) {
    let refusal: ApiError | undefined;
    for (let i = 0; i < Math.min(batch, left); i++) {
      try {
        createPod(set, template, context);
      } catch (error) {
        if (!(error instanceof ApiError)) throw error;
        refusal ??= error;
      }
    }
    if (refusal !== undefined) return refusal;
    left -= batch;
  }
  return undefined;
}

// Pods of the sets that share an owner: a node that holds several of them gives one up first.
function relatedPods(set: ReplicaSet, { cache }: ControllerContext): readonly Pod[] {
  const owner = controllerOf(set);
  const sets = owner === undefined ? [set] : cache.listOwnedBy("ReplicaSet", owner.uid);
  return sets.flatMap(({ metadata }) => cache.listOwnedBy("Pod", metadata.uid)).filter(isActive);
}

/** Answers when a ready pod becomes available, if one is going to. */
function updateStatus(
  set: ReplicaSet,
  failure: ApiError | undefined,
  context: ControllerContext,
): number | undefined {
  const { api, cache, nowMs } = context;
  const pods = cache
    .listOwnedBy("Pod", set.metadata.uid)
    .filter((pod) => matchesSelector(set.spec.selector, pod.metadata.labels));
  const active = pods.filter(isActive);
  const minReadySeconds = set.spec.minReadySeconds ?? 0;
  const times = active.map((pod) => availableAtMs(pod, minReadySeconds));
  const available = times.filter((time) => time !== undefined && time <= nowMs).length;
  const labels = set.spec.template?.metadata?.labels ?? {};
  const labelled = active.filter((pod) => matchesLabels(labels, pod.metadata.labels)).length;
  const ready = active.filter(isReady).length;
  const conditions = failureConditions(set, failure, nowMs);
  const status: ReplicaSetStatus = {
    ...(available === 0 ? {} : { availableReplicas: available }),
    ...(conditions.length === 0 ? {} : { conditions }),
    ...(labelled === 0 ? {} : { fullyLabeledReplicas: labelled }),
    observedGeneration: set.metadata.generation,
    ...(ready === 0 ? {} : { readyReplicas: ready }),
    replicas: active.length,
    terminatingReplicas: pods.filter((pod) => isBeingDeleted(pod) && !isFinished(pod)).length,
  };
  const current = cache.get("ReplicaSet", keyOf(set)) ?? set;
  if (!sameJson(status, current.status)) api.updateStatus<"ReplicaSet">({ ...current, status });
  const later = times.filter((time): time is number => time !== undefined && time > nowMs);
  return later.length === 0 ? undefined : Math.min(...later);
}

function failureConditions(set: ReplicaSet, failure: ApiError | undefined, nowMs: number) {
  const before = set.status.conditions?.find(({ type }) => type === "ReplicaFailure");
  if (failure === undefined) return [];
  if (before !== undefined) return [before];
  return [
    {
      type: "ReplicaFailure",
      status: "True",
      lastTransitionTime: formatTime(nowMs),
      reason: "FailedCreate",
      message: failure.message,
    },
  ];
}
