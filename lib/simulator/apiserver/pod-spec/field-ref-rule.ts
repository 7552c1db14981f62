/** Rules for references to a pod's own fields and resources: environment and downward API. */
import { type FieldError, invalid, notSupported, required } from "../../api/field-error.ts";
import { labelKeyFaults } from "../../api/name-rule.ts";
import type { ObjectFieldSelector, ResourceFieldSelector } from "../../api/types.generated.ts";

export const ENV_FIELDS = [
  "metadata.name",
  "metadata.namespace",
  "metadata.uid",
  "spec.nodeName",
  "spec.serviceAccountName",
  "status.hostIP",
  "status.hostIPs",
  "status.podIP",
  "status.podIPs",
];

export const VOLUME_FIELDS = [
  "metadata.annotations",
  "metadata.labels",
  "metadata.name",
  "metadata.namespace",
  "metadata.uid",
];

/** What a path may be at all; others are not even converted. */
const KNOWN_FIELDS: ReadonlySet<string> = new Set([
  ...ENV_FIELDS,
  ...VOLUME_FIELDS,
  "spec.restartPolicy",
  "spec.schedulerName",
  "spec.hostNetwork",
  "status.phase",
  "spec.host",
]);

const RESOURCES = [
  "limits.cpu",
  "limits.ephemeral-storage",
  "limits.memory",
  "requests.cpu",
  "requests.ephemeral-storage",
  "requests.memory",
];

const SIZE_DIVISORS = "1, 1k, 1M, 1G, 1T, 1P, 1E, 1Ki, 1Mi, 1Gi, 1Ti, 1Pi, 1Ei".split(", ");

export function checkFieldRef(
  ref: ObjectFieldSelector,
  offered: readonly string[],
  field: string,
  errors: FieldError[],
): void {
  const { apiVersion = "v1", fieldPath = "" } = ref;
  if (fieldPath === "") {
    errors.push(required(`${field}.fieldPath`));
    return;
  }
  const subscripted = /^(.*)\['(.*)'\]$/s.exec(fieldPath);
  const fault = conversionFault(apiVersion, subscripted?.[1] ?? fieldPath, fieldPath);
  if (fault !== undefined) {
    errors.push(invalid(`${field}.fieldPath`, fieldPath, `error converting fieldPath: ${fault}`));
    return;
  }
  if (subscripted !== null)
    checkSubscript(subscripted[1] ?? "", subscripted[2] ?? "", field, errors);
  else if (!offered.includes(fieldPath)) {
    errors.push(notSupported(`${field}.fieldPath`, fieldPath, offered));
  }
}

function conversionFault(apiVersion: string, path: string, whole: string): string | undefined {
  if (apiVersion !== "v1") return `unsupported pod version: ${apiVersion}`;
  if (!KNOWN_FIELDS.has(path)) return `field label not supported: ${whole}`;
  return undefined;
}

function checkSubscript(path: string, key: string, field: string, errors: FieldError[]): void {
  if (path !== "metadata.annotations" && path !== "metadata.labels") {
    errors.push(invalid(field, path, "does not support subscript"));
    return;
  }
  const name = path === "metadata.annotations" ? key.toLowerCase() : key;
  for (const fault of labelKeyFaults(name)) errors.push(invalid(field, name, fault));
}

export function checkResourceRef(
  ref: ResourceFieldSelector,
  field: string,
  inVolume: boolean,
  errors: FieldError[],
): void {
  const { containerName = "", resource = "", divisor = "0" } = ref;
  if (inVolume && containerName === "") errors.push(required(`${field}.containerName`));
  else if (resource === "") errors.push(required(`${field}.resource`));
  else if (!RESOURCES.includes(resource) && !/^(limits|requests)\.hugepages-/.test(resource)) {
    errors.push(notSupported(`${field}.resource`, resource, RESOURCES));
  }
  const fault = divisor === "0" ? undefined : divisorFault(resource, divisor);
  if (fault !== undefined) errors.push(invalid(`${field}.divisor`, resource, fault));
}

function divisorFault(resource: string, divisor: string): string | undefined {
  const [, what = ""] = resource.split(".");
  if (what === "cpu") {
    if (divisor === "1m" || divisor === "1") return undefined;
    return "only divisor's values 1m and 1 are supported with the cpu resource";
  }
  const name = { memory: "memory", "ephemeral-storage": "local ephemeral storage" }[what];
  const shown = name ?? (what.startsWith("hugepages-") ? "hugepages" : undefined);
  if (shown === undefined || SIZE_DIVISORS.includes(divisor)) return undefined;
  return `only divisor's values ${SIZE_DIVISORS.join(", ")} are supported with the ${shown} resource`;
}
