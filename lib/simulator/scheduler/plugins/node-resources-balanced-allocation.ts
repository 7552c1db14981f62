/** Prefers nodes whose shares of cpu and memory in use are alike once the pod is there. */
import type { SchedulerPlugin } from "../plugin.ts";
import { requestsOf } from "../resource.ts";

const BALANCED = ["cpu", "memory"] as const;

export const nodeResourcesBalancedAllocation: SchedulerPlugin = {
  name: "NodeResourcesBalancedAllocation",
  weight: 1,

  // A pod that asks for nothing cannot put anything out of balance.
  preScore(pod) {
    const { exact } = requestsOf(pod);
    return BALANCED.every((name) => (exact[name] ?? 0) === 0) ? "skip" : undefined;
  },

  score(pod, { allocatable, requested }) {
    const { exact } = requestsOf(pod);
    const shares: number[] = [];
    for (const name of BALANCED) {
      const capacity = allocatable[name] ?? 0;
      if (capacity === 0) continue;
      shares.push(Math.min(1, ((requested[name] ?? 0) + (exact[name] ?? 0)) / capacity));
    }
    const [cpu = 0, memory = cpu] = shares;
    return Math.floor((1 - Math.abs(cpu - memory) / 2) * 100);
  },
};
