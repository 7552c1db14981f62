/** What controllers ask of a pod: does it count, is it ready, has it been ready long enough. */
import { isBeingDeleted } from "../api/object.ts";
import { parseTime } from "../api/time.ts";
import type { Pod } from "../api/types.generated.ts";

/** Neither finished nor on its way out. */
export function isActive(pod: Pod): boolean {
  return !isFinished(pod) && !isBeingDeleted(pod);
}

export function isFinished({ status }: Pod): boolean {
  return status.phase === "Succeeded" || status.phase === "Failed";
}

export function isReady({ status }: Pod): boolean {
  return status.conditions?.some((c) => c.type === "Ready" && c.status === "True") ?? false;
}

/** When the pod last became ready; undefined while it is not. */
export function readySinceMs({ status }: Pod): number | undefined {
  const ready = status.conditions?.find((c) => c.type === "Ready" && c.status === "True");
  return ready?.lastTransitionTime === undefined ? undefined : parseTime(ready.lastTransitionTime);
}

/**
 * When a ready pod counts as available, given `minReadySeconds`;
 * undefined while it is not ready.
 */
export function availableAtMs(pod: Pod, minReadySeconds: number): number | undefined {
  if (!isReady(pod)) return undefined;
  if (minReadySeconds === 0) return 0;
  const since = readySinceMs(pod);
  return since === undefined ? undefined : since + minReadySeconds * 1000;
}
