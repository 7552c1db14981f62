/**
 * Which pods an owner gives up first when it has too many.
 * https://kubernetes.io/docs/concepts/workloads/controllers/replicaset/#scaling-a-replicaset
 */
import type { Pod } from "../api/types.generated.ts";
import { isReady, readySinceMs } from "./pod-state.ts";

const DELETION_COST = "controller.kubernetes.io/pod-deletion-cost";
const PHASES = ["Pending", "Unknown", "Running"];

/** `related`: the pods whose crowding on a node makes one of them go earlier. */
export function byDeletionOrder(pods: readonly Pod[], related: readonly Pod[]): readonly Pod[] {
  const crowd = new Map<string, number>();
  for (const { spec } of related) {
    if (spec.nodeName !== undefined) crowd.set(spec.nodeName, (crowd.get(spec.nodeName) ?? 0) + 1);
  }
  const ranked = pods.map((pod) => ({ pod, rank: crowd.get(pod.spec.nodeName ?? "") ?? 0 }));
  return ranked.sort((a, b) => compare(a.pod, b.pod, b.rank - a.rank)).map(({ pod }) => pod);
}

// The less a pod does, the earlier it goes; of equals the younger.
function compare(a: Pod, b: Pod, crowding: number): number {
  return (
    Number(isPlaced(a)) - Number(isPlaced(b)) ||
    PHASES.indexOf(a.status.phase ?? "") - PHASES.indexOf(b.status.phase ?? "") ||
    Number(isReady(a)) - Number(isReady(b)) ||
    deletionCost(a) - deletionCost(b) ||
    crowding ||
    (readySinceMs(b) ?? 0) - (readySinceMs(a) ?? 0) ||
    restarts(b) - restarts(a) ||
    compareText(b.metadata.creationTimestamp, a.metadata.creationTimestamp)
  );
}

function isPlaced({ spec }: Pod): boolean {
  return spec.nodeName !== undefined && spec.nodeName !== "";
}

function deletionCost({ metadata }: Pod): number {
  const cost = Number(metadata.annotations?.[DELETION_COST] ?? 0);
  return Number.isInteger(cost) ? cost : 0;
}

function restarts({ status }: Pod): number {
  return Math.max(0, ...(status.containerStatuses ?? []).map(({ restartCount }) => restartCount));
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
