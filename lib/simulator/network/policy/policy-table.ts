/**
 * Whether network policies let a connection through: what selects a pod forbids everything that no
 * policy allows. https://kubernetes.io/docs/concepts/services-networking/network-policies/
 *
 * Pods on the network of their host are the host, to both sides. What a pod's own node sends or
 * is sent is never held up; answers come back whatever the policies say.
 */
import { matchesSelector } from "../../api/label.ts";
import type {
  Namespace,
  NetworkPolicy,
  NetworkPolicyPeer,
  NetworkPolicyPort,
  Pod,
} from "../../api/types.generated.ts";
import type { Store } from "../../apiserver/store/store.ts";
import type { Transport } from "../request.ts";
import { isInBlock } from "./block.ts";

/** One end of a connection: a pod, or an address that belongs to none. */
export type Party = {
  readonly pod: Pod | undefined;
  readonly ip: string;
  /** The node whose own process it is. */
  readonly host?: string | undefined;
};

export type Gate = { readonly port: number; readonly transport: Transport };

type Direction = "Egress" | "Ingress";

export class PolicyTable {
  readonly #store: Store;
  readonly #isEnforced: boolean;

  /** With a plugin that knows no policies they are stored and do nothing. */
  constructor(store: Store, isEnforced: boolean) {
    this.#isEnforced = isEnforced;
    this.#store = store;
  }

  /** Why a connection is held up; undefined when it may pass. */
  refusal(from: Party, to: Party, gate: Gate): string | undefined {
    if (!this.#isEnforced || this.#store.count("NetworkPolicy") === 0) return undefined;
    if (from.pod !== undefined && from.pod === to.pod) return undefined;
    const out = this.#blocks("Egress", from, to, to, gate);
    if (out !== undefined) return `NetworkPolicy ${out} lets ${keyOf(from.pod)} out to nobody else`;
    const into = this.#blocks("Ingress", to, from, to, gate);
    return into && `NetworkPolicy ${into} lets nobody else in to ${keyOf(to.pod)}`;
  }

  #blocks(
    direction: Direction,
    own: Party,
    other: Party,
    target: Party,
    gate: Gate,
  ): string | undefined {
    const { pod } = own;
    if (pod === undefined || isOnHost(pod)) return undefined;
    if (other.host !== undefined && other.host === pod.spec.nodeName) return undefined;
    const policies = this.#selecting(pod, direction);
    const [first] = policies;
    if (first === undefined) return undefined;
    const allows = policies.some((policy) => this.#allows(policy, direction, other, target, gate));
    return allows ? undefined : `${first.metadata.namespace}/${first.metadata.name}`;
  }

  #selecting(pod: Pod, direction: Direction): readonly NetworkPolicy[] {
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
    direction: Direction,
    other: Party,
    target: Party,
    gate: Gate,
  ): boolean {
    const rules =
      direction === "Ingress"
        ? (spec?.ingress ?? []).map(({ from, ports }) => ({ peers: from, ports }))
        : (spec?.egress ?? []).map(({ to, ports }) => ({ peers: to, ports }));
    const namespace = metadata.namespace ?? "default";
    return rules.some(
      ({ peers = [], ports = [] }) =>
        (ports.length === 0 || ports.some((one) => matchesPort(one, target.pod, gate))) &&
        (peers.length === 0 || peers.some((peer) => this.#isPeer(peer, other, namespace))),
    );
  }

  #isPeer(peer: NetworkPolicyPeer, { ip, pod }: Party, namespace: string): boolean {
    const { ipBlock, namespaceSelector, podSelector } = peer;
    if (ipBlock !== undefined) return isInBlock(ip, ipBlock);
    if (pod === undefined || isOnHost(pod)) return false;
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
  { endPort, port, protocol = "TCP" }: NetworkPolicyPort,
  target: Pod | undefined,
  gate: Gate,
): boolean {
  if (protocol.toLowerCase() !== gate.transport) return false;
  if (port === undefined) return true;
  const actual = gate.port;
  if (typeof port === "number")
    return actual === port || (endPort !== undefined && actual >= port && actual <= endPort);
  const named = target?.spec.containers
    .flatMap(({ ports }) => ports ?? [])
    .some(
      (one) =>
        one.name === port && one.containerPort === actual && (one.protocol ?? "TCP") === protocol,
    );
  return named ?? false;
}

function isOnHost({ spec }: Pod): boolean {
  return spec.hostNetwork === true;
}

function keyOf(pod: Pod | undefined): string {
  return `${pod?.metadata.namespace}/${pod?.metadata.name}`;
}
