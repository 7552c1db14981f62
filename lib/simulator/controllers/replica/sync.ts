/**
 * Keeps the number of active pods equal to `spec.replicas`, and the status true: what ReplicaSets
 * and ReplicationControllers have in common.
 */
import { ApiError } from "../../api/error.ts";
import { NOTHING, sameJson } from "../../api/json.ts";
import { matchesSelector } from "../../api/label.ts";
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
import { availableAtMs, isActive } from "../pod-state.ts";
import { type PodTally, tallyOf } from "./tally.ts";

type Kind = "ReplicaSet" | "ReplicationController";
type Set = ReplicaSet | ReplicationController;

/** The most pods that one look makes or removes. */
const BURST = 500;

export function syncReplicas(kind: Kind, key: ObjectKey, context: ControllerContext): Reconciled {
  const set = context.cache.get(kind, key);
  if (set === undefined) return "done";
  const active = activePods(set, context);
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

function tallyOfSet(set: Set, { cache }: ControllerContext): PodTally {
  const { selector, template } = set.spec;
  const templateLabels = template?.metadata?.labels;
  const { uid } = set.metadata;
  return tallyOf(cache, {
    ownerUid: uid,
    given: selector,
    selector: selectorOf(set),
    templateLabels,
  });
}

// Pods are looked at one by one only where one may have to be taken in, let go or removed.
type Active = { readonly count: number; readonly pods: () => readonly Pod[] };

function activePods(set: Set, context: ControllerContext): Active {
  const tally = tallyOfSet(set, context);
  const claimed = () => claimPods(set, selectorOf(set), context).filter(isActive);
  const hasOrphans = context.cache.hasOrphans("Pod", set.metadata.namespace ?? "");
  if (tally.strays === 0 && !hasOrphans) return { count: tally.active, pods: claimed };
  const pods = claimed();
  return { count: pods.length, pods: () => pods };
}

/** Answers the refusal that kept it from its goal, if there was one. */
function scale(set: Set, active: Active, context: ControllerContext): ApiError | undefined {
  const missing = Math.min((set.spec.replicas ?? 1) - active.count, BURST);
  if (missing < 0) {
    const ranked = byDeletionOrder(active.pods(), relatedPods(set, context));
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
  const { active, labelled, ready, terminating } = tallyOfSet(set, context);
  const { available, laterMs } = availability(set, ready, context);
  const conditions = failureConditions(set, failure, nowMs);
  const status: ReplicaSetStatus = {
    ...NOTHING,
    ...(available === 0 ? {} : { availableReplicas: available }),
    ...(conditions.length === 0 ? {} : { conditions }),
    ...(labelled === 0 ? {} : { fullyLabeledReplicas: labelled }),
    observedGeneration: set.metadata.generation,
    ...(ready === 0 ? {} : { readyReplicas: ready }),
    replicas: active,
    ...(set.kind === "ReplicaSet" ? { terminatingReplicas: terminating } : {}),
  };
  const current = cache.get(set.kind, keyOf(set)) ?? set;
  if (!sameJson(status, current.status)) api.updateStatus({ ...current, status } as ReplicaSet);
  return laterMs;
}

/** How many are available by now, and when the next will be. */
function availability(set: Set, ready: number, { cache, nowMs }: ControllerContext) {
  const { minReadySeconds = 0 } = set.spec;
  if (minReadySeconds === 0) return { available: ready, laterMs: undefined };
  let available = 0;
  let laterMs: number | undefined;
  for (const pod of cache.listOwnedBy("Pod", set.metadata.uid)) {
    if (!isActive(pod) || !matchesSelector(selectorOf(set), pod.metadata.labels)) continue;
    const time = availableAtMs(pod, minReadySeconds);
    if (time === undefined) continue;
    if (time <= nowMs) available += 1;
    else if (laterMs === undefined || time < laterMs) laterMs = time;
  }
  return { available, laterMs };
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
