/**
 * Keeps a StatefulSet's pods: named, ordered, each with claims of its own.
 * https://kubernetes.io/docs/concepts/workloads/controllers/statefulset/
 */
import { isBeingDeleted } from "../api/object.ts";
import type { Pod, StatefulSet } from "../api/types.generated.ts";
import { adoptionWatch } from "./claim.ts";
import type { Controller, ControllerContext, Reconciled } from "./controller.ts";
import { claimPods } from "./pod-claim.ts";
import { availableAtMs } from "./pod-state.ts";
import { clearRevisions, ensureRevision, revisionsOf } from "./revision/revision.ts";
import { ordinalOf, revisionName } from "./statefulset/pod.ts";
import { type Revisions, statusOf, writeStatus } from "./statefulset/status.ts";
import { syncPods } from "./statefulset/sync.ts";

const HASH_LABEL = "controller.kubernetes.io/hash";

export const statefulSetController: Controller = {
  name: "statefulset-controller",
  for: "StatefulSet",
  owns: ["Pod", "ControllerRevision"],
  watches: [
    adoptionWatch(
      "Pod",
      (cache, namespace) => cache.list("StatefulSet", namespace),
      ({ spec }) => spec.selector,
    ),
  ],

  reconcile(key, context) {
    const set = context.cache.get("StatefulSet", key);
    if (set === undefined) return "done";
    const isMember = (pod: Pod) => ordinalOf(set, pod.metadata.name) !== undefined;
    const pods = claimPods(set, set.spec.selector, context, isMember);
    const revisions = findRevisions(set, context);
    const before = statusOf(set, pods, revisions, context.nowMs);
    let failure: unknown;
    if (!isBeingDeleted(set)) {
      try {
        syncPods(set, pods, revisions, context);
      } catch (error) {
        failure = error;
      }
    }
    const after = context.cache.listOwnedBy("Pod", set.metadata.uid).filter(isMember);
    writeStatus(
      set,
      isBeingDeleted(set) ? before : statusOf(set, after, revisions, context.nowMs),
      context,
    );
    if (failure !== undefined) throw failure;
    const live = new Set(
      [revisions.current, revisions.update].map(({ metadata }) => metadata.name),
    );
    for (const pod of after) live.add(revisionName(pod));
    clearRevisions(set, live, context);
    return nextLook(set, after, context);
  },
};

function findRevisions(set: StatefulSet, context: ControllerContext): Revisions {
  const update = ensureRevision(set, HASH_LABEL, context);
  const current = revisionsOf(set, context).find(
    ({ metadata }) => metadata.name === set.status.currentRevision,
  );
  return { current: current ?? update, update };
}

// A ready pod becomes available by the clock alone.
function nextLook(
  set: StatefulSet,
  pods: readonly Pod[],
  { nowMs }: ControllerContext,
): Reconciled {
  const minReadySeconds = set.spec.minReadySeconds ?? 0;
  const times = pods
    .map((pod) => availableAtMs(pod, minReadySeconds))
    .filter((time): time is number => time !== undefined && time > nowMs);
  return times.length === 0 ? "done" : { requeueAtMs: Math.min(...times) };
}
