/**
 * Rules of a pod's spec, for pods and for every template of pods, in the order in which the API
 * server tells them.
 *
 * Not simulated: rules of overhead, workload references, files as environment.
 */
import {
  duplicate,
  type FieldError,
  forbiddenField,
  invalid,
  notSupported,
  required,
} from "../../api/field-error.ts";
import { dnsSubdomainFaults, rangeFault } from "../../api/name-rule.ts";
import type { Container, PodSpec } from "../../api/types.generated.ts";
import { validateLabels } from "../validation/metadata.ts";
import { checkContainer, type Surroundings } from "./container-rule.ts";
import {
  checkDnsConfig,
  checkHostAliases,
  checkHostNames,
  checkHostnameOverride,
} from "./dns-rule.ts";
import { checkEphemeralContainers } from "./ephemeral-rule.ts";
import { checkOs } from "./os-rule.ts";
import { checkPodResources } from "./pod-resource-rule.ts";
import { checkLifecycle, checkLivenessProbe, checkReadinessProbe } from "./probe-rule.ts";
import { checkClaims, checkGates } from "./reference-rule.ts";
import { checkRestartRules } from "./restart-rule.ts";
import { checkAffinity, checkSpread, checkTolerations } from "./scheduling-rule.ts";
import { checkHostUsers, checkPodSecurity } from "./security-rule.ts";
import { checkVolumes } from "./volume-rule.ts";

const RESTART_POLICIES = ["Always", "OnFailure", "Never"];
const DNS_POLICIES = ["ClusterFirstWithHostNet", "ClusterFirst", "Default", "None"];
const PREEMPTION = ["PreemptLowerPriority", "Never"];
const SECONDS_LARGEST = 2 ** 31 - 1;

export function validatePodSpec(spec: PodSpec, path: string): readonly FieldError[] {
  const errors: FieldError[] = [];
  const volumes = checkVolumes(spec.volumes ?? [], `${path}.volumes`, errors);
  const around: Surroundings = { spec, volumes, grace: spec.terminationGracePeriodSeconds ?? 30 };
  checkClaims(spec.resourceClaims ?? [], `${path}.resourceClaims`, errors);
  checkContainers(around, `${path}.containers`, errors);
  checkInitContainers(around, `${path}.initContainers`, errors);
  checkEphemeralContainers(around, `${path}.ephemeralContainers`, errors);
  checkPodResources(spec, `${path}.resources`, errors);
  checkHostNetwork(spec, path, errors);
  checkPolicies(spec, path, errors);
  if (spec.nodeSelector !== undefined) {
    errors.push(...validateLabels(spec.nodeSelector, `${path}.nodeSelector`));
  }
  if (spec.securityContext !== undefined) {
    checkPodSecurity(spec.securityContext, spec, `${path}.securityContext`, errors);
  }
  if (spec.affinity !== undefined) checkAffinity(spec.affinity, `${path}.affinity`, errors);
  checkDnsConfig(spec, `${path}.dnsConfig`, errors);
  checkGates(spec, path, errors);
  checkSpread(spec.topologySpreadConstraints ?? [], `${path}.topologySpreadConstraints`, errors);
  checkHostUsers(spec, path, errors);
  checkHostnameOverride(spec, path, errors);
  checkNames(spec, path, errors);
  checkTolerations(spec.tolerations ?? [], `${path}.tolerations`, errors);
  checkHostAliases(spec, `${path}.hostAliases`, errors);
  checkClasses(spec, path, errors);
  return errors;
}

function checkContainers(around: Surroundings, field: string, errors: FieldError[]): void {
  const containers = around.spec.containers ?? [];
  if (containers.length === 0) {
    errors.push(required(field));
    return;
  }
  const names = new Set<string>();
  for (let i = 0; i < containers.length; i++) {
    const container = containers[i];
    if (container === undefined) continue;
    const at = `${field}[${i}]`;
    checkContainer(container, around, at, errors);
    if (names.has(container.name)) errors.push(duplicate(`${at}.name`, container.name));
    names.add(container.name);
    checkHooksAndProbes(container, around.grace, at, errors);
    checkRestartPolicy(container, at, errors);
  }
  checkHostPorts(containers, field, errors);
}

function checkHooksAndProbes(
  container: Container,
  grace: number,
  field: string,
  errors: FieldError[],
): void {
  if (container.lifecycle !== undefined) {
    checkLifecycle(container.lifecycle, grace, `${field}.lifecycle`, errors);
  }
  checkLivenessProbe(container.livenessProbe, grace, `${field}.livenessProbe`, errors);
  checkReadinessProbe(container.readinessProbe, grace, `${field}.readinessProbe`, errors);
  checkLivenessProbe(container.startupProbe, grace, `${field}.startupProbe`, errors);
}

