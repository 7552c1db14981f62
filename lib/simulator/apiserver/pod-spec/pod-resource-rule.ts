/** Rules for the resources that a pod asks for as a whole. */
import { type FieldError, invalid, notSupported } from "../../api/field-error.ts";
import { compareQuantities } from "../../api/quantity.ts";
import type { PodSpec } from "../../api/types.generated.ts";
import { podRequests } from "./pod-amount.ts";
import { checkResources, isHugePages } from "./resource-rule.ts";

const OFFERED = ["cpu", "hugepages-", "memory"];

export function checkPodResources(spec: PodSpec, field: string, errors: FieldError[]): void {
  const { resources } = spec;
  if (resources === undefined) return;
  for (const list of ["limits", "requests"] as const) {
    for (const name of Object.keys(resources[list] ?? {}).sort()) {
      if (name === "cpu" || name === "memory" || isHugePages(name)) continue;
      errors.push(notSupported(`${field}.${list}[${name}]`, name, OFFERED));
    }
  }
  checkResources(resources, field, errors);
  const ofContainers = podRequests({ ...spec, resources: undefined, overhead: undefined });
  for (const [name, sum] of Object.entries(ofContainers)) {
    const request = resources.requests?.[name];
    if (request === undefined || compareQuantities(sum, request) <= 0) continue;
    const why = `must be greater than or equal to aggregate container requests of ${sum}`;
    errors.push(invalid(`${field}.requests[${name}]`, request, why));
  }
  for (const [i, container] of (spec.containers ?? []).entries()) {
    for (const [name, limit] of Object.entries(container.resources?.limits ?? {})) {
      const whole = resources.limits?.[name];
      if (whole === undefined || compareQuantities(limit, whole) <= 0) continue;
      const at = `${field}.containers[${i}][${name}].limits`;
      errors.push(invalid(at, limit, `must be less than or equal to pod limits of ${whole}`));
    }
  }
}
