/**
 * Rules of a pod's spec, for pods and for every template of pods.
 *
 * Not simulated: rules of volumes, probes, security contexts, affinity and resources.
 */
import {
  duplicate,
  type FieldError,
  invalid,
  notSupported,
  required,
} from "../../api/field-error.ts";
import {
  dnsLabelFaults,
  environmentNameFaults,
  portNameFaults,
  portNumberFaults,
} from "../../api/name-rule.ts";
import type { Container, PodSpec } from "../../api/types.generated.ts";

const RESTART_POLICIES = ["Always", "OnFailure", "Never"];
const PULL_POLICIES = ["Always", "IfNotPresent", "Never"];

export function validatePodSpec(spec: PodSpec, path: string): readonly FieldError[] {
  const errors: FieldError[] = [];
  const containers = spec.containers ?? [];
  if (containers.length === 0) errors.push(required(`${path}.containers`));
  const names = new Set<string>();
  const check = (list: readonly Container[], field: string) =>
    list.forEach((container, index) => {
      errors.push(...validateContainer(container, `${path}.${field}[${index}]`, names));
    });
  check(spec.initContainers ?? [], "initContainers");
  check(containers, "containers");
  if (spec.restartPolicy !== undefined && !RESTART_POLICIES.includes(spec.restartPolicy)) {
    errors.push(notSupported(`${path}.restartPolicy`, spec.restartPolicy, RESTART_POLICIES));
  }
  return errors;
}

function validateContainer(
  container: Container,
  path: string,
  names: Set<string>,
): readonly FieldError[] {
  const { name, image = "", imagePullPolicy } = container;
  const errors: FieldError[] = [];
  if (name === undefined || name === "") errors.push(required(`${path}.name`));
  else if (names.has(name)) errors.push(duplicate(`${path}.name`, name));
  else errors.push(...dnsLabelFaults(name).map((fault) => invalid(`${path}.name`, name, fault)));
  names.add(name);
  if (image === "") errors.push(required(`${path}.image`));
  else if (image !== image.trim()) {
    errors.push(invalid(`${path}.image`, image, "must not have leading or trailing whitespace"));
  }
  if (imagePullPolicy !== undefined && !PULL_POLICIES.includes(imagePullPolicy)) {
    errors.push(notSupported(`${path}.imagePullPolicy`, imagePullPolicy, PULL_POLICIES));
  }
  return [...errors, ...validatePorts(container, path), ...validateEnv(container, path)];
}

function validatePorts({ ports = [] }: Container, path: string): readonly FieldError[] {
  const names = new Set<string>();
  return ports.flatMap(({ name, containerPort }, index) => {
    const at = `${path}.ports[${index}]`;
    const errors: FieldError[] = [];
    if (name !== undefined && name !== "") {
      errors.push(...portNameFaults(name).map((fault) => invalid(`${at}.name`, name, fault)));
      if (names.has(name)) errors.push(duplicate(`${at}.name`, name));
      names.add(name);
    }
    if (containerPort === undefined || containerPort === 0)
      errors.push(required(`${at}.containerPort`));
    else
      errors.push(
        ...portNumberFaults(containerPort).map((fault) =>
          invalid(`${at}.containerPort`, containerPort, fault),
        ),
      );
    return errors;
  });
}

function validateEnv({ env = [] }: Container, path: string): readonly FieldError[] {
  return env.flatMap(({ name }, index) => {
    const at = `${path}.env[${index}].name`;
    if (name === undefined || name === "") return [required(at)];
    return environmentNameFaults(name).map((fault) => invalid(at, name, fault));
  });
}
