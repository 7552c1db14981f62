/** Rules for requests and limits. */
import { type FieldError, forbiddenField, invalid, required } from "../../api/field-error.ts";
import { labelKeyFaults } from "../../api/name-rule.ts";
import { compareQuantities, quantityOf } from "../../api/quantity.ts";
import type { ResourceRequirements } from "../../api/types.generated.ts";

const STANDARD: ReadonlySet<string> = new Set(["cpu", "memory", "ephemeral-storage"]);
const NEGATIVE = "must be greater than or equal to 0";

export function isHugePages(name: string): boolean {
  return name.startsWith("hugepages-");
}

export function checkResources(
  { limits = {}, requests = {} }: ResourceRequirements,
  field: string,
  errors: FieldError[],
): void {
  let huge = false;
  let ordinary = false;
  for (const name of Object.keys(limits).sort()) {
    checkAmount(name, limits[name], `${field}.limits[${name}]`, errors);
    huge ||= isHugePages(name);
    ordinary ||= name === "cpu" || name === "memory";
  }
  for (const name of Object.keys(requests).sort()) {
    checkAmount(name, requests[name], `${field}.requests[${name}]`, errors);
    checkAgainstLimit(name, requests[name] ?? "0", limits[name], field, errors);
    huge ||= isHugePages(name);
    ordinary ||= name === "cpu" || name === "memory";
  }
  if (huge && !ordinary) errors.push(forbiddenField(field, "HugePages require cpu or memory"));
}

function checkAgainstLimit(
  name: string,
  request: string,
  limit: string | undefined,
  field: string,
  errors: FieldError[],
): void {
  const mayDiffer = !name.includes("/") && !isHugePages(name);
  if (limit === undefined) {
    if (!mayDiffer) {
      errors.push(
        required(`${field}.limits`, "Limit must be set for non overcommitable resources"),
      );
    }
    return;
  }
  const order = compareQuantities(request, limit);
  if (order !== 0 && !mayDiffer) {
    errors.push(
      invalid(`${field}.requests`, request, `must be equal to ${name} limit of ${limit}`),
    );
  } else if (order > 0) {
    const why = `must be less than or equal to ${name} limit of ${limit}`;
    errors.push(invalid(`${field}.requests`, request, why));
  }
}

function checkAmount(
  name: string,
  text: string | undefined,
  field: string,
  errors: FieldError[],
): void {
  if (!STANDARD.has(name)) checkResourceName(name, field, errors);
  const nanos = quantityOf(text)?.nanos ?? 0n;
  if (nanos < 0n) errors.push(invalid(field, text, NEGATIVE));
  const whole = name.includes("/") && !name.startsWith("kubernetes.io/");
  if (whole && nanos % 1_000_000_000n !== 0n)
    errors.push(invalid(field, text, "must be an integer"));
  if (isHugePages(name)) checkHugePages(name, text, nanos, field, errors);
}

/** Resources of quotas are known too, though no container may ask for them. */
const OF_QUOTAS: ReadonlySet<string> = new Set([
  "requests.cpu",
  "requests.memory",
  "requests.ephemeral-storage",
  "limits.cpu",
  "limits.memory",
  "limits.ephemeral-storage",
  "pods",
  "resourcequotas",
  "services",
  "replicationcontrollers",
  "secrets",
  "configmaps",
  "persistentvolumeclaims",
  "storage",
  "requests.storage",
  "services.nodeports",
  "services.loadbalancers",
]);

function isKnown(name: string): boolean {
  const isHuge = isHugePages(name) || name.startsWith("requests.hugepages-");
  return isHuge || STANDARD.has(name) || OF_QUOTAS.has(name);
}

/** Names of resources that containers may ask for. */
export function checkResourceName(name: string, field: string, errors: FieldError[]): void {
  const faults = labelKeyFaults(name);
  for (const fault of faults) errors.push(invalid(field, name, fault));
  if (!name.includes("/")) {
    if (faults.length === 0 && !isKnown(name)) {
      errors.push(invalid(field, name, "must be a standard resource type or fully qualified"));
    }
    if (!STANDARD.has(name) && !isHugePages(name)) {
      errors.push(invalid(field, name, "must be a standard resource for containers"));
    }
    return;
  }
  const isNative = name.includes("kubernetes.io/");
  if (
    !isNative &&
    (name.startsWith("requests.") || labelKeyFaults(`requests.${name}`).length > 0)
  ) {
    errors.push(invalid(field, name, "doesn't follow extended resource name standard"));
  }
}

function checkHugePages(
  name: string,
  text: string | undefined,
  nanos: bigint,
  field: string,
  errors: FieldError[],
): void {
  const size = quantityOf(name.slice("hugepages-".length))?.nanos;
  if (size === undefined || size <= 0n || nanos % size === 0n) return;
  errors.push(invalid(field, text, `${text} is not positive integer multiple of ${name}`));
}
