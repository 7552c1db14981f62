/**
 * From an address to the program behind it: node ports, Services, pods, and what lies outside,
 * with the policies in between.
 *
 * Not simulated: IPv6, retries, draining of open connections.
 */
import { keyOf } from "../api/object.ts";
import type { Node, Pod } from "../api/types.generated.ts";
import type { Store } from "../apiserver/store/store.ts";
import type { Kubelets } from "../kubelet/index.ts";
import type { Balancer } from "./balancer.ts";
import { OUTSIDE_PAGE, outsideHostAt } from "./outside.ts";
import type { PolicyTable } from "./policy/policy-table.ts";
import { type Eligible, eligible } from "./proxy.ts";
import type { ProxyRules } from "./proxy-rules.ts";
import type { NetworkAnswer } from "./request.ts";
import type { Backend, Frontend, ServiceTable } from "./service-table.ts";
import { answered, failedAt, hop, type Trip } from "./trip.ts";

export type DeliveryParts = {
  readonly store: Store;
  readonly kubelets: Kubelets;
  readonly services: ServiceTable;
  readonly policies: PolicyTable;
  readonly balancer: Balancer;
  /** What the nodes' proxies have made of the endpoints, where they lag behind. */
  readonly rules: ProxyRules | undefined;
};

const EXCLUDED = "node.kubernetes.io/exclude-from-external-load-balancers";

export class Delivery {
  readonly #parts: DeliveryParts;

  constructor(parts: DeliveryParts) {
    this.#parts = parts;
  }

  toAddress(trip: Trip, ip: string, port: number): NetworkAnswer {
    const { services } = this.#parts;
    const { from, target } = trip;
    if (ip.startsWith("127.")) return this.#toPod(trip, from.ip, port);
    const frontend = services.frontend(ip, port, target.transport);
    if (frontend !== undefined) return this.#toFrontend(trip, frontend, ip);
    const owner = services.byIp(ip);
    const node = this.#nodeAt(ip);
    if (node !== undefined) return this.#toNode(trip, node, ip, port);
    if (owner !== undefined) {
      return failedAt(
        trip,
        "service",
        "i/o timeout",
        `Service ${keyOf(owner)} has no port ${port}`,
      );
    }
    if (outsideHostAt(ip) !== undefined) return this.#toOutside(trip, ip, port);
    if (from.name === "outside") {
      const why = `${ip} is an address of pods, which nobody outside the cluster reaches`;
      return failedAt(trip, "pod", "i/o timeout", why);
    }
    return this.#toPod(trip, ip, port);
  }

