/**
 * What goes when a Service changes its type: fields that only the old type has and nobody touched.
 */
import { sameJson } from "../../../api/json.ts";
import type { Service, ServiceSpec } from "../../../api/types.generated.ts";

export function needsClusterIp({ type }: ServiceSpec): boolean {
  return type !== "ExternalName";
}

export function needsNodePort({ type }: Pick<ServiceSpec, "type">): boolean {
  return type === "NodePort" || type === "LoadBalancer";
}

export function isExternallyAccessible(spec: ServiceSpec): boolean {
  if (needsNodePort(spec)) return true;
  return spec.type === "ClusterIP" && (spec.externalIPs?.length ?? 0) > 0;
}

export function needsHealthCheck({ externalTrafficPolicy, type }: ServiceSpec): boolean {
  return type === "LoadBalancer" && externalTrafficPolicy === "Local";
}

type Rule = readonly [keyof ServiceSpec, (spec: ServiceSpec) => boolean];

const isBalanced = ({ type }: ServiceSpec) => type === "LoadBalancer";

/** Each field and when it makes sense. */
const RULES: readonly Rule[] = [
  ["clusterIP", needsClusterIp],
  ["clusterIPs", needsClusterIp],
  ["ipFamilies", needsClusterIp],
  ["ipFamilyPolicy", needsClusterIp],
  ["healthCheckNodePort", needsHealthCheck],
  ["allocateLoadBalancerNodePorts", isBalanced],
  ["loadBalancerClass", isBalanced],
  ["externalTrafficPolicy", isExternallyAccessible],
  ["internalTrafficPolicy", needsClusterIp],
];

export function withoutFieldsOfOldType(service: Service, old: Service): Service {
  let spec: Record<string, unknown> = service.spec as Record<string, unknown>;
  for (const [field, makesSense] of RULES) {
    if (!makesSense(old.spec) || makesSense(service.spec)) continue;
    if (!sameJson(service.spec[field] ?? null, old.spec[field] ?? null)) continue;
    const { [field]: _, ...rest } = spec;
    spec = rest;
  }
  spec = withoutNodePorts(spec, service.spec, old.spec);
  const { type } = service.spec;
  const wasBalanced = isBalanced(old.spec) && type !== "LoadBalancer";
  const status = wasBalanced ? { ...service.status, loadBalancer: {} } : service.status;
  return { ...service, spec: spec as ServiceSpec, status };
}

function withoutNodePorts(
  spec: Record<string, unknown>,
  next: ServiceSpec,
  old: ServiceSpec,
): Record<string, unknown> {
  if (!needsNodePort(old) || needsNodePort(next)) return spec;
  const numbers = ({ ports = [] }: ServiceSpec) =>
    ports.flatMap(({ nodePort = 0 }) => (nodePort === 0 ? [] : [nodePort])).sort();
  if (!sameJson(numbers(next), numbers(old))) return spec;
  const ports = next.ports?.map(({ nodePort: _, ...port }) => port);
  return ports === undefined ? spec : { ...spec, ports };
}
