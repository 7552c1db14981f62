/** Every check of Pod Security, and what a pod violates at a level and version. */
import type { ObjectMeta, PodSpec } from "../../../api/types.generated.ts";
import type { Check, Violation } from "./check.ts";
import {
  hostNamespaces,
  hostPathVolumes,
  hostPorts,
  hostProbes,
  windowsHostProcess,
} from "./host-check.ts";
import {
  appArmorProfile,
  capabilitiesBaseline,
  privileged,
  procMountBaseline,
  procMountRestricted,
  seLinuxOptions,
  sysctls,
} from "./kernel-check.ts";
import type { LevelVersion } from "./policy.ts";
import {
  allowPrivilegeEscalation,
  capabilitiesRestricted,
  restrictedVolumes,
  runAsNonRoot,
  runAsUser,
} from "./restricted-check.ts";
import { seccompBaseline, seccompRestricted } from "./seccomp-check.ts";

const checks: readonly Check[] = [
  appArmorProfile,
  capabilitiesBaseline,
  hostNamespaces,
  hostPathVolumes,
  hostPorts,
  hostProbes,
  privileged,
  procMountBaseline,
  seLinuxOptions,
  seccompBaseline,
  sysctls,
  windowsHostProcess,
  allowPrivilegeEscalation,
  capabilitiesRestricted,
  procMountRestricted,
  restrictedVolumes,
  runAsNonRoot,
  runAsUser,
  seccompRestricted,
];

export function violationsOf(
  { level, version }: LevelVersion,
  spec: PodSpec,
  metadata: Partial<ObjectMeta>,
): readonly Violation[] {
  if (level === "privileged") return [];
  const minor = version === "latest" ? Number.POSITIVE_INFINITY : Number(version.slice(3));
  const due = checks.flatMap((check) => {
    if (check.level === "restricted" && level === "baseline") return [];
    const run = check.versions.findLast(([since]) => since <= minor)?.[1];
    return run === undefined ? [] : [{ check, run }];
  });
  const overridden = new Set(due.map(({ check }) => check.overrides));
  return due
    .filter(({ check }) => !overridden.has(check.id))
    .map(({ run }) => run(spec, metadata))
    .filter((violation) => violation !== undefined);
}

/** `host namespaces (hostPID=true), privileged (container "a" …)` */
export function violationText(violations: readonly Violation[]): string {
  return violations
    .map(({ reason, detail }) => (detail === "" ? reason : `${reason} (${detail})`))
    .join(", ");
}
