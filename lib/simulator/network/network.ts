/**
 * Requests inside the cluster, hop by hop at one virtual moment: name → Service → endpoint → pod →
 * program. One log entry a hop; what fails says where and why.
 */
import { keyOf } from "../api/object.ts";
import type { Pod } from "../api/types.generated.ts";
import type { Store } from "../apiserver/store/store.ts";
import type { Engine } from "../engine/engine.ts";
import type { Kubelets } from "../kubelet/index.ts";
import type { ProgramNetwork, RuntimeProfile } from "../programs/index.ts";
import { Balancer } from "./balancer.ts";
import { Delivery } from "./delivery.ts";
import { CLUSTER_DNS, Dns, type DnsAnswer, NODE_DNS, type Obstacle } from "./dns/index.ts";
import { ClusterZone } from "./dns/zone.ts";
import { outsideHostAt } from "./outside.ts";
import { placeOf } from "./place.ts";
import { PolicyTable } from "./policy/policy-table.ts";
import { clientOf } from "./program-client.ts";
import { ProxyRules } from "./proxy-rules.ts";
import {
  isAddress,
  type NetworkAnswer,
  type NetworkRequest,
  type Origin,
  targetOf,
} from "./request.ts";
import { Routes } from "./route/routes.ts";
import { type Backend, ServiceTable } from "./service-table.ts";
import { failed, failedAt, hop, nameOf, type Trip } from "./trip.ts";

const COMPONENT = "network";

export type NetworkOptions = {
  readonly engine: Engine;
  readonly store: Store;
  readonly kubelets: Kubelets;
  readonly runtime?: RuntimeProfile;
  /** Changes reach the nodes' rules late, as they do; at once when left out. */
  readonly proxiesLag?: boolean;
  /** The network plugin does not know NetworkPolicies. */
  readonly ignoresPolicies?: boolean;
};

export class Network {
  readonly dns: Dns;
  readonly #options: NetworkOptions;
  readonly #services: ServiceTable;
  readonly #policies: PolicyTable;
  readonly #balancer: Balancer;
  readonly #delivery: Delivery;
  readonly #rules: ProxyRules | undefined;
  readonly #routes: Routes;
  #hasNameService = true;
  /** How the last request of a pod's programs to a target ended: changes are told. */
  readonly #outcomes = new Map<string, string>();

