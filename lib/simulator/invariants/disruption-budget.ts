/**
 * An eviction leaves as many healthy pods as the budget wants. A pod that fell ill by itself a
 * moment ago still counts: the budget's status lags behind by the watch, here as in a real cluster.
 */
import { matchesSelector } from "../api/label.ts";
import { isBeingDeleted } from "../api/object.ts";
import type { Pod, PodDisruptionBudget } from "../api/types.generated.ts";
import { type Invariant, nameOf, walk } from "./history.ts";

const LAG_MS = 2000;

export const budgetHolds: Invariant = {
  name: "PDB never violated by eviction",
  violations(history) {
    const found: string[] = [];
    const evicted = new Set<string>();
    const healthyMs = new Map<string, { readonly pod: Pod; readonly untilMs: number }>();
    walk(history, ({ after, atMs, before, id, kind }, state) => {
      if (kind !== "Pod") return;
      const pod = after as unknown as Pod;
      const previous = before as unknown as Pod | undefined;
      const { uid } = pod.metadata;
      const wasHealthy = previous !== undefined && isHealthy(previous);
      if (isHealthy(pod)) healthyMs.set(uid, { pod, untilMs: Number.POSITIVE_INFINITY });
      else if (wasHealthy) healthyMs.set(uid, { pod, untilMs: atMs });
      if (!isEvicted(pod) || previous === undefined || isEvicted(previous)) return;
      evicted.add(uid);
      if (!wasHealthy) return;
      for (const budget of state.list<PodDisruptionBudget>("PodDisruptionBudget")) {
        if (!covers(budget, pod)) continue;
        const left = [...healthyMs].filter(
          ([one, known]) =>
            !evicted.has(one) && known.untilMs + LAG_MS >= atMs && covers(budget, known.pod),
        ).length;
        const wanted = budget.status.desiredHealthy;
        if (left < wanted) {
          found.push(`${nameOf(budget)} wants ${wanted}, and entry ${id} leaves ${left}`);
        }
      }
    });
    return found;
  },
};

function covers({ metadata, spec }: PodDisruptionBudget, pod: Pod): boolean {
  if (metadata.namespace !== pod.metadata.namespace) return false;
  return matchesSelector(spec.selector, pod.metadata.labels);
}

function isHealthy(pod: Pod): boolean {
  if (isBeingDeleted(pod)) return false;
  const { conditions = [] } = pod.status;
  return conditions.some(({ status, type }) => type === "Ready" && status === "True");
}

function isEvicted({ status }: Pod): boolean {
  return (status.conditions ?? []).some(({ reason }) => reason === "EvictionByEvictionAPI");
}
