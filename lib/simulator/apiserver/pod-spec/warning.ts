/**
 * What is accepted in a pod's spec and still worth a warning. `path` is that of the pod or the
 * template: "" or `spec.template.`.
 */
import { formatQuantity, type Quantity, quantityOf } from "../../api/quantity.ts";
import type {
  Container,
  ContainerPort,
  EnvVar,
  ObjectMeta,
  PodAffinityTerm,
  PodSpec,
} from "../../api/types.generated.ts";
import {
  annotationWarnings,
  appArmorWarnings,
  containerProfileWarnings,
  NO_SELECTOR,
  nodeLabelWarnings,
  podProfileWarnings,
  volumeWarnings,
} from "./deprecation-warning.ts";
import { overlapWarnings } from "./overlap-warning.ts";

type Placed = { readonly container: Container; readonly field: string };

export function podWarnings(
  spec: PodSpec,
  path: string,
  metadata: Partial<ObjectMeta> = {},
): readonly string[] {
  const containers = containersOf(spec, `${path}spec`);
  // Of a pod's own annotations it is told before anything else.
  const isPod = path === "";
  const appArmor = (container: Container) => appArmorWarnings(container, metadata, path);
  return [
    ...(isPod ? containers.flatMap(({ container }) => appArmor(container)) : []),
    ...nodeLabelWarnings(spec, path),
    ...annotationWarnings(metadata, path),
    ...volumeWarnings(spec, path),
    ...overlapWarnings(spec.volumes ?? []),
    ...repeatedWarnings(spec, `${path}spec`),
    ...podProfileWarnings(spec, metadata, path),
    ...containers.flatMap(({ container, field }) => [
      ...containerProfileWarnings(container, metadata, path),
      ...(isPod ? [] : appArmor(container)),
      ...fractionWarnings(container, field),
      ...envWarnings(container.env ?? [], `${field}.env`),
    ]),
    ...portWarnings(containers),
    ...portNameWarnings(containers),
    ...graceWarnings(spec, `${path}spec`),
    ...affinityWarnings(spec, `${path}spec.affinity`),
  ];
}

function containersOf(spec: PodSpec, path: string): readonly Placed[] {
  const place = (list: readonly Container[], name: string) =>
    list.map((container, i) => ({ container, field: `${path}.${name}[${i}]` }));
  return [
    ...place(spec.initContainers ?? [], "initContainers"),
    ...place(spec.containers ?? [], "containers"),
    ...place((spec.ephemeralContainers ?? []) as readonly Container[], "ephemeralContainers"),
  ];
}

function repeatedWarnings(spec: PodSpec, path: string): readonly string[] {
  const warnings: string[] = [];
  if (spec.hostAliases === undefined && spec.imagePullSecrets === undefined) return warnings;
  const addresses = new Set<string>();
  for (const [i, { ip = "" }] of (spec.hostAliases ?? []).entries()) {
    if (addresses.has(ip)) warnings.push(`${path}.hostAliases[${i}].ip: duplicate ip "${ip}"`);
    addresses.add(ip);
  }
  const secrets = spec.imagePullSecrets ?? [];
  const names = new Set<string>();
  for (const [i, { name = "" }] of secrets.entries()) {
    const field = `${path}.imagePullSecrets[${i}].name`;
    if (names.has(name)) warnings.push(`${field}: duplicate name "${name}"`);
    names.add(name);
  }
  for (const [i, { name = "" }] of secrets.entries()) {
    if (name === "") warnings.push(`${path}.imagePullSecrets[${i}].name: invalid empty name ""`);
  }
  return warnings;
}

const LARGEST_MILLI = 2n ** 63n - 1n;

// The server counts in thousandths; what is too large for that is the largest number there is.
function isFractional({ nanos }: Quantity): boolean {
  const milli = nanos / 1_000_000n;
  if (milli > LARGEST_MILLI) return LARGEST_MILLI % 1000n !== 0n;
  return nanos % 1_000_000_000n !== 0n;
}

function fractionWarnings({ resources = {} }: Container, field: string): readonly string[] {
  const warnings: string[] = [];
  for (const resource of ["memory", "ephemeral-storage"]) {
    for (const list of ["limits", "requests"] as const) {
      const quantity = quantityOf(resources[list]?.[resource]);
      if (quantity === undefined || !isFractional(quantity)) continue;
      const what = `fractional byte value "${formatQuantity(quantity)}" is invalid, must be an integer`;
      warnings.push(`${field}.resources.${list}[${resource}]: ${what}`);
    }
  }
  return warnings;
}

