/**
 * Evicts pods from nodes with a NoExecute taint that they do not tolerate, or no longer: at once,
 * or when their `tolerationSeconds` are over.
 * https://kubernetes.io/docs/concepts/scheduling-eviction/taint-and-toleration/#taint-based-evictions
 */
import { isBeingDeleted, type KubeObject, keyOf } from "../api/object.ts";
import { formatTime } from "../api/time.ts";
import { tolerates } from "../api/toleration.ts";
import type { Node, Pod, PodCondition, Taint } from "../api/types.generated.ts";
import type { Cache } from "../informers/cache.ts";
import type { Controller, ControllerContext } from "./controller.ts";

/** How keys of pods begin where keys of any kind are handed out. */
const PREFIX = "Pod ";
const REASON = "TaintManagerEviction";

/** Until when a pod may stay, by its uid. */
type Plan = Map<string, number>;

export const taintEvictionController: Controller = taintEviction();

function taintEviction(): Controller {
  // Kept for the runs of one cluster by its cache, so that clusters do not share it.
  const plans = new WeakMap<Cache, Plan>();
  const planOf = (cache: Cache): Plan => {
    let plan = plans.get(cache);
    if (plan === undefined) {
      plan = new Map();
      plans.set(cache, plan);
    }
    return plan;
  };
  return {
    name: "taint-eviction-controller",
    for: "*",
    watches: [
      { kind: "Node", keysFor: podsOnTainted },
      { kind: "Pod", keysFor: isOnTainted },
    ],

    reconcile(key, context) {
      if (!key.startsWith(PREFIX)) return "done";
      const plan = planOf(context.cache);
      const pod = context.cache.get("Pod", key.slice(PREFIX.length));
      if (pod === undefined) return "done";
      const node = context.cache.get("Node", pod.spec.nodeName ?? "");
      const { uid } = pod.metadata;
      if (node === undefined || isBeingDeleted(pod)) {
        plan.delete(uid);
        return "done";
      }
      const seconds = secondsLeft(pod, node);
      const planned = plan.get(uid);
      if (seconds === "for ever") {
        if (planned !== undefined) cancel(pod, plan, context);
        return "done";
      }
      if (seconds <= 0) {
        evict(pod, plan, context);
        return "done";
      }
      return wait(pod, seconds, plan, context);
    },
  };
}

function podsOnTainted(node: KubeObject, cache: Cache): readonly string[] {
  const { spec } = node as unknown as Node;
  if (!(spec?.taints ?? []).some(isHard)) return [];
  const { name } = node.metadata;
  return cache
    .list("Pod")
    .flatMap((pod) => (pod.spec.nodeName === name ? [PREFIX + keyOf(pod)] : []));
}

// Of all the pods that change, few stand on a node that somebody shall leave.
function isOnTainted(object: KubeObject, cache: Cache): readonly string[] {
  const pod = object as unknown as Pod;
  const node = cache.get("Node", pod.spec.nodeName ?? "");
  return (node?.spec.taints ?? []).some(isHard) ? [PREFIX + keyOf(pod)] : [];
}

function isHard({ effect }: Taint): boolean {
  return effect === "NoExecute";
}

/** How long the pod may stay, by its least patient toleration. */
function secondsLeft({ spec }: Pod, node: Node): number | "for ever" {
  let least: number | "for ever" = "for ever";
  for (const taint of (node.spec.taints ?? []).filter(isHard)) {
    const using = (spec.tolerations ?? []).filter((one) => tolerates([one], taint));
    if (using.length === 0) return 0;
    for (const { tolerationSeconds: seconds } of using) {
      if (seconds === undefined) continue;
      if (least === "for ever" || seconds < least) least = seconds;
    }
  }
  return least;
}

function wait(
  pod: Pod,
  seconds: number,
  plan: Plan,
  context: ControllerContext,
): { readonly requeueAtMs: number } | "done" {
  const { uid } = pod.metadata;
  // What was planned first stays, whatever becomes of taints and tolerations meanwhile.
  const atMs = plan.get(uid) ?? context.nowMs + seconds * 1000;
  plan.set(uid, atMs);
  if (atMs > context.nowMs) return { requeueAtMs: atMs };
  evict(pod, plan, context);
  return "done";
}

function cancel(pod: Pod, plan: Plan, { event }: ControllerContext): void {
  plan.delete(pod.metadata.uid);
  event(pod, "Normal", REASON, `Cancelling deletion of Pod ${keyOf(pod)}`);
}

function evict(pod: Pod, plan: Plan, { api, event, nowMs }: ControllerContext): void {
  plan.delete(pod.metadata.uid);
  event(pod, "Normal", REASON, `Marking for deletion Pod ${keyOf(pod)}`);
  const current = api.read("Pod", keyOf(pod));
  const condition: PodCondition = {
    lastProbeTime: null as unknown as undefined,
    lastTransitionTime: formatTime(nowMs),
    message: "Taint manager: deleting due to NoExecute taint",
    observedGeneration: current.metadata.generation,
    reason: "DeletionByTaintManager",
    status: "True",
    type: "DisruptionTarget",
  };
  const others = (current.status.conditions ?? []).filter(({ type }) => type !== condition.type);
  const status = { ...current.status, conditions: [...others, condition] };
  api.updateStatus<"Pod">({ ...current, status });
  api.delete("Pod", keyOf(pod), { uid: pod.metadata.uid });
}