function checkRestartPolicy(
  { restartPolicy, restartPolicyRules }: Container,
  field: string,
  errors: FieldError[],
): void {
  const at = `${field}.restartPolicy`;
  const known = ["Always", "Never", "OnFailure"];
  if (restartPolicy !== undefined) {
    if (!known.includes(restartPolicy)) errors.push(notSupported(at, restartPolicy, known));
  } else if ((restartPolicyRules?.length ?? 0) > 0) {
    errors.push(required(at, "must specify restartPolicy when restart rules are used"));
  }
  checkRestartRules(restartPolicyRules ?? [], `${field}.restartPolicyRules`, errors);
}

const SIDECARS_ONLY = "may not be set for init containers without restartPolicy=Always";
const OF_SIDECARS = ["lifecycle", "livenessProbe", "readinessProbe", "startupProbe"] as const;

function checkInitContainers(around: Surroundings, field: string, errors: FieldError[]): void {
  const names = new Set((around.spec.containers ?? []).map(({ name }) => name));
  for (const [i, container] of (around.spec.initContainers ?? []).entries()) {
    const at = `${field}[${i}]`;
    checkContainer(container, around, at, errors);
    checkRestartPolicy(container, at, errors);
    if (names.has(container.name)) errors.push(duplicate(`${at}.name`, container.name));
    names.add(container.name);
    checkHostPorts([container], field, errors);
    if (container.restartPolicy === "Always")
      checkHooksAndProbes(container, around.grace, at, errors);
    else
      for (const name of OF_SIDECARS) {
        if (container[name] !== undefined)
          errors.push(forbiddenField(`${at}.${name}`, SIDECARS_ONLY));
      }
  }
}

function checkHostPorts(
  containers: readonly Container[],
  field: string,
  errors: FieldError[],
): void {
  const taken = new Set<string>();
  for (const [i, { ports = [] }] of containers.entries()) {
    for (const [j, { hostPort = 0, hostIP = "", protocol = "TCP" }] of ports.entries()) {
      if (hostPort === 0) continue;
      const what = `${protocol}/${hostIP}/${hostPort}`;
      if (taken.has(what)) errors.push(duplicate(`${field}[${i}].ports[${j}].hostPort`, what));
      taken.add(what);
    }
  }
}

function checkHostNetwork(spec: PodSpec, path: string, errors: FieldError[]): void {
  if (spec.hostNetwork !== true) return;
  const isPod = path === "spec";
  for (const [i, { ports = [] }] of (spec.containers ?? []).entries()) {
    for (const [j, { hostPort = 0, containerPort }] of ports.entries()) {
      if ((!isPod && hostPort === 0) || hostPort === containerPort) continue;
      const at = `${path}.containers[${i}].ports[${j}].hostPort`;
      errors.push(invalid(at, hostPort, "must match `containerPort` when `hostNetwork` is true"));
    }
  }
}

function checkPolicies(spec: PodSpec, path: string, errors: FieldError[]): void {
  const { restartPolicy = "Always", dnsPolicy = "ClusterFirst" } = spec;
  if (!RESTART_POLICIES.includes(restartPolicy)) {
    errors.push(notSupported(`${path}.restartPolicy`, restartPolicy, RESTART_POLICIES));
  }
  if (!DNS_POLICIES.includes(dnsPolicy)) {
    errors.push(notSupported(`${path}.dnsPolicy`, dnsPolicy, DNS_POLICIES));
  }
}

function checkNames(spec: PodSpec, path: string, errors: FieldError[]): void {
  for (const name of ["serviceAccountName", "nodeName"] as const) {
    const value = spec[name] ?? "";
    if (value === "") continue;
    for (const fault of dnsSubdomainFaults(value))
      errors.push(invalid(`${path}.${name}`, value, fault));
  }
  const seconds = spec.activeDeadlineSeconds;
  if (seconds !== undefined && (seconds < 1 || seconds > SECONDS_LARGEST)) {
    errors.push(invalid(`${path}.activeDeadlineSeconds`, seconds, rangeFault(1, SECONDS_LARGEST)));
  }
  checkHostNames(spec, path, errors);
}

function checkClasses(spec: PodSpec, path: string, errors: FieldError[]): void {
  for (const name of ["priorityClassName", "runtimeClassName"] as const) {
    const value = spec[name] ?? "";
    if (value === "") continue;
    for (const fault of dnsSubdomainFaults(value))
      errors.push(invalid(`${path}.${name}`, value, fault));
  }
  const policy: string | undefined = spec.preemptionPolicy;
  if (policy !== undefined && !PREEMPTION.includes(policy)) {
    errors.push(notSupported(`${path}.preemptionPolicy`, policy, PREEMPTION));
  }
  const os = spec.os?.name as string | undefined;
  if (spec.os !== undefined && (os ?? "") === "") errors.push(required(`${path}.os.name`));
  else if (os !== undefined && os !== "linux" && os !== "windows") {
    errors.push(notSupported(`${path}.os`, os, ["linux", "windows"]));
  } else if (os !== undefined) checkOs(spec, path, errors);
}
