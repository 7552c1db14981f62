/** Rules for the claims and gates that a pod names. */
import {
  duplicate,
  type FieldError,
  invalid,
  notFoundField,
  required,
} from "../../api/field-error.ts";
import { dnsLabelFaults, dnsSubdomainFaults, labelKeyFaults } from "../../api/name-rule.ts";
import type { PodResourceClaim, PodSpec, ResourceClaim } from "../../api/types.generated.ts";

export function checkClaims(
  claims: readonly PodResourceClaim[],
  field: string,
  errors: FieldError[],
): void {
  const names = new Set<string>();
  for (const [i, claim] of claims.entries()) {
    const { name = "", resourceClaimName, resourceClaimTemplateName } = claim;
    const at = `${field}[${i}]`;
    if (name === "") errors.push(required(`${at}.name`));
    else if (names.has(name)) errors.push(duplicate(`${at}.name`, name));
    else for (const fault of dnsLabelFaults(name)) errors.push(invalid(`${at}.name`, name, fault));
    names.add(name);
    const shown = {
      Name: name,
      ResourceClaimName: resourceClaimName ?? null,
      ResourceClaimTemplateName: resourceClaimTemplateName ?? null,
    };
    if (resourceClaimName !== undefined && resourceClaimTemplateName !== undefined) {
      const why =
        "at most one of `resourceClaimName` or `resourceClaimTemplateName` may be specified";
      errors.push(invalid(at, shown, why));
    }
    if (resourceClaimName === undefined && resourceClaimTemplateName === undefined) {
      const why = "must specify one of: `resourceClaimName`, `resourceClaimTemplateName`";
      errors.push(invalid(at, shown, why));
    }
    for (const given of ["resourceClaimName", "resourceClaimTemplateName"] as const) {
      const value = claim[given];
      if (value === undefined) continue;
      for (const fault of dnsSubdomainFaults(value))
        errors.push(invalid(`${at}.${given}`, value, fault));
    }
  }
}

/** The claims that a container uses are those of its pod. */
export function checkClaimNames(
  claims: readonly ResourceClaim[],
  { resourceClaims = [] }: PodSpec,
  field: string,
  errors: FieldError[],
): void {
  const known = resourceClaims.map(({ name }) => name);
  const offered = [...new Set(known)].sort().join(", ");
  const seen = new Set<string>();
  for (const [i, { name = "", request = "" }] of claims.entries()) {
    const at = `${field}[${i}]`;
    if (name === "") {
      errors.push(required(at));
      continue;
    }
    const key = request === "" ? name : `${name}/${request}`;
    if (seen.has(name) || seen.has(key)) errors.push(duplicate(at, seen.has(name) ? name : key));
    seen.add(key);
    if (known.includes(name)) continue;
    const which = known.length === 0 ? " which is empty" : `: ${offered}`;
    const detail = `must be one of the names in pod.spec.resourceClaims${which}`;
    errors.push({ ...notFoundField(at, name), detail });
  }
}

export function checkGates(spec: PodSpec, path: string, errors: FieldError[]): void {
  for (const [i, { conditionType = "" }] of (spec.readinessGates ?? []).entries()) {
    const at = `${path}.readinessGates[${i}].conditionType`;
    for (const fault of labelKeyFaults(conditionType))
      errors.push(invalid(at, conditionType, fault));
  }
  const seen = new Set<string>();
  for (const [i, { name = "" }] of (spec.schedulingGates ?? []).entries()) {
    const at = `${path}.schedulingGates[${i}]`;
    for (const fault of labelKeyFaults(name)) errors.push(invalid(at, name, fault));
    if (seen.has(name)) errors.push(duplicate(at, name));
    seen.add(name);
  }
}
