/**
 * Refuses what would exceed a quota of its namespace, and charges the quota for what is let in.
 *
 * Not simulated: resources that may only be used where a quota allows them.
 */
import type { KubeObject } from "../../api/object.ts";
import { keyOf } from "../../api/object.ts";
import { compareQuantities, formatQuantity, quantityOf } from "../../api/quantity.ts";
import type { Pod, ResourceQuota } from "../../api/types.generated.ts";
import { addUsage, isInScope, type Usage, unspecified, usageOf } from "../limit/quota-usage.ts";
import type { RestContext } from "../rest/context.ts";
import { type AdmissionPlugin, denied } from "./plugin.ts";

/** Events are never counted. */
const FREE = ["Event"];
/** Kinds whose usage a later change may raise. */
const CHARGED_ON_UPDATE = ["PersistentVolumeClaim", "Service"];

export const resourceQuota: AdmissionPlugin = {
  name: "ResourceQuota",

  validate(object, old, context) {
    const { engine, request, row, store } = context;
    if (!row.namespaced || store.count("ResourceQuota") === 0 || FREE.includes(row.kind)) return;
    if (request.subresource !== undefined || request.verb.startsWith("delete")) return;
    if (old !== undefined && !CHARGED_ON_UPDATE.includes(row.kind)) return;
    const quotas = quotasOf(object, context);
    if (quotas.length === 0) return;
    const usage = usageOf(row, object, engine.nowMs);
    const delta = old === undefined ? usage : difference(usage, usageOf(row, old, engine.nowMs));
    const charged = quotas.flatMap((quota) => charge(quota, object, delta, context) ?? []);
    const isReal = request.options?.dryRun !== true;
    const isNew = old !== undefined || store.get(row.kind, keyOf(object)) === undefined;
    if (!isReal || !isNew) return;
    for (const quota of charged) store.replace(quota, "kube-apiserver");
  },
};

function quotasOf(object: KubeObject, { store }: RestContext): readonly ResourceQuota[] {
  const all = store.list("ResourceQuota") as unknown as readonly ResourceQuota[];
  return all.filter(
    (quota) =>
      quota.metadata.namespace === object.metadata.namespace &&
      quota.status.hard !== undefined &&
      isInScope(quota, object),
  );
}

/** The quota with what the object uses added; undefined when it uses nothing of it. */
function charge(
  quota: ResourceQuota,
  object: KubeObject,
  delta: Usage,
  context: RestContext,
): KubeObject | undefined {
  const { hard = {}, used = {} } = quota.status;
  const { name } = quota.metadata;
  if (object.kind === "Pod") {
    const missing = unspecified((object as unknown as Pod).spec, Object.keys(hard));
    if (missing !== undefined) {
      throw denied(object, context, `failed quota: ${name}: must specify ${missing}`);
    }
  }
  const counted = Object.keys(hard).filter((resource) => isMore(delta[resource]));
  const wanted = pick(delta, counted);
  if (counted.length === 0) return undefined;
  const next = addUsage(used, wanted);
  const exceeded = counted.filter(
    (resource) => compareQuantities(next[resource], hard[resource]) > 0,
  );
  if (exceeded.length === 0) {
    const status = { ...quota.status, used: next };
    return { ...quota, status } as unknown as KubeObject;
  }
  const text = (amounts: Usage) =>
    [...exceeded]
      .sort()
      .map((resource) => `${resource}=${amounts[resource] ?? "0"}`)
      .join(",");
  const amounts = `requested: ${text(wanted)}, used: ${text(used)}, limited: ${text(hard)}`;
  throw denied(object, context, `exceeded quota: ${name}, ${amounts}`);
}

function isMore(amount: string | undefined): boolean {
  return amount !== undefined && (quantityOf(amount)?.nanos ?? 0n) !== 0n;
}

function pick(usage: Usage, names: readonly string[]): Usage {
  return Object.fromEntries(names.map((name) => [name, usage[name] ?? "0"]));
}

function difference(after: Usage, before: Usage): Usage {
  const names = [...new Set([...Object.keys(after), ...Object.keys(before)])];
  return Object.fromEntries(
    names.map((name) => {
      const [a, b] = [quantityOf(after[name] ?? "0"), quantityOf(before[name] ?? "0")];
      const nanos = (a?.nanos ?? 0n) - (b?.nanos ?? 0n);
      return [name, formatQuantity({ nanos, format: a?.format ?? "DecimalSI" })];
    }),
  );
}
