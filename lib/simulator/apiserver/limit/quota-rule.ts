/** Rules for a quota's spec: known resources, amounts, scopes that make sense together. */
import { type FieldError, invalid, required } from "../../api/field-error.ts";
import { labelKeyFaults } from "../../api/name-rule.ts";
import { quantityOf } from "../../api/quantity.ts";
import type { ResourceQuotaSpec, ScopeSelector } from "../../api/types.generated.ts";

const COMPUTE = ["cpu", "memory", "requests.cpu", "requests.memory", "limits.cpu", "limits.memory"];
const EPHEMERAL = ["ephemeral-storage", "requests.ephemeral-storage", "limits.ephemeral-storage"];
const COUNTS = [
  "pods",
  "resourcequotas",
  "services",
  "replicationcontrollers",
  "secrets",
  "configmaps",
  "persistentvolumeclaims",
  "services.nodeports",
  "services.loadbalancers",
];
const STANDARD = [...COMPUTE, ...EPHEMERAL, "requests.storage", ...COUNTS];

const POD_SCOPES = [
  "Terminating",
  "NotTerminating",
  "NotBestEffort",
  "PriorityClass",
  "CrossNamespacePodAffinity",
];
const SCOPES = [...POD_SCOPES, "BestEffort", "VolumeAttributesClass"];
const EXISTS_ONLY = [
  "Terminating",
  "NotTerminating",
  "BestEffort",
  "NotBestEffort",
  "CrossNamespacePodAffinity",
];
const CONFLICTS = [
  ["BestEffort", "NotBestEffort"],
  ["Terminating", "NotTerminating"],
] as const;

const NEEDS_EXISTS =
  "must be 'Exists' when scope is any of ResourceQuotaScopeTerminating, ResourceQuotaScopeNotTerminating, ResourceQuotaScopeBestEffort, ResourceQuotaScopeNotBestEffort or ResourceQuotaScopeCrossNamespacePodAffinity";
const NEEDS_VALUE =
  "must be at least one value when `operator` is 'In' or 'NotIn' for scope selector";
const NEEDS_NO_VALUE =
  "must be no value when `operator` is 'Exist' or 'DoesNotExist' for scope selector";

export function validateQuotaSpec(spec: ResourceQuotaSpec): readonly FieldError[] {
  const errors: FieldError[] = [];
  const hard = Object.entries(spec.hard ?? {});
  for (const [name, amount] of hard) checkHard(name, amount, errors);
  const names = hard.map(([name]) => name).sort();
  checkScopes(spec.scopes ?? [], names, errors);
  if (spec.scopeSelector !== undefined) checkSelector(spec.scopeSelector, names, errors);
  return errors;
}

function checkHard(name: string, amount: string, errors: FieldError[]): void {
  const field = `spec.hard[${name}]`;
  for (const fault of labelKeyFaults(name)) errors.push(invalid(field, name, fault));
  if (!name.includes("/") && !STANDARD.includes(name)) {
    errors.push(invalid(field, name, "must be a standard resource type or fully qualified"));
    errors.push(invalid(field, name, "must be a standard resource for quota"));
  }
  const nanos = quantityOf(amount)?.nanos ?? 0n;
  if (nanos < 0n) errors.push(invalid(field, amount, "must be greater than or equal to 0"));
  if (COUNTS.includes(name) && nanos % 1_000_000_000n !== 0n) {
    errors.push(invalid(field, amount, "must be an integer"));
  }
}

function isApplicable(scope: string, resource: string): boolean {
  if (!STANDARD.includes(resource)) return true;
  if (scope === "BestEffort") return resource === "pods";
  if (scope === "VolumeAttributesClass") {
    return resource === "persistentvolumeclaims" || resource === "requests.storage";
  }
  if (!POD_SCOPES.includes(scope)) return true;
  return resource === "pods" || COMPUTE.includes(resource);
}

function checkScopes(
  scopes: readonly string[],
  resources: readonly string[],
  errors: FieldError[],
): void {
  const refuse = (why: string) => errors.push(invalid("spec.scopes", scopes, why));
  for (const scope of scopes) {
    if (!SCOPES.includes(scope)) refuse("unsupported scope");
    for (const resource of resources) {
      if (!isApplicable(scope, resource)) refuse("unsupported scope applied to resource");
    }
  }
  for (const pair of CONFLICTS) {
    if (pair.every((scope) => scopes.includes(scope))) refuse("conflicting scopes");
  }
}

function checkSelector(
  selector: ScopeSelector,
  resources: readonly string[],
  errors: FieldError[],
): void {
  const at = "spec.scopeSelector.matchExpressions";
  const requirements = selector.matchExpressions ?? [];
  for (const { scopeName, operator, values = [] } of requirements) {
    if (!SCOPES.includes(scopeName)) {
      errors.push(invalid(`${at}.scopeName`, scopeName, "unsupported scope"));
    }
    for (const resource of resources) {
      if (isApplicable(scopeName, resource)) continue;
      errors.push(invalid(at, selector, "unsupported scope applied to resource"));
    }
    if (EXISTS_ONLY.includes(scopeName) && operator !== "Exists") {
      errors.push(invalid(`${at}.operator`, operator, NEEDS_EXISTS));
    }
    if (operator === "In" || operator === "NotIn") {
      if (values.length === 0) errors.push(required(`${at}.values`, NEEDS_VALUE));
    } else if (operator === "Exists" || operator === "DoesNotExist") {
      if (values.length > 0) errors.push(invalid(`${at}.values`, values, NEEDS_NO_VALUE));
    } else errors.push(invalid(`${at}.operator`, operator, "not a valid selector operator"));
  }
  const named = requirements.map(({ scopeName }) => scopeName as string);
  for (const pair of CONFLICTS) {
    if (pair.every((scope) => named.includes(scope))) {
      errors.push(invalid(at, selector, "conflicting scopes"));
    }
  }
}
