/**
 * How a pod looks names up: what its resolv.conf and hosts file say, and in which order.
 * https://kubernetes.io/docs/concepts/services-networking/dns-pod-service/#pod-s-dns-policy
 */
import type { Pod } from "../../api/types.generated.ts";
import { ZONE } from "./zone.ts";

/** Where a kubeadm cluster's name service has its address. */
export const CLUSTER_DNS = "10.96.0.10";
/** What the nodes themselves ask. */
export const NODE_DNS = "172.30.0.1";
const DEFAULT_NDOTS = 5;

export type Resolver = {
  readonly nameservers: readonly string[];
  readonly searches: readonly string[];
  /** A name with fewer dots is tried with the search path first. */
  readonly ndots: number;
};

/** Without a pod: of a node. */
export function resolverOf(pod: Pod | undefined): Resolver {
  const node: Resolver = { nameservers: [NODE_DNS], searches: [], ndots: 1 };
  if (pod === undefined) return node;
  const { dnsConfig, dnsPolicy = "ClusterFirst", hostNetwork } = pod.spec;
  const namespace = pod.metadata.namespace ?? "default";
  const cluster: Resolver = {
    nameservers: [CLUSTER_DNS],
    searches: [`${namespace}.svc.${ZONE}`, `svc.${ZONE}`, ZONE],
    ndots: DEFAULT_NDOTS,
  };
  const fallsBack = dnsPolicy === "ClusterFirst" && hostNetwork === true;
  const none: Resolver = { nameservers: [], searches: [], ndots: 1 };
  const base = dnsPolicy === "None" ? none : dnsPolicy === "Default" || fallsBack ? node : cluster;
  const given = dnsConfig?.options?.find(({ name }) => name === "ndots")?.value;
  return {
    nameservers: [...base.nameservers, ...(dnsConfig?.nameservers ?? [])],
    searches: [...base.searches, ...(dnsConfig?.searches ?? [])],
    ndots: given === undefined ? base.ndots : Number(given),
  };
}

/** The names that are asked for, in order. */
export function candidates(name: string, { ndots, searches }: Resolver): readonly string[] {
  if (name.endsWith(".")) return [name.slice(0, -1)];
  const searched = searches.map((domain) => `${name}.${domain}`);
  const dots = name.split(".").length - 1;
  return dots < ndots ? [...searched, name] : [name, ...searched];
}

/** What the hosts file says, which is read before any server is asked. */
export function hostsAddress(name: string, pod: Pod | undefined): string | undefined {
  if (name === "localhost") return "127.0.0.1";
  if (pod === undefined) return undefined;
  const alias = pod.spec.hostAliases?.find(({ hostnames }) => hostnames?.includes(name));
  if (alias?.ip !== undefined) return alias.ip;
  const { hostname, subdomain } = pod.spec;
  const own = hostname ?? pod.metadata.name;
  const full = `${own}.${subdomain}.${pod.metadata.namespace}.svc.${ZONE}`;
  const isSelf = name === own || (subdomain !== undefined && name === full);
  return isSelf && pod.spec.hostNetwork !== true ? pod.status.podIP : undefined;
}
