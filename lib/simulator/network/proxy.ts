/**
 * Which endpoints a node's proxy may send a connection to, and whom they take for their client.
 * https://kubernetes.io/docs/reference/networking/virtual-ips/#traffic-policies
 */
import type { Node, Service } from "../api/types.generated.ts";
import { isInCidr } from "./policy/block.ts";
import { type Backend, type Frontend, usable } from "./service-table.ts";

const ZONE = "topology.kubernetes.io/zone";

export type Eligible = {
  readonly backends: readonly Backend[];
  /** The endpoints see the client's own address. */
  readonly keepsSource: boolean;
  /** Why nobody is left. */
  readonly failure?: { readonly reason: string; readonly why: string };
};

/** A connection as the first node's proxy sees it. */
export type Arrival = {
  readonly frontend: Frontend;
  readonly node: Node | undefined;
  readonly sourceIp: string;
  /** From a pod or a process of the cluster. */
  readonly isInside: boolean;
  readonly isOnHost: boolean;
};

export function eligible(arrival: Arrival, endpoints: readonly Backend[], key: string): Eligible {
  const { frontend, isInside, isOnHost, node } = arrival;
  const { kind, service } = frontend;
  const refused = sourceFault(arrival);
  if (refused !== undefined) return { backends: [], keepsSource: true, failure: refused };
  const isLocal = isLocalOnly(service, kind, isInside);
  const keepsSource = kind === "cluster" ? !isOnHost : isLocal && !isOnHost;
  const all = usable(endpoints);
  if (all.length === 0) {
    const why = `Service ${key} has no ready endpoints`;
    return { backends: [], keepsSource, failure: { reason: "connection refused", why } };
  }
  const name = node?.metadata.name;
  if (isLocal) {
    const backends = usable(endpoints.filter((one) => one.node === name));
    if (backends.length > 0) return { backends, keepsSource };
    const policy = kind === "cluster" ? "internalTrafficPolicy" : "externalTrafficPolicy";
    const why = `Service ${key} has no endpoints on ${name}, and its ${policy} is Local`;
    return { backends: [], keepsSource, failure: { reason: "i/o timeout", why } };
  }
  return { backends: nearest(all, node), keepsSource };
}

/** Who comes from inside the cluster by an outer address is served as by the inner one. */
function isLocalOnly({ spec }: Service, kind: Frontend["kind"], isInside: boolean): boolean {
  if (kind === "cluster") return spec.internalTrafficPolicy === "Local";
  return spec.externalTrafficPolicy === "Local" && !isInside;
}

function sourceFault({ frontend, sourceIp }: Arrival): Eligible["failure"] {
  const { kind, service } = frontend;
  const ranges = service.spec.loadBalancerSourceRanges ?? [];
  if (kind !== "balancer" || ranges.length === 0) return undefined;
  if (ranges.some((range) => isInCidr(sourceIp, range.trim()))) return undefined;
  return { reason: "i/o timeout", why: `loadBalancerSourceRanges do not include ${sourceIp}` };
}

/** Hints count when every endpoint has one and somebody is hinted at for this place. */
function nearest(all: readonly Backend[], node: Node | undefined): readonly Backend[] {
  if (node === undefined) return all;
  const { name } = node.metadata;
  const onNode = all.filter(({ forNodes }) => forNodes.includes(name));
  if (onNode.length > 0 && all.every(({ forNodes }) => forNodes.length > 0)) return onNode;
  const zone = node.metadata.labels?.[ZONE] ?? "";
  const inZone = all.filter(({ forZones }) => forZones.includes(zone));
  return inZone.length > 0 && all.every(({ forZones }) => forZones.length > 0) ? inZone : all;
}
