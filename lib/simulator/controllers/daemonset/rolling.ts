/**
 * One step of a DaemonSet's rolling update: old pods that serve nobody go first, then as many as
 * `maxUnavailable` allows; with `maxSurge` the new pods come first.
 * https://kubernetes.io/docs/tasks/manage-daemon/update-daemon-set/
 */
import { isBeingDeleted } from "../../api/object.ts";
import type { DaemonSet, Pod } from "../../api/types.generated.ts";
import type { ControllerContext } from "../controller.ts";
import { availableAtMs } from "../pod-state.ts";
import { createPods, isUpdated, type PodsByNode, removePods } from "./pods.ts";

export type Fenceposts = { readonly maxSurge: number; readonly maxUnavailable: number };

/** Percentages of the nodes that should run a pod, rounded up. */
export function fencepostsOf({ spec }: DaemonSet, desired: number): Fenceposts {
  const { maxSurge, maxUnavailable } = spec.updateStrategy?.rollingUpdate ?? {};
  const surge = share(maxSurge ?? 0, desired);
  const unavailable = share(maxUnavailable ?? 1, desired);
  // Neither could be left, and then no pod could ever be replaced.
  const isStuck = surge === 0 && unavailable === 0;
  return { maxSurge: surge, maxUnavailable: isStuck ? 1 : unavailable };
}

function share(value: number | string, of: number): number {
  if (typeof value === "number") return value;
  return Math.ceil((Number(value.replace("%", "")) * of) / 100);
}

type OnNode = { readonly newPod: Pod | undefined; readonly oldPod: Pod | undefined };

export function rollDaemons(
  set: DaemonSet,
  byNode: PodsByNode,
  desired: number,
  hash: string,
  context: ControllerContext,
): void {
  const { maxSurge, maxUnavailable } = fencepostsOf(set, desired);
  if (maxSurge === 0) replaceInPlace(set, byNode, maxUnavailable, hash, context);
  else surge(set, byNode, maxSurge, hash, context);
}

function replaceInPlace(
  set: DaemonSet,
  byNode: PodsByNode,
  maxUnavailable: number,
  hash: string,
  context: ControllerContext,
): void {
  let unavailable = 0;
  const broken: Pod[] = [];
  const candidates: Pod[] = [];
  for (const pods of byNode.values()) {
    const found = podsOnNode(pods, hash);
    const { newPod, oldPod } = found ?? {};
    if (newPod !== undefined && oldPod === undefined) {
      if (!isAvailable(set, newPod, context)) unavailable += 1;
    } else if (oldPod !== undefined && newPod === undefined) {
      if (!isAvailable(set, oldPod, context)) {
        broken.push(oldPod);
        unavailable += 1;
      } else if (unavailable < maxUnavailable) candidates.push(oldPod);
    } else unavailable += 1;
  }
  const room = Math.max(0, maxUnavailable - unavailable);
  removePods(set, [...broken, ...candidates.slice(0, room)], context);
}

function surge(
  set: DaemonSet,
  byNode: PodsByNode,
  maxSurge: number,
  hash: string,
  context: ControllerContext,
): void {
  let surging = 0;
  const free: string[] = [];
  const candidates: string[] = [];
  const replaced: Pod[] = [];
  for (const [node, pods] of byNode) {
    const found = podsOnNode(pods, hash);
    if (found === undefined) {
      surging += 1;
      continue;
    }
    const { newPod, oldPod } = found;
    if (oldPod === undefined) continue;
    if (newPod === undefined) {
      if (!isAvailable(set, oldPod, context)) free.push(node);
      else if (surging < maxSurge) candidates.push(node);
    } else if (isAvailable(set, newPod, context)) replaced.push(oldPod);
    else surging += 1;
  }
  const room = Math.max(0, maxSurge - surging);
  removePods(set, replaced, context);
  createPods(set, [...free, ...candidates.slice(0, room)], hash, context);
}

/** Undefined when the node holds several pods of one kind, which is put right first. */
function podsOnNode(pods: readonly Pod[], hash: string): OnNode | undefined {
  let newPod: Pod | undefined;
  let oldPod: Pod | undefined;
  for (const pod of pods) {
    if (isBeingDeleted(pod)) continue;
    if (isUpdated(pod, hash)) {
      if (newPod !== undefined) return undefined;
      newPod = pod;
    } else {
      if (oldPod !== undefined) return undefined;
      oldPod = pod;
    }
  }
  return { newPod, oldPod };
}

function isAvailable({ spec }: DaemonSet, pod: Pod, { nowMs }: ControllerContext): boolean {
  const at = availableAtMs(pod, spec.minReadySeconds ?? 0);
  return at !== undefined && at <= nowMs;
}