  /** To one of a Service's endpoints, by way of the node whose rules are met first. */
  #toFrontend(trip: Trip, frontend: Frontend, ip: string): NetworkAnswer {
    const { from } = trip;
    const { kind, service } = frontend;
    if (kind === "cluster" && from.name === "outside") {
      const why = `the ClusterIP of Service ${keyOf(service)} is known inside the cluster only`;
      return failedAt(trip, "service", "i/o timeout", why);
    }
    if (from.node !== undefined)
      return this.#toService(trip, frontend, this.#node(from.node), true);
    const node = this.#nodeAt(ip) ?? this.#balanced(frontend);
    if (node === undefined) {
      const why = `no node takes traffic for Service ${keyOf(service)}`;
      return failedAt(trip, "balancer", "i/o timeout", why);
    }
    hop(trip, "balancer", ip, `sends to ${node.metadata.name}`);
    return this.#toService(trip, frontend, node, false);
  }

  /** Balancers leave out what is not there, and nodes that fail the health check of `Local`. */
  #balanced({ port, service }: Frontend): Node | undefined {
    const { services, store } = this.#parts;
    const nodes = (store.list("Node") as unknown as readonly Node[]).filter(
      ({ metadata }) => this.#isUp(metadata.name) && metadata.labels?.[EXCLUDED] === undefined,
    );
    if (service.spec.externalTrafficPolicy !== "Local") return nodes[0];
    const local = services.endpoints(service, port).filter((one) => one.ready);
    return nodes.find(({ metadata }) => local.some((one) => one.node === metadata.name));
  }

  #toNode(trip: Trip, node: Node, ip: string, port: number): NetworkAnswer {
    const { from, target } = trip;
    const { kubelets, services } = this.#parts;
    const { name } = node.metadata;
    if (!this.#isUp(name)) {
      return failedAt(trip, "balancer", "i/o timeout", `node ${name} is not reachable`);
    }
    const frontend = services.nodePort(port, target.transport);
    if (frontend !== undefined) {
      return this.#toService(trip, frontend, node, from.node === name);
    }
    const exposed = this.#hostPort(name, port, target.transport);
    if (exposed !== undefined) return this.#toPod(trip, exposed.ip, exposed.port);
    if (kubelets.dial(ip, port) === "unreachable") {
      return failedAt(
        trip,
        "pod",
        "connection refused",
        `nothing on ${name} listens on port ${port}`,
      );
    }
    return this.#toPod(trip, ip, port);
  }

  #hostPort(node: string, port: number, transport: string) {
    const pods = this.#parts.store.list("Pod") as unknown as readonly Pod[];
    for (const { spec, status } of pods) {
      if (spec.nodeName !== node || spec.hostNetwork === true || status.phase !== "Running")
        continue;
      for (const { containerPort, hostPort, protocol = "TCP" } of spec.containers.flatMap(
        ({ ports }) => ports ?? [],
      )) {
        if (hostPort !== port || protocol.toLowerCase() !== transport) continue;
        return { ip: status.podIP ?? "", port: containerPort };
      }
    }
    return undefined;
  }

  #toService(
    trip: Trip,
    frontend: Frontend,
    node: Node | undefined,
    inside: boolean,
  ): NetworkAnswer {
    const { balancer, services } = this.#parts;
    const { port, service } = frontend;
    const key = keyOf(service);
    const way = frontend.kind === "node" ? ` by node port ${port.nodePort}` : "";
    hop(trip, "service", key, `port ${port.port} → ${port.targetPort ?? port.port}${way}`);
    if (key === "default/kubernetes") return apiServerAnswer(trip);
    const at = node?.metadata.name ?? "";
    const { rules } = this.#parts;
    if (rules?.knows(service, at) === false) {
      const why = `kube-proxy on ${at} has no rule for Service ${key}`;
      return failedAt(trip, "service", "i/o timeout", why);
    }
    const { sourceIp } = trip;
    const { isOnHost } = trip.from;
    const arrival = { frontend, node, sourceIp, isInside: inside, isOnHost };
    const chosen: Eligible = eligible(
      arrival,
      services.endpoints(service, port, rules?.slicesOf(key, at)),
      key,
    );
    if (chosen.failure !== undefined) {
      return failedAt(trip, "endpoint", chosen.failure.reason, chosen.failure.why);
    }
    const client = `${at}/${sourceIp}`;
    const backend = balancer.choose(service, port, chosen.backends, client);
    if (backend === undefined) {
      return failedAt(trip, "endpoint", "connection refused", `Service ${key} has no endpoints`);
    }
    // Pods that reach themselves by a Service come back as their node.
    const isHairpin = backend.ip === sourceIp;
    if (!chosen.keepsSource || isHairpin) trip.sourceIp = addressOf(node) ?? sourceIp;
    return this.toBackend(trip, backend, chosen.backends.length);
  }

  toBackend(trip: Trip, backend: Backend, among: number): NetworkAnswer {
    const who = backend.pod === undefined ? "" : ` (${backend.pod})`;
    hop(trip, "endpoint", `${backend.ip}:${backend.port}`, `one of ${among}${who}`);
    if (outsideHostAt(backend.ip) !== undefined) {
      return this.#toOutside(trip, backend.ip, backend.port);
    }
    return this.#toPod(trip, backend.ip, backend.port, backend.pod);
  }

  // `expected` is the pod that the endpoint was; the address may be nobody's by now.
  #toPod(trip: Trip, ip: string, port: number, expected?: string): NetworkAnswer {
    const { from, target } = trip;
    const dialled = this.#parts.kubelets.dial(ip, port);
    const pod = this.#podAt(ip, typeof dialled === "string" ? undefined : dialled.podKey);
    const host = this.#nodeAt(ip)?.metadata.name;
    const refusal = this.#refusal(trip, pod, ip, host, port);
    if (refusal !== undefined) return failedAt(trip, "pod", "i/o timeout", refusal);
    const name = pod === undefined ? ip : keyOf(pod);
    if (dialled === "unreachable") {
      return failedAt(trip, "pod", "i/o timeout", `nothing answers at ${ip}`, expected);
    }
    if (dialled === "refused" || !speaks(pod, dialled.container, port, target.transport)) {
      const why = `nothing in ${name} listens on port ${port}`;
      return failedAt(trip, "pod", "connection refused", why, pod && keyOf(pod));
    }
    hop(trip, "pod", name, `${ip}:${port}`);
    const seenAs = from.pod !== undefined && from.pod === pod ? from.ip : trip.sourceIp;
    if (!target.isHttp) {
      hop(trip, "program", dialled.container, "accepts");
      return { ok: true, hops: trip.hops, ip: trip.ip, seenAs };
    }
    const { headers = {}, method = "GET" } = trip.request;
    const answer = dialled.http(target.path, { clientIp: seenAs, headers, method });
    if (answer === undefined) {
      return failedAt(trip, "program", "i/o timeout", `${name} accepts and does not answer`);
    }
    const { body, status } = answer;
    hop(trip, "program", dialled.container, `${target.path} ${status}`);
    return { ...answered(trip, status, body), seenAs };
  }

  #refusal(trip: Trip, pod: Pod | undefined, ip: string, host: string | undefined, port: number) {
    const { transport } = trip.target;
    return this.#parts.policies.refusal(partyOf(trip), { pod, ip, host }, { port, transport });
  }

  #toOutside(trip: Trip, ip: string, port: number): NetworkAnswer {
    const host = outsideHostAt(ip);
    const refusal = this.#refusal(trip, undefined, ip, undefined, port);
    if (refusal !== undefined) return failedAt(trip, "client", "i/o timeout", refusal);
    if (host?.ports.includes(port) !== true) {
      return failedAt(trip, "pod", "i/o timeout", `nothing outside answers at ${ip}:${port}`);
    }
    hop(trip, "pod", ip, `${host.name}, outside the cluster`);
    if (!trip.target.isHttp) return { ok: true, hops: trip.hops, ip: trip.ip };
    return answered(trip, 200, OUTSIDE_PAGE);
  }

  #node(name: string): Node | undefined {
    return this.#parts.store.get("Node", name) as unknown as Node | undefined;
  }

  #isUp(name: string): boolean {
    return this.#parts.kubelets.isReachable(name);
  }

  #nodeAt(ip: string): Node | undefined {
    const nodes = this.#parts.store.list("Node") as unknown as readonly Node[];
    return nodes.find(({ status }) => status.addresses?.some(({ address }) => address === ip));
  }

  #podAt(ip: string, key: string | undefined): Pod | undefined {
    const { store } = this.#parts;
    if (key !== undefined) return store.get("Pod", key) as unknown as Pod | undefined;
    const pods = store.list("Pod") as unknown as readonly Pod[];
    return pods.find(({ spec, status }) => status.podIP === ip && spec.hostNetwork !== true);
  }
}

/** Where an address was rewritten on the way, policies see the new one. */
function partyOf({ from, sourceIp }: Trip) {
  const { pod, node, isOnHost } = from;
  return { pod, ip: sourceIp, host: isOnHost ? node : undefined };
}

/** A port is open for TCP; for others where the container says so. */
function speaks(pod: Pod | undefined, container: string, port: number, transport: string): boolean {
  if (transport === "tcp") return true;
  const found = pod?.spec.containers.find(({ name }) => name === container);
  return (
    found?.ports?.some(
      ({ containerPort, protocol = "TCP" }) =>
        containerPort === port && protocol.toLowerCase() === transport,
    ) ?? false
  );
}

function apiServerAnswer(trip: Trip): NetworkAnswer {
  hop(trip, "program", "kube-apiserver", "answers");
  const { hops, ip } = trip;
  return trip.target.isHttp ? answered(trip, 403, "forbidden\n") : { ok: true, hops, ip };
}

function addressOf(node: Node | undefined): string | undefined {
  return node?.status.addresses?.find(({ type }) => type === "InternalIP")?.address;
}