  constructor(options: NetworkOptions) {
    const { engine, kubelets, store } = options;
    this.#options = options;
    const services = new ServiceTable(store);
    const policies = new PolicyTable(store, options.ignoresPolicies !== true);
    const balancer = new Balancer(engine);
    this.#services = services;
    this.#policies = policies;
    this.#balancer = balancer;
    const zone = new ClusterZone(services, store);
    this.dns = new Dns(services, zone, (pod, server) => this.#dnsObstacle(pod, server));
    this.#rules = options.proxiesLag === true ? new ProxyRules(engine, store) : undefined;
    const rules = this.#rules;
    this.#delivery = new Delivery({ store, kubelets, services, policies, balancer, rules });
    this.#routes = new Routes({ store, services, balancer, delivery: this.#delivery });
    if (options.runtime?.hasNameService !== false)
      kubelets.setNetwork((pod) => this.#clientOf(pod));
  }

  request(request: NetworkRequest): NetworkAnswer {
    const answer = this.#go(request);
    this.#tell(request.from, answer);
    return answer;
  }

  resolve(name: string, from: Origin): DnsAnswer {
    return this.dns.resolve(name, this.#podOf(from));
  }

  /** The name service answers, or does not. */
  setNameService(isUp: boolean): void {
    this.#hasNameService = isUp;
  }

  /** A node's kube-proxy runs, or leaves the node's rules as they are. */
  setProxy(node: string, isUp: boolean): void {
    if (isUp) this.#rules?.start(node);
    else this.#rules?.stop(node);
  }

  #podOf(from: Origin): Pod | undefined {
    if (from === "outside" || "node" in from) return undefined;
    return this.#options.store.get("Pod", from.pod) as unknown as Pod | undefined;
  }

  #go(request: NetworkRequest): NetworkAnswer {
    const target = targetOf(request);
    if (target === undefined)
      return failed([], "client", "no such host", "the address cannot be read");
    const from = placeOf(request, this.#options.store);
    if (typeof from === "string") return failed([], "client", "no client", from);
    const trip: Trip = { request, from, target, hops: [], sourceIp: from.ip, ip: "" };
    if (isAddress(target.host)) return this.#toAddress(trip, target.host);
    const { pod } = from;
    // The world outside asks its own servers, which know the hosts that routes are for.
    const entry = from.node === undefined ? this.#routes.addressOf(target.host) : undefined;
    const found = entry ?? this.dns.resolve(target.host, pod);
    if (typeof found === "string") {
      const why =
        found === "no such host"
          ? `no Service or pod is called ${target.host}`
          : (this.dns.obstacle(pod) ?? "no DNS server answers");
      return failedAt(trip, "dns", found, why);
    }
    const [ip = ""] = this.#balancer.inTurn(found.name, found.ips);
    hop(trip, "dns", target.host, `${found.name} is ${found.ips.join(", ")}`);
    return this.#toAddress(trip, ip);
  }

  #toAddress(trip: Trip, ip: string): NetworkAnswer {
    trip.ip = ip;
    const route = this.#routes.entryAt(ip, trip.target.port);
    if (route !== undefined) return route(trip);
    return this.#delivery.toAddress(trip, ip, trip.target.port);
  }

  // Where a cluster has a name service, something must answer behind it.
  #dnsObstacle: Obstacle = (pod, server) => {
    const gate = { port: 53, transport: "udp" } as const;
    const client = { pod, ip: pod?.status.podIP ?? "" };
    if (server === NODE_DNS || outsideHostAt(server) !== undefined) {
      return this.#policies.refusal(client, { pod: undefined, ip: server }, gate);
    }
    if (server !== this.dns.clusterServer) return `no DNS server answers at ${server}`;
    if (!this.#hasNameService) return "no DNS server answers";
    const service = this.#services.service("kube-system", "kube-dns");
    if (service === undefined) {
      return this.#policies.refusal(client, { pod: IMPLICIT_DNS, ip: CLUSTER_DNS }, gate);
    }
    const [backend] = this.#services.backends(service, service.spec.ports?.[0] ?? {});
    if (backend === undefined) return "Service kube-system/kube-dns has no ready endpoints";
    return this.#policies.refusal(client, this.#partyAt(backend), { ...gate, port: backend.port });
  };

  #partyAt({ ip, pod }: Backend) {
    const found = pod === undefined ? undefined : this.#options.store.get("Pod", pod);
    return { ip, pod: found as unknown as Pod | undefined };
  }

  #tell(from: Origin, { failure, hops }: NetworkAnswer): void {
    const { engine } = this.#options;
    const origin = nameOf(from);
    for (const { detail, kind, name } of hops) {
      engine.record({
        component: COMPONENT,
        verb: "request",
        key: origin,
        detail: `${kind} ${name}: ${detail}`,
      });
    }
    if (failure === undefined) return;
    const detail = `${failure.hop}: ${failure.reason}: ${failure.why}`;
    engine.record({ component: COMPONENT, verb: "request", key: origin, detail });
  }

  // What a pod's programs see. A loop that asks again and again is told when its answer changes.
  #clientOf(pod: Pod): ProgramNetwork {
    const from = { pod: keyOf(pod) };
    const ask = (request: NetworkRequest): NetworkAnswer => {
      const answer = this.#go(request);
      const what = `${from.pod} ${request.url ?? `${request.host}:${request.port}`}`;
      const outcome = answer.failure?.why ?? String(answer.status ?? "open");
      if (this.#outcomes.get(what) !== outcome) {
        this.#outcomes.set(what, outcome);
        this.#tell(from, answer);
      }
      return answer;
    };
    return clientOf(pod, ask, this.dns, this.#options.engine);
  }
}

/** In clusters whose name service has no pods of its own, policies still see what it would be. */
const IMPLICIT_DNS = {
  metadata: { name: "coredns", namespace: "kube-system", labels: { "k8s-app": "kube-dns" } },
  spec: {
    containers: [
      {
        name: "coredns",
        ports: [
          { name: "dns", containerPort: 53, protocol: "UDP" },
          { name: "dns-tcp", containerPort: 53, protocol: "TCP" },
        ],
      },
    ],
  },
  status: {},
} as unknown as Pod;

export function createNetwork(options: NetworkOptions): Network {
  return new Network(options);
}
