/** Rules for one container, of whatever kind. */
import {
  duplicate,
  type FieldError,
  forbiddenField,
  invalid,
  notFoundField,
  notSupported,
  required,
} from "../../api/field-error.ts";
import { dnsLabelFaults, portNameFaults, portNumberFaults } from "../../api/name-rule.ts";
import type { Container, ContainerPort, PodSpec } from "../../api/types.generated.ts";
import { checkEnv, checkEnvFrom } from "./env-rule.ts";
import { checkDescending } from "./path-rule.ts";
import { checkClaimNames } from "./reference-rule.ts";
import { checkResources } from "./resource-rule.ts";
import { checkContainerSecurity } from "./security-rule.ts";

export type Surroundings = {
  readonly spec: PodSpec;
  /** Names of volumes that may be mounted. */
  readonly volumes: ReadonlySet<string>;
  /** Seconds that the pod has to end. */
  readonly grace: number;
};

const PULL_POLICIES = ["Always", "IfNotPresent", "Never"];
const MESSAGE_POLICIES = ["File", "FallbackToLogsOnError"];
const PROTOCOLS = ["SCTP", "TCP", "UDP"];
const PROPAGATIONS = ["Bidirectional", "HostToContainer", "None"];

export function checkContainer(
  container: Container,
  around: Surroundings,
  field: string,
  errors: FieldError[],
): void {
  const { name = "", image = "", ports, env, envFrom, volumeMounts, resources } = container;
  if (name === "") errors.push(required(`${field}.name`));
  else for (const fault of dnsLabelFaults(name)) errors.push(invalid(`${field}.name`, name, fault));
  if (image === "") errors.push(required(`${field}.image`));
  const message: string = container.terminationMessagePolicy ?? "File";
  if (!MESSAGE_POLICIES.includes(message)) {
    errors.push(notSupported(`${field}.terminationMessagePolicy`, message, MESSAGE_POLICIES));
  }
  if (ports !== undefined) checkPorts(ports, `${field}.ports`, errors);
  if (env !== undefined) checkEnv(env, `${field}.env`, errors);
  if (envFrom !== undefined) checkEnvFrom(envFrom, `${field}.envFrom`, errors);
  if (volumeMounts !== undefined) checkMounts(container, around, `${field}.volumeMounts`, errors);
  checkDevices(container, around, `${field}.volumeDevices`, errors);
  const pull: string = container.imagePullPolicy ?? "Always";
  if (!PULL_POLICIES.includes(pull)) {
    errors.push(notSupported(`${field}.imagePullPolicy`, pull, PULL_POLICIES));
  }
  if (resources !== undefined) {
    checkResources(resources, `${field}.resources`, errors);
    checkClaimNames(resources.claims ?? [], around.spec, `${field}.resources.claims`, errors);
  }
  checkResizePolicy(container, around, `${field}.resizePolicy`, errors);
  if (container.securityContext !== undefined) {
    const hostUsers = around.spec.hostUsers !== false;
    checkContainerSecurity(
      container.securityContext,
      hostUsers,
      `${field}.securityContext`,
      errors,
    );
  }
}

function checkPorts(ports: readonly ContainerPort[], field: string, errors: FieldError[]): void {
  const names = new Set<string>();
  for (const [
    i,
    { name = "", containerPort = 0, hostPort = 0, protocol = "TCP", hostIP },
  ] of ports.entries()) {
    const at = `${field}[${i}]`;
    if (name !== "") {
      const faults = portNameFaults(name);
      for (const fault of faults) errors.push(invalid(`${at}.name`, name, fault));
      if (faults.length === 0 && names.has(name)) errors.push(duplicate(`${at}.name`, name));
      names.add(name);
    }
    if (containerPort === 0) errors.push(required(`${at}.containerPort`));
    else
      for (const fault of portNumberFaults(containerPort)) {
        errors.push(invalid(`${at}.containerPort`, containerPort, fault));
      }
    if (hostPort !== 0) {
      for (const fault of portNumberFaults(hostPort))
        errors.push(invalid(`${at}.hostPort`, hostPort, fault));
    }
    if (!PROTOCOLS.includes(protocol))
      errors.push(notSupported(`${at}.protocol`, protocol, PROTOCOLS));
    if (hostIP === "") errors.push(required(`${at}.hostIP`));
  }
}

