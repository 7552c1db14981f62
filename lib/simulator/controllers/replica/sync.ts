/**
 * Keeps the number of active pods equal to `spec.replicas`, and the status true: what ReplicaSets
 * and ReplicationControllers have in common.
 */
import { ApiError } from "../../api/error.ts";
import { sameJson } from "../../api/json.ts";
import { matchesLabels, matchesSelector } from "../../api/label.ts";
import { controllerOf, isBeingDeleted, keyOf, type ObjectKey } from "../../api/object.ts";
import { formatTime } from "../../api/time.ts";
import type {
  LabelSelector,
  Pod,
  ReplicaSet,
  ReplicaSetStatus,
  ReplicationController,
} from "../../api/types.generated.ts";
import { adoptionWatch } from "../claim.ts";
import type { ControllerContext, Reconciled, Watch } from "../controller.ts";
import { claimPods } from "../pod-claim.ts";
import { createPod, deletePod } from "../pod-control.ts";
import { byDeletionOrder } from "../pod-rank.ts";
import { availableAtMs, isActive, isFinished, isReady } from "../pod-state.ts";

type Kind = "ReplicaSet" | "ReplicationController";
type Set = ReplicaSet | ReplicationController;

/** The most pods that one look makes or removes. */
const BURST = 500;

export function syncReplicas(kind: Kind, key: ObjectKey, context: ControllerContext): Reconciled {
  const set = context.cache.get(kind, key);
  if (set === undefined) return "done";
  const claimed = claimPods(set, selectorOf(set), context);
  const active = claimed.filter(isActive);
  const failure = isBeingDeleted(set) ? undefined : scale(set, active, context);
  const next = updateStatus(set, failure, context);
  if (failure !== undefined) throw failure;
  return next === undefined ? "done" : { requeueAtMs: next };
}

/** Pods without an owner are looked at by those who would take them in. */
export function podAdoption(kind: Kind): Watch {
  return adoptionWatch<Set>("Pod", (cache, namespace) => cache.list(kind, namespace), selectorOf);
}

// A ReplicationController's selector is the labels themselves.
function selectorOf(set: Set): LabelSelector {
  return set.kind === "ReplicaSet"
    ? (set.spec.selector ?? {})
    : { matchLabels: set.spec.selector ?? {} };
}

/** Answers the refusal that kept it from its goal, if there was one. */
function scale(set: Set, active: readonly Pod[], context: ControllerContext): ApiError | undefined {
  const missing = Math.min((set.spec.replicas ?? 1) - active.length, BURST);
  if (missing < 0) {
    const ranked = byDeletionOrder(active, relatedPods(set, context));
    for (const pod of ranked.slice(0, Math.min(-missing, BURST))) deletePod(set, pod, context);
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
function relatedPods(set: Set, { cache }: ControllerContext): readonly Pod[] {
  const owner = controllerOf(set);
  const sets = owner === undefined ? [set] : cache.listOwnedBy("ReplicaSet", owner.uid);
  return sets.flatMap(({ metadata }) => cache.listOwnedBy("Pod", metadata.uid)).filter(isActive);
}

/** Answers when a ready pod becomes available, if one is going to. */
function updateStatus(
  set: Set,
  failure: ApiError | undefined,
  context: ControllerContext,
): number | undefined {
  const { api, cache, nowMs } = context;
  const pods = cache
    .listOwnedBy("Pod", set.metadata.uid)
    .filter((pod) => matchesSelector(selectorOf(set), pod.metadata.labels));
  const active = pods.filter(isActive);
  const minReadySeconds = set.spec.minReadySeconds ?? 0;
  const times = active.map((pod) => availableAtMs(pod, minReadySeconds));
  const available = times.filter((time) => time !== undefined && time <= nowMs).length;
  const labels = set.spec.template?.metadata?.labels ?? {};
  const labelled = active.filter((pod) => matchesLabels(labels, pod.metadata.labels)).length;
  const ready = active.filter(isReady).length;
  const terminating = pods.filter((pod) => isBeingDeleted(pod) && !isFinished(pod)).length;
  const conditions = failureConditions(set, failure, nowMs);
  const status: ReplicaSetStatus = {
    ...(available === 0 ? {} : { availableReplicas: available }),
    ...(conditions.length === 0 ? {} : { conditions }),
    ...(labelled === 0 ? {} : { fullyLabeledReplicas: labelled }),
    observedGeneration: set.metadata.generation,
    ...(ready === 0 ? {} : { readyReplicas: ready }),
    replicas: active.length,
    ...(set.kind === "ReplicaSet" ? { terminatingReplicas: terminating } : {}),
  };
  const current = cache.get(set.kind, keyOf(set)) ?? set;
  if (!sameJson(status, current.status)) api.updateStatus({ ...current, status } as ReplicaSet);
  const later = times.filter((time): time is number => time !== undefined && time > nowMs);
  return later.length === 0 ? undefined : Math.min(...later);
}

function failureConditions(set: Set, failure: ApiError | undefined, nowMs: number) {
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