function envWarnings(env: readonly EnvVar[], field: string): readonly string[] {
  if (env.length < 2) return [];
  const seen = new Set<string>();
  return env.flatMap(({ name, value = "", valueFrom }, i) => {
    const reference = `$(${name})`;
    const again = seen.has(name);
    seen.add(name);
    const extends_ = valueFrom === undefined && value !== reference && value.includes(reference);
    if (!again || extends_) return [];
    const what = `hides previous definition of "${name}", which may be dropped when using apply`;
    return [`${field}[${i}]: ${what}`];
  });
}

function portWarnings(containers: readonly Placed[]): readonly string[] {
  const warnings: string[] = [];
  if (!containers.some(({ container }) => container.ports !== undefined)) return warnings;
  const known = new Map<string, { readonly field: string; readonly port: ContainerPort }[]>();
  for (const { container, field } of containers) {
    for (const [i, port] of (container.ports ?? []).entries()) {
      const at = `${field}.ports[${i}]`;
      const { name = "", hostPort = 0, containerPort, protocol = "TCP", hostIP = "" } = port;
      if (hostIP !== "" && hostPort === 0) {
        const shown = `{Name:${name} HostPort:0 ContainerPort:${containerPort} Protocol:${protocol} HostIP:${hostIP}}`;
        warnings.push(`${at}: hostIP set without hostPort: ${shown}`);
      }
      const key = `${containerPort}/${protocol}`;
      const others = known.get(key) ?? [];
      for (const other of others) {
        const word = clash(port, other.port);
        if (word !== undefined) warnings.push(`${at}: ${word} port definition with ${other.field}`);
      }
      known.set(key, [...others, { field: at, port }]);
    }
  }
  return warnings;
}

function clash(a: ContainerPort, b: ContainerPort): string | undefined {
  const [ipA, ipB] = [a.hostIP ?? "", b.hostIP ?? ""];
  const [hostA, hostB] = [a.hostPort ?? 0, b.hostPort ?? 0];
  if (ipA === ipB && hostA === hostB) return "duplicate";
  if (hostA === 0 || hostB === 0) return "overlapping";
  return hostA === hostB && (ipA === "") !== (ipB === "") ? "dangerously ambiguous" : undefined;
}

function portNameWarnings(containers: readonly Placed[]): readonly string[] {
  const known = new Map<string, string>();
  return containers.flatMap(({ container, field }) =>
    (container.ports ?? []).flatMap(({ name = "" }, i) => {
      if (name === "") return [];
      const at = `${field}.ports[${i}]`;
      const other = known.get(name);
      if (other === undefined) {
        known.set(name, at);
        return [];
      }
      const effect = `services and probes that select ports by name will use ${other}`;
      return [`${at}: duplicate port name "${name}" with ${other}, ${effect}`];
    }),
  );
}

function graceWarnings(
  { terminationGracePeriodSeconds = 0 }: PodSpec,
  path: string,
): readonly string[] {
  if (terminationGracePeriodSeconds >= 0) return [];
  const what = "must be >= 0; negative values are invalid and will be treated as 1";
  return [`${path}.terminationGracePeriodSeconds: ${what}`];
}

const NO_AFFINITY = {};

function affinityWarnings({ affinity = NO_AFFINITY }: PodSpec, path: string): readonly string[] {
  if (affinity === NO_AFFINITY) return [];
  const DURING = "DuringSchedulingIgnoredDuringExecution";
  return (["podAffinity", "podAntiAffinity"] as const).flatMap((name) => {
    const { requiredDuringSchedulingIgnoredDuringExecution: needed = [] } = affinity[name] ?? {};
    const { preferredDuringSchedulingIgnoredDuringExecution: wished = [] } = affinity[name] ?? {};
    const check = (term: PodAffinityTerm | undefined, field: string) =>
      term?.labelSelector === undefined ? [`${field}.labelSelector: ${NO_SELECTOR}`] : [];
    return [
      ...needed.flatMap((term, i) => check(term, `${path}.${name}.required${DURING}[${i}]`)),
      ...wished.flatMap((weighted, i) =>
        check(weighted.podAffinityTerm, `${path}.${name}.preferred${DURING}[${i}].podAffinityTerm`),
      ),
    ];
  });
}
