/**
 * Whether network policies let a connection through: what selects a pod forbids everything that no
 * policy allows. https://kubernetes.io/docs/concepts/services-networking/network-policies/
 *
 * Not simulated: SCTP, policies between processes of one node's host network.
 */
import { matchesSelector } from "../api/label.ts";
import type {
  IPBlock,
  Namespace,
  NetworkPolicy,
  NetworkPolicyPeer,
  NetworkPolicyPort,
  Pod,
} from "../api/types.generated.ts";
import type { Store } from "../apiserver/store/store.ts";

/** One end of a connection: a pod, or an address that belongs to none. */
export type Party = { readonly pod: Pod | undefined; readonly ip: string };

export class PolicyTable {
  readonly #store: Store;

  constructor(store: Store) {
    this.#store = store;
  }

  /** The name of the policy by which a connection is refused; undefined when it may pass. */
  refusal(from: Party, to: Party, port: number): string | undefined {
    if (this.#store.count("NetworkPolicy") === 0) return undefined;
    return (
      this.#blocks("Egress", from, to, to, port) ?? this.#blocks("Ingress", to, from, to, port)
    );
  }

  #blocks(
    direction: "Egress" | "Ingress",
    own: Party,
    other: Party,
    target: Party,
    port: number,
  ): string | undefined {
    const { pod } = own;
    if (pod === undefined || pod.spec.hostNetwork === true) return undefined;
    const policies = this.#selecting(pod, direction);
    const [first] = policies;
    if (first === undefined) return undefined;
    const allows = policies.some((policy) => this.#allows(policy, direction, other, target, port));
    return allows ? undefined : `${first.metadata.namespace}/${first.metadata.name}`;
  }

  #selecting(pod: Pod, direction: "Egress" | "Ingress"): readonly NetworkPolicy[] {
    const all = this.#store.list("NetworkPolicy") as unknown as readonly NetworkPolicy[];
    return all.filter(
      ({ metadata, spec }) =>
        metadata.namespace === pod.metadata.namespace &&
        typesOf(spec).includes(direction) &&
        matchesSelector(spec?.podSelector ?? {}, pod.metadata.labels),
    );
  }

  #allows(
    { metadata, spec }: NetworkPolicy,
    direction: "Egress" | "Ingress",
    other: Party,
    target: Party,
    port: number,
  ): boolean {
    const rules =
      direction === "Ingress"
        ? (spec?.ingress ?? []).map(({ from, ports }) => ({ peers: from, ports }))
        : (spec?.egress ?? []).map(({ to, ports }) => ({ peers: to, ports }));
    const namespace = metadata.namespace ?? "default";
    return rules.some(
      ({ peers = [], ports = [] }) =>
        (ports.length === 0 || ports.some((one) => matchesPort(one, target.pod, port))) &&
        (peers.length === 0 || peers.some((peer) => this.#isPeer(peer, other, namespace))),
    );
  }

  #isPeer(peer: NetworkPolicyPeer, { ip, pod }: Party, namespace: string): boolean {
    const { ipBlock, namespaceSelector, podSelector } = peer;
    if (ipBlock !== undefined) return isInBlock(ip, ipBlock);
    if (pod === undefined) return false;
    const home = pod.metadata.namespace ?? "default";
    if (namespaceSelector === undefined) {
      if (home !== namespace) return false;
    } else {
      const found = this.#store.get("Namespace", home) as unknown as Namespace | undefined;
      if (!matchesSelector(namespaceSelector, found?.metadata.labels)) return false;
    }
    return podSelector === undefined || matchesSelector(podSelector, pod.metadata.labels);
  }
}

function typesOf(spec: NetworkPolicy["spec"]): readonly string[] {
  return spec?.policyTypes ?? ["Ingress", ...(spec?.egress === undefined ? [] : ["Egress"])];
}

function matchesPort(
  { endPort, port, protocol }: NetworkPolicyPort,
  target: Pod | undefined,
  actual: number,
): boolean {
  if ((protocol ?? "TCP") !== "TCP") return false;
  if (port === undefined) return true;
  if (typeof port === "number")
    return actual === port || (endPort !== undefined && actual >= port && actual <= endPort);
  const named = target?.spec.containers
    .flatMap(({ ports }) => ports ?? [])
    .find(({ name }) => name === port);
  return named?.containerPort === actual;
}

function isInBlock(ip: string, { cidr, except = [] }: IPBlock): boolean {
  return isInCidr(ip, cidr) && !except.some((one) => isInCidr(ip, one));
}

function isInCidr(ip: string, cidr: string): boolean {
  const [network = "", length = "32"] = cidr.split("/");
  const bits = Number(length);
  const size = 2 ** (32 - bits);
  return Math.floor(numberOf(ip) / size) === Math.floor(numberOf(network) / size);
}

function numberOf(ip: string): number {
  return ip.split(".").reduce((sum, part) => sum * 256 + Number(part), 0);
}
