/**
 * Which pod has to go first when its node lacks something, and what it is told: those that take
 * more than they asked for, then those of lower priority, then those that take most beyond it.
 * https://kubernetes.io/docs/concepts/scheduling-eviction/node-pressure-eviction/#pod-selection-for-kubelet-eviction
 */
import { amountOf } from "../../api/amount.ts";
import { isStatic, mirroredHash } from "../../api/static-pod.ts";
import type { PodRecord } from "../pod-record.ts";
import { bytesText, containerUses, podRequest, podUse, type RankedResource } from "./pod-use.ts";
import type { Shortage } from "./signal.ts";

const CRITICAL = 2_000_000_000;

/** Neither evicted nor refused for pressure. */
export function isCritical({ pod }: Pick<PodRecord, "pod">): boolean {
  return isStatic(pod) || mirroredHash(pod) !== undefined || (pod.spec.priority ?? 0) >= CRITICAL;
}

function rankedResource({ resource }: Shortage): RankedResource | undefined {
  return resource === "memory" || resource === "ephemeral-storage" ? resource : undefined;
}

export function inEvictionOrder(
  records: readonly PodRecord[],
  shortage: Shortage,
  nowMs: number,
): readonly PodRecord[] {
  const resource = rankedResource(shortage);
  const rows = records.map((record) => {
    const excess =
      resource === undefined ? 0 : podUse(record, resource, nowMs) - podRequest(record, resource);
    return { record, excess, priority: record.pod.spec.priority ?? 0 };
  });
  const exceeds = (excess: number) => (excess > 0 ? 0 : 1);
  return rows
    .sort(
      (a, b) =>
        exceeds(a.excess) - exceeds(b.excess) || a.priority - b.priority || b.excess - a.excess,
    )
    .map(({ record }) => record);
}

export function evictionMessage(record: PodRecord, shortage: Shortage, nowMs: number): string {
  const { available, resource, threshold } = shortage;
  const amounts = `Threshold quantity: ${bytesText(threshold)}, available: ${bytesText(available)}. `;
  let message = `The node was low on resource: ${resource}. ${amounts}`;
  const ranked = rankedResource(shortage);
  if (ranked === undefined) return message;
  for (const use of containerUses(record, nowMs)) {
    const { name, resources } = use.container;
    const request = resources?.requests?.[ranked] ?? "0";
    const taken = use[ranked];
    if (taken <= amountOf(ranked, request)) continue;
    message += `Container ${name} was using ${bytesText(taken)}, request is ${request}, has larger consumption of ${resource}. `;
  }
  return message;
}
