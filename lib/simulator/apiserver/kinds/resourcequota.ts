/**
 * What the API server knows of ResourceQuotas: which amounts and scopes go together, columns.
 * https://kubernetes.io/docs/concepts/policy/resource-quotas/
 */
import { invalid } from "../../api/field-error.ts";
import type { ResourceQuota } from "../../api/types.generated.ts";
import { ageOf, columns } from "../column.ts";
import type { KindStrategy } from "../kind-strategy.ts";
import { validateQuotaSpec } from "../limit/quota-rule.ts";

export const resourceQuotaStrategy: KindStrategy<ResourceQuota> = {
  kind: "ResourceQuota",
  prepareForCreate: (quota) => ({ ...quota, status: {} }),
  validate: ({ spec }) => validateQuotaSpec(spec ?? {}),

  validateUpdate({ spec }, { spec: old }) {
    const [before, after] = [new Set(old.scopes ?? []), new Set(spec.scopes ?? [])];
    const same = before.size === after.size && [...before].every((scope) => after.has(scope));
    return same ? [] : [invalid("spec.scopes", spec.scopes, "field is immutable")];
  },

  columns: columns("Name", "Request", "Limit", "Age"),

  cells(quota, { nowMs }) {
    const { hard = {}, used = {} } = quota.status;
    const texts = (isLimit: boolean) =>
      Object.keys(hard)
        .filter((name) => name.startsWith("limits.") === isLimit)
        .sort()
        .map((name) => `${name}: ${used[name] ?? "0"}/${hard[name]}`)
        .join(", ");
    return [quota.metadata.name, texts(false), texts(true), ageOf(quota, nowMs)];
  },
};
