/**
 * Removes pods that no kubelet will ever remove: those of nodes that are gone, and those that are
 * terminating on a node that is out of service.
 * https://kubernetes.io/docs/concepts/workloads/pods/pod-lifecycle/#pod-garbage-collection
 *
 * Not simulated: the threshold on finished pods.
 */
import { isBeingDeleted, keyOf } from "../api/object.ts";
import { formatTime } from "../api/time.ts";
import type { Node, Pod, PodCondition } from "../api/types.generated.ts";
import type { Cache } from "../informers/cache.ts";
import type { Controller, ControllerContext } from "./controller.ts";

const LOOK_MS = 20_000;
const QUARANTINE_MS = 40_000;

/** Since when nodes are missing, for each cluster. */
const missing = new WeakMap<Cache, Map<string, number>>();

export const podGcController: Controller = {
  name: "pod-garbage-collector",
  for: "Pod",
  watches: [
    {
      kind: "Node",
      keysFor: ({ metadata }, cache) =>
        cache
          .list("Pod")
          .filter(({ spec }) => spec.nodeName === metadata.name)
          .map(keyOf),
    },
  ],

  reconcile(key, context) {
    const { cache, nowMs } = context;
    const pod = cache.get("Pod", key);
    const name = pod?.spec.nodeName ?? "";
    if (pod === undefined || name === "") return "done";
    const since = missingSince(cache);
    const node = cache.get("Node", name);
    if (node !== undefined) {
      since.delete(name);
      if (isBeingDeleted(pod) && isOutOfService(node)) remove(context, pod, undefined);
      return "done";
    }
    const fromMs = since.get(name) ?? Math.ceil(nowMs / LOOK_MS) * LOOK_MS;
    since.set(name, fromMs);
    const dueMs = fromMs + QUARANTINE_MS;
    if (nowMs < dueMs) return { requeueAtMs: dueMs };
    remove(context, pod, {
      type: "DisruptionTarget",
      status: "True",
      reason: "DeletionByPodGC",
      message: "PodGC: node no longer exists",
    });
    return "done";
  },
};

function missingSince(cache: Cache): Map<string, number> {
  let since = missing.get(cache);
  if (since === undefined) {
    since = new Map();
    missing.set(cache, since);
  }
  return since;
}

function isOutOfService({ spec, status }: Node): boolean {
  const isReady = status.conditions?.some((one) => one.type === "Ready" && one.status === "True");
  const isTainted = spec.taints?.some(({ key }) => key === "node.kubernetes.io/out-of-service");
  return isReady !== true && isTainted === true;
}

function remove(
  { api, nowMs }: ControllerContext,
  pod: Pod,
  why: Omit<PodCondition, "lastTransitionTime"> | undefined,
): void {
  const { phase } = pod.status;
  if (phase !== "Succeeded" && phase !== "Failed") {
    const others = (pod.status.conditions ?? []).filter(({ type }) => type !== why?.type);
    const { generation } = pod.metadata;
    const seen = generation === undefined ? {} : { observedGeneration: generation };
    const condition = why && {
      ...why,
      ...seen,
      lastProbeTime: null as unknown as undefined,
      lastTransitionTime: formatTime(nowMs),
    };
    const conditions = condition === undefined ? others : [...others, condition];
    api.updateStatus<"Pod">({ ...pod, status: { ...pod.status, phase: "Failed", conditions } });
  }
  api.delete("Pod", keyOf(pod), { gracePeriodSeconds: 0, uid: pod.metadata.uid });
}
