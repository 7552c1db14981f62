/**
 * Counts what a namespace uses of its quotas. What is new the admission has counted already; this
 * notes what has gone, what has ended, and quotas that have changed.
 */
import { sameJson } from "../api/json.ts";
import { isBeingDeleted, type KubeObject, keyOf } from "../api/object.ts";
import type { Pod, ResourceQuota } from "../api/types.generated.ts";
import { addUsage, isInScope, type Usage, usageOf } from "../apiserver/limit/quota-usage.ts";
import type { Cache } from "../informers/cache.ts";
import type { Controller, ControllerContext } from "./controller.ts";
import { plural } from "./plural.ts";
import { isFinished } from "./pod-state.ts";

/** A Service or a claim may come to use less. */
const RECOUNTED = ["PersistentVolumeClaim", "Service"];

export const resourceQuotaController: Controller = {
  name: "resourcequota-controller",
  for: "ResourceQuota",
  watches: [{ kind: "*", keysFor: quotasBeside }],
  resyncMs: 300_000,

  reconcile(key, context) {
    const quota = context.cache.get("ResourceQuota", key);
    if (quota === undefined || isBeingDeleted(quota)) return "done";
    const hard = quota.spec.hard ?? {};
    const status = { hard, used: usedOf(quota, Object.keys(hard), context) };
    if (!sameJson(status, quota.status)) {
      context.api.updateStatus<"ResourceQuota">({ ...quota, status });
    }
    return "done";
  },
};

function quotasBeside(object: KubeObject, cache: Cache): readonly string[] {
  const { namespace } = object.metadata;
  if (namespace === undefined || cache.count("ResourceQuota") === 0) return [];
  const isGone = cache.find(object.kind, keyOf(object))?.metadata.uid !== object.metadata.uid;
  const hasEnded = object.kind === "Pod" && isFinished(object as unknown as Pod);
  if (!isGone && !hasEnded && !RECOUNTED.includes(object.kind)) return [];
  return cache.list("ResourceQuota", namespace).map(keyOf);
}

function usedOf(
  quota: ResourceQuota,
  names: readonly string[],
  { cache, nowMs }: ControllerContext,
): Usage {
  let total: Usage = Object.fromEntries(names.map((name) => [name, "0"]));
  for (const kind of cache.kinds()) {
    for (const object of cache.listAny(kind, quota.metadata.namespace ?? "")) {
      if (!isInScope(quota, object)) continue;
      const [group = ""] = object.apiVersion.includes("/") ? object.apiVersion.split("/") : [""];
      const usage = usageOf({ group, kind, resource: plural(kind) }, object, nowMs);
      const counted = Object.entries(usage).filter(([name]) => total[name] !== undefined);
      if (counted.length > 0) total = addUsage(total, Object.fromEntries(counted));
    }
  }
  return total;
}