function checkMounts(
  container: Container,
  { volumes }: Surroundings,
  field: string,
  errors: FieldError[],
): void {
  const paths = new Set<string>();
  const devices = container.volumeDevices ?? [];
  for (const [i, mount] of (container.volumeMounts ?? []).entries()) {
    const { name = "", mountPath = "", subPath = "", subPathExpr = "" } = mount;
    const at = `${field}[${i}]`;
    if (name === "") errors.push(required(`${at}.name`));
    if (!volumes.has(name)) errors.push(notFoundField(`${at}.name`, name));
    if (mountPath === "") errors.push(required(`${at}.mountPath`));
    if (paths.has(mountPath)) errors.push(invalid(`${at}.mountPath`, mountPath, "must be unique"));
    paths.add(mountPath);
    if (devices.some((device) => device.name === name)) {
      errors.push(invalid(`${at}.name`, name, "must not already exist in volumeDevices"));
    }
    if (devices.some((device) => device.devicePath === mountPath)) {
      const why = "must not already exist as a path in volumeDevices";
      errors.push(invalid(`${at}.mountPath`, mountPath, why));
    }
    if (subPath !== "") checkDescending(subPath, `${field}.subPath`, errors);
    if (subPathExpr !== "") {
      if (subPath !== "") {
        const why = "subPathExpr and subPath are mutually exclusive";
        errors.push(invalid(`${at}.subPathExpr`, subPathExpr, why));
      }
      checkDescending(subPathExpr, `${field}.subPathExpr`, errors);
    }
    checkPropagation(mount.mountPropagation, container, `${field}.mountPropagation`, errors);
    checkRecursive(mount, `${field}.recursiveReadOnly`, errors);
  }
}

function checkPropagation(
  propagation: string | undefined,
  container: Container,
  field: string,
  errors: FieldError[],
): void {
  if (propagation === undefined) return;
  if (!PROPAGATIONS.includes(propagation))
    errors.push(notSupported(field, propagation, PROPAGATIONS));
  if (propagation === "Bidirectional" && container.securityContext?.privileged !== true) {
    const why = "Bidirectional mount propagation is available only to privileged containers";
    errors.push(forbiddenField(field, why));
  }
}

type Mount = NonNullable<Container["volumeMounts"]>[number];

function checkRecursive(mount: Mount, field: string, errors: FieldError[]): void {
  const value = mount.recursiveReadOnly;
  if (value === undefined || value === "Disabled") return;
  const choices = ["Disabled", "Enabled", "IfPossible"];
  if (!choices.includes(value)) {
    errors.push(notSupported(field, value, choices));
    return;
  }
  if (mount.readOnly !== true) {
    errors.push(forbiddenField(field, "may only be specified when readOnly is true"));
  }
  if (mount.mountPropagation !== undefined && mount.mountPropagation !== "None") {
    errors.push(
      forbiddenField(field, "may only be specified when mountPropagation is None or not specified"),
    );
  }
}

function checkDevices(
  { volumeDevices = [], volumeMounts = [] }: Container,
  { spec, volumes }: Surroundings,
  field: string,
  errors: FieldError[],
): void {
  const seen = new Set<string>();
  for (const [i, { name = "", devicePath = "" }] of volumeDevices.entries()) {
    const at = `${field}[${i}]`;
    if (name === "") errors.push(required(`${at}.name`));
    const volume = spec.volumes?.find((one) => one.name === name);
    if (seen.has(name)) errors.push(invalid(`${at}.name`, name, "must be unique"));
    seen.add(name);
    if (!volumes.has(name)) errors.push(notFoundField(`${at}.name`, name));
    else if (volume?.persistentVolumeClaim === undefined && volume?.ephemeral === undefined) {
      const why =
        "can only use volume source type of PersistentVolumeClaim or Ephemeral for block mode";
      errors.push(invalid(`${at}.name`, name, why));
    }
    if (devicePath === "") errors.push(required(`${at}.devicePath`));
    else checkDevicePath(devicePath, `${at}.devicePath`, errors);
    if (volumeMounts.some((mount) => mount.name === name)) {
      errors.push(invalid(`${at}.name`, name, "must not already exist in volumeMounts"));
    }
    if (volumeMounts.some(({ mountPath }) => mountPath === devicePath)) {
      const why = "must not already exist as a path in volumeMounts";
      errors.push(invalid(`${at}.devicePath`, devicePath, why));
    }
  }
}

function checkDevicePath(path: string, field: string, errors: FieldError[]): void {
  if (path.split("/").includes(".."))
    errors.push(invalid(field, path, "can not contain backsteps ('..')"));
}

function checkResizePolicy(
  { resizePolicy = [] }: Container,
  { spec }: Surroundings,
  field: string,
  errors: FieldError[],
): void {
  const seen = new Set<string>();
  for (const [i, { resourceName, restartPolicy }] of resizePolicy.entries()) {
    if (seen.has(resourceName)) errors.push(duplicate(`${field}[${i}]`, resourceName));
    seen.add(resourceName);
    if (resourceName !== "cpu" && resourceName !== "memory") {
      errors.push(notSupported(field, resourceName, ["cpu", "memory"]));
    }
    const choices = ["NotRequired", "RestartContainer"];
    if (!choices.includes(restartPolicy)) errors.push(notSupported(field, restartPolicy, choices));
    if (spec.restartPolicy === "Never" && restartPolicy !== "NotRequired") {
      const why = "must be 'NotRequired' when `restartPolicy` is 'Never'";
      errors.push(invalid(field, restartPolicy, why));
    }
  }
}
