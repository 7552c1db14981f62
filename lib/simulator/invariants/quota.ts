/** No pod comes into a namespace beyond what a quota that is in force allows. */
import { amountOf } from "../api/amount.ts";
import { parseTime } from "../api/time.ts";
import type { Pod, ResourceQuota } from "../api/types.generated.ts";
import { type Invariant, nameOf, walk } from "./history.ts";

export const quotaHolds: Invariant = {
  name: "quota never exceeded",
  violations(history) {
    const found: string[] = [];
    walk(history, ({ after, atMs, id, kind, verb }, state) => {
      if (kind !== "Pod" || verb !== "create") return;
      const { namespace } = after.metadata;
      const quotas = state
        .list<ResourceQuota>("ResourceQuota")
        .filter(({ metadata }) => metadata.namespace === namespace);
      if (quotas.length === 0) return;
      const pods = state
        .list<Pod>("Pod")
        .filter((pod) => pod.metadata.namespace === namespace && isCounted(pod, atMs));
      for (const quota of quotas) {
        // A quota is in force from when its controller has seen it.
        for (const [resource, hard] of Object.entries(quota.status?.hard ?? {})) {
          const used = pods.reduce((sum, pod) => sum + usage(pod, resource), 0);
          const limit = amountOf(amountName(resource), hard);
          if (used > limit)
            found.push(`${nameOf(quota)}: ${resource} ${used} > ${limit}, entry ${id}`);
        }
      }
    });
    return found;
  },
};

const amountName = (resource: string): string => resource.replace(/^requests\./, "");

function usage({ spec }: Pod, resource: string): number {
  if (resource === "pods") return 1;
  if (!resource.startsWith("requests.")) return 0;
  const name = amountName(resource);
  return spec.containers.reduce(
    (sum, { resources }) => sum + amountOf(name, resources?.requests?.[name]),
    0,
  );
}

function isCounted({ metadata, status }: Pod, nowMs: number): boolean {
  if (status.phase === "Succeeded" || status.phase === "Failed") return false;
  const { deletionGracePeriodSeconds = 0, deletionTimestamp } = metadata;
  if (deletionTimestamp === undefined) return true;
  return nowMs <= (parseTime(deletionTimestamp) ?? 0) + deletionGracePeriodSeconds * 1000;
}
