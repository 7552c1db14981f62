/** What pods of one operating system may not set. */
import { type FieldError, forbiddenField } from "../../api/field-error.ts";
import type { Container, PodSpec } from "../../api/types.generated.ts";

const NOT_WINDOWS = "cannot be set for a windows pod";
const NOT_LINUX = "windows options cannot be set for a linux pod";

const OF_SPEC = ["hostUsers", "hostPID", "hostIPC", "shareProcessNamespace"] as const;
const OF_POD = [
  "appArmorProfile",
  "seLinuxOptions",
  "seccompProfile",
  "fsGroup",
  "fsGroupChangePolicy",
  "sysctls",
  "runAsUser",
  "runAsGroup",
  "supplementalGroups",
  "supplementalGroupsPolicy",
  "seLinuxChangePolicy",
] as const;
const OF_CONTAINER = [
  "appArmorProfile",
  "seLinuxOptions",
  "seccompProfile",
  "capabilities",
  "readOnlyRootFilesystem",
  "privileged",
  "allowPrivilegeEscalation",
  "procMount",
  "runAsUser",
  "runAsGroup",
] as const;

export function checkOs(spec: PodSpec, path: string, errors: FieldError[]): void {
  const pod = spec.securityContext;
  const containers = (["initContainers", "containers"] as const).flatMap((list) =>
    ((spec[list] ?? []) as readonly Container[]).map((container, i) => ({
      own: container.securityContext ?? {},
      field: `${path}.${list}[${i}].securityContext`,
    })),
  );
  if (spec.os?.name === "linux") {
    const all = [{ own: pod ?? {}, field: `${path}.securityContext` }, ...containers];
    for (const { own, field } of all) {
      if (own.windowsOptions !== undefined)
        errors.push(forbiddenField(`${field}.windowsOptions`, NOT_LINUX));
    }
    return;
  }
  for (const name of OF_SPEC) {
    const isSet =
      name === "hostPID" || name === "hostIPC" ? spec[name] === true : spec[name] !== undefined;
    if (isSet) errors.push(forbiddenField(`${path}.${name}`, NOT_WINDOWS));
  }
  for (const name of OF_POD) {
    if (pod?.[name] !== undefined)
      errors.push(forbiddenField(`${path}.securityContext.${name}`, NOT_WINDOWS));
  }
  for (const { own, field } of containers) {
    for (const name of OF_CONTAINER) {
      if (own[name] !== undefined) errors.push(forbiddenField(`${field}.${name}`, NOT_WINDOWS));
    }
  }
}
