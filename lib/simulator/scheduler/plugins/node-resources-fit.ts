/**
 * Refuses nodes on which the pod's requests do not fit, and prefers those with most left.
 * https://kubernetes.io/docs/concepts/scheduling-eviction/resource-bin-packing/ (LeastAllocated)
 */
import { amountOf } from "../../api/amount.ts";
import type { Node, Pod } from "../../api/types.generated.ts";
import { nodeDiffers } from "../cluster-change.ts";
import type { SchedulerPlugin } from "../plugin.ts";
import { requestsOf } from "../resource.ts";

const SCORED = ["cpu", "memory"] as const;

export const nodeResourcesFit: SchedulerPlugin = {
  name: "NodeResourcesFit",
  weight: 1,

  filter(pod, node) {
    const { allocatable, requested } = node;
    const { exact } = requestsOf(pod);
    let reasons: string[] | undefined;
    let unresolvable = false;
    if (node.podCount + 1 > (allocatable.pods ?? 0)) reasons = ["Too many pods"];
    for (const name in exact) {
      const amount = exact[name] ?? 0;
      const capacity = allocatable[name] ?? 0;
      if (amount === 0 || amount <= capacity - (requested[name] ?? 0)) continue;
      reasons ??= [];
      reasons.push(`Insufficient ${name}`);
      if (amount > capacity) unresolvable = true;
    }
    return reasons === undefined ? undefined : { reasons, unresolvable };
  },

  score(pod, { allocatable, requestedNonZero }) {
    const { nonZero } = requestsOf(pod);
    let sum = 0;
    let weights = 0;
    for (const name of SCORED) {
      const capacity = allocatable[name] ?? 0;
      if (capacity === 0) continue;
      const used = (requestedNonZero[name] ?? 0) + (nonZero[name] ?? 0);
      sum += used > capacity ? 0 : Math.floor(((capacity - used) * 100) / capacity);
      weights += 1;
    }
    return weights === 0 ? 0 : Math.floor(sum / weights);
  },

  wakes(pod, change) {
    if (change.kind === "Itself" || change.kind === "PodGone") return true;
    if (change.kind === "PodShrunk") return true;
    return nodeDiffers(change, "allocatable") && couldHold(change.after, pod);
  },
};

/** Were the node empty, the pod would fit. */
function couldHold({ status }: Node, pod: Pod): boolean {
  const { exact } = requestsOf(pod);
  for (const name in exact) {
    const amount = exact[name] ?? 0;
    if (amount > 0 && amount > amountOf(name, status.allocatable?.[name])) return false;
  }
  return true;
}
