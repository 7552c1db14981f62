/** A DaemonSet's status: on how many nodes a pod should be, is, is ready and is up to date. */
import { sameJson } from "../../api/json.ts";
import { keyOf } from "../../api/object.ts";
import type { DaemonSet, DaemonSetStatus, Node } from "../../api/types.generated.ts";
import type { ControllerContext } from "../controller.ts";
import { availableAtMs, isReady } from "../pod-state.ts";
import { placeOn } from "./place.ts";
import { isUpdated, type PodsByNode } from "./pods.ts";

/** When a ready pod becomes available by the clock alone, if one does. */
export function writeDaemonStatus(
  set: DaemonSet,
  nodes: readonly Node[],
  byNode: PodsByNode,
  hash: string,
  { api, cache, nowMs }: ControllerContext,
): number | undefined {
  const counts = { desired: 0, current: 0, misplaced: 0, ready: 0, available: 0, updated: 0 };
  let nextMs: number | undefined;
  for (const node of nodes) {
    const pod = byNode.get(node.metadata.name)?.[0];
    const { shouldRun } = placeOn(set, node);
    if (!shouldRun) {
      if (pod !== undefined) counts.misplaced += 1;
      continue;
    }
    counts.desired += 1;
    if (pod === undefined) continue;
    counts.current += 1;
    if (isReady(pod)) counts.ready += 1;
    const atMs = availableAtMs(pod, set.spec.minReadySeconds ?? 0);
    if (atMs !== undefined && atMs <= nowMs) counts.available += 1;
    else if (atMs !== undefined) nextMs = Math.min(nextMs ?? atMs, atMs);
    if (isUpdated(pod, hash)) counts.updated += 1;
  }
  const current = cache.get("DaemonSet", keyOf(set));
  if (current === undefined || current.metadata.uid !== set.metadata.uid) return undefined;
  const status = statusFrom(set, counts, current.status);
  if (!sameJson(status, current.status)) api.updateStatus<"DaemonSet">({ ...current, status });
  return nextMs;
}

type Counts = Readonly<
  Record<"desired" | "current" | "misplaced" | "ready" | "available" | "updated", number>
>;

function statusFrom(set: DaemonSet, counts: Counts, before: DaemonSetStatus): DaemonSetStatus {
  const { collisionCount, conditions } = before;
  const unavailable = counts.desired - counts.available;
  return {
    ...(collisionCount === undefined ? {} : { collisionCount }),
    ...(conditions === undefined ? {} : { conditions }),
    currentNumberScheduled: counts.current,
    desiredNumberScheduled: counts.desired,
    numberMisscheduled: counts.misplaced,
    numberReady: counts.ready,
    observedGeneration: set.metadata.generation,
    ...(counts.available === 0 ? {} : { numberAvailable: counts.available }),
    ...(unavailable === 0 ? {} : { numberUnavailable: unavailable }),
    ...(counts.updated === 0 ? {} : { updatedNumberScheduled: counts.updated }),
  };
}
