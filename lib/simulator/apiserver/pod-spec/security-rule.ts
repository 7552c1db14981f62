/**
 * Rules for security contexts of pods and containers.
 *
 * Not simulated: the options of Windows.
 */
import {
  duplicate,
  type FieldError,
  forbiddenField,
  invalid,
  notSupported,
  required,
} from "../../api/field-error.ts";
import { rangeFault } from "../../api/name-rule.ts";
import type {
  AppArmorProfile,
  PodSecurityContext,
  PodSpec,
  SeccompProfile,
  SecurityContext,
} from "../../api/types.generated.ts";
import { internalForm } from "../internal-form/internal-form.ts";
import { checkDescending } from "./path-rule.ts";

const ID_LARGEST = 2 ** 31 - 1;
const PROFILE_TYPES = ["Localhost", "RuntimeDefault", "Unconfined"];
const SYSCTL_PART = "[a-z0-9]([-_a-z0-9]*[a-z0-9])?";
const SYSCTL = `(${SYSCTL_PART}[\\./])*${SYSCTL_PART}`;
const SYSCTL_PATTERN = new RegExp(`^${SYSCTL}$`);

export function checkId(id: number | undefined, field: string, errors: FieldError[]): void {
  if (id === undefined || (id >= 0 && id <= ID_LARGEST)) return;
  errors.push(invalid(field, id, rangeFault(0, ID_LARGEST)));
}

export function checkPodSecurity(
  context: PodSecurityContext,
  spec: PodSpec,
  field: string,
  errors: FieldError[],
): void {
  checkId(context.fsGroup, `${field}.fsGroup`, errors);
  checkId(context.runAsUser, `${field}.runAsUser`, errors);
  checkId(context.runAsGroup, `${field}.runAsGroup`, errors);
  for (const [i, id] of (context.supplementalGroups ?? []).entries()) {
    checkId(id, `${field}.supplementalGroups[${i}]`, errors);
  }
  if (spec.shareProcessNamespace === true && spec.hostPID === true) {
    const why = "ShareProcessNamespace and HostPID cannot both be enabled";
    errors.push(invalid(`${field}.shareProcessNamespace`, true, why));
  }
  checkSysctls(context, `${field}.sysctls`, errors);
  checkChoice(
    context.fsGroupChangePolicy,
    ["Always", "OnRootMismatch"],
    `${field}.fsGroupChangePolicy`,
    errors,
  );
  checkSeccomp(context.seccompProfile, `${field}.seccompProfile`, errors);
  checkAppArmor(context.appArmorProfile, `${field}.appArmorProfile`, errors);
  checkChoice(
    context.supplementalGroupsPolicy,
    ["Merge", "Strict"],
    `${field}.supplementalGroupsPolicy`,
    errors,
  );
  checkChoice(context.seLinuxChangePolicy, ["Recursive"], `${field}.seLinuxChangePolicy`, errors);
}

function checkSysctls(
  { sysctls = [] }: PodSecurityContext,
  field: string,
  errors: FieldError[],
): void {
  const names = new Set<string>();
  for (const [i, { name = "" }] of sysctls.entries()) {
    const at = `${field}[${i}].name`;
    if (name === "") errors.push(required(at));
    else if (name.length > 253 || !SYSCTL_PATTERN.test(name)) {
      errors.push(
        invalid(at, name, `must have at most 253 characters and match regex ^${SYSCTL}$`),
      );
    } else if (names.has(name)) errors.push(duplicate(at, name));
    names.add(name);
  }
}

function checkChoice(
  value: string | undefined,
  choices: readonly string[],
  field: string,
  errors: FieldError[],
): void {
  if (value !== undefined && !choices.includes(value))
    errors.push(notSupported(field, value, choices));
}

function checkSeccomp(
  profile: SeccompProfile | undefined,
  field: string,
  errors: FieldError[],
): void {
  if (profile === undefined) return;
  const { type, localhostProfile } = profile;
  if (((type as string | undefined) ?? "") === "") {
    errors.push(required(`${field}.type`, "type is required when seccompProfile is set"));
  } else checkChoice(type, PROFILE_TYPES, `${field}.type`, errors);
  const at = `${field}.localhostProfile`;
  if (type === "Localhost") {
    if (localhostProfile === undefined) {
      errors.push(required(at, "must be set when seccomp type is Localhost"));
    } else checkDescending(localhostProfile, at, errors);
  } else if (localhostProfile !== undefined) {
    const value = { Type: type, LocalhostProfile: localhostProfile };
    errors.push(invalid(at, value, "can only be set when seccomp type is Localhost"));
  }
}

function checkAppArmor(
  profile: AppArmorProfile | undefined,
  field: string,
  errors: FieldError[],
): void {
  if (profile === undefined) return;
  const { type, localhostProfile } = profile;
  if (((type as string | undefined) ?? "") === "") {
    errors.push(required(`${field}.type`, "type is required when appArmorProfile is set"));
    return;
  }
  checkChoice(type, PROFILE_TYPES, `${field}.type`, errors);
  const at = `${field}.localhostProfile`;
  if (type === "Localhost" && localhostProfile === undefined) {
    errors.push(required(at, "must be set when AppArmor type is Localhost"));
  } else if (type === "Localhost" && localhostProfile?.trim() !== localhostProfile) {
    errors.push(invalid(at, localhostProfile, "must not be padded with whitespace"));
  } else if (type === "Localhost" && localhostProfile === "") {
    errors.push(required(at, "must be set when AppArmor type is Localhost"));
  } else if (type !== "Localhost" && localhostProfile !== undefined) {
    errors.push(invalid(at, localhostProfile, "can only be set when AppArmor type is Localhost"));
  }
}

export function checkContainerSecurity(
  context: SecurityContext,
  hostUsers: boolean,
  field: string,
  errors: FieldError[],
): void {
  checkId(context.runAsUser, `${field}.runAsUser`, errors);
  checkId(context.runAsGroup, `${field}.runAsGroup`, errors);
  checkChoice(context.procMount, ["Default", "Unmasked"], `${field}.procMount`, errors);
  if (context.procMount === "Unmasked" && hostUsers) {
    const why = "`hostUsers` must be false to use `Unmasked`";
    errors.push(invalid(`${field}.procMount`, context.procMount, why));
  }
  checkSeccomp(context.seccompProfile, `${field}.seccompProfile`, errors);
  if (context.allowPrivilegeEscalation === false) checkEscalation(context, field, errors);
  checkAppArmor(context.appArmorProfile, `${field}.appArmorProfile`, errors);
}

function checkEscalation(context: SecurityContext, field: string, errors: FieldError[]): void {
  const shown = internalForm("SecurityContext", context);
  const set = "cannot set `allowPrivilegeEscalation` to false and";
  if (context.privileged === true)
    errors.push(invalid(field, shown, `${set} \`privileged\` to true`));
  if (context.capabilities?.add?.includes("CAP_SYS_ADMIN") === true) {
    errors.push(invalid(field, shown, `${set} \`capabilities.Add\` CAP_SYS_ADMIN`));
  }
}

/** What pods with users of their own may not share with the node. */
export function checkHostUsers(spec: PodSpec, field: string, errors: FieldError[]): void {
  if (spec.hostUsers !== false) return;
  const why = "when `hostUsers` is false";
  if (spec.hostNetwork === true) errors.push(forbiddenField(`${field}.hostNetwork`, why));
  if (spec.hostPID === true) errors.push(forbiddenField(`${field}.HostPID`, why));
  if (spec.hostIPC === true) errors.push(forbiddenField(`${field}.HostIPC`, why));
}
