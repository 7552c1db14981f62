/**
 * Requests inside the cluster, hop by hop at one virtual moment: name → Service → endpoint → pod →
 * program. One log entry a hop; what fails says where and why.
 *
 * Not simulated: Ingress and Gateway routes, UDP, IPv6, retries, connection draining of open
 * connections.
 */
import { keyOf } from "../api/object.ts";
import type { Node, Pod, Service, ServicePort } from "../api/types.generated.ts";
import type { Store } from "../apiserver/store/store.ts";
import type { Engine } from "../engine/engine.ts";
import type { Kubelets } from "../kubelet/index.ts";
import type { ProgramNetwork, Reply, RuntimeProfile } from "../programs/index.ts";
import { Balancer } from "./balancer.ts";
import { Dns, type DnsAnswer } from "./dns.ts";
import { PolicyTable } from "./policy.ts";
import { ProxyRules } from "./proxy-rules.ts";
import { replyOf } from "./reply.ts";
import {
  failed,
  type Hop,
  isAddress,
  type NetworkAnswer,
  type NetworkRequest,
  type Origin,
  originOf,
  type Target,
  targetOf,
} from "./request.ts";
import { type Backend, ServiceTable } from "./service-table.ts";
import { tell } from "./telling.ts";

export type NetworkOptions = {
  readonly engine: Engine;
  readonly store: Store;
  readonly kubelets: Kubelets;
  readonly runtime?: RuntimeProfile;
  /** Changes reach the nodes' rules late, as they do; at once when left out. */
  readonly proxiesLag?: boolean;
};

type Trip = {
  readonly from: Origin;
  readonly client: Pod | undefined;
  readonly target: Target;
  readonly hops: Hop[];
};

export class Network {
  readonly dns: Dns;
  readonly #options: NetworkOptions;
  readonly #services: ServiceTable;
  readonly #policies: PolicyTable;
  readonly #balancer: Balancer;
  readonly #rules: ProxyRules | undefined;
  /** How the last request of a pod's programs to a target ended: changes are told. */
  readonly #outcomes = new Map<string, string>();

  constructor(options: NetworkOptions) {
    this.#options = options;
    this.#services = new ServiceTable(options.store);
    this.dns = new Dns(this.#services);
    this.#policies = new PolicyTable(options.store);
    this.#balancer = new Balancer(options.engine);
    const { engine, proxiesLag = false, store } = options;
    this.#rules = proxiesLag ? new ProxyRules(engine, store) : undefined;
    if (options.runtime?.hasNameService !== false)
      options.kubelets.setNetwork((pod) => this.#clientOf(pod));
  }

  request(request: NetworkRequest): NetworkAnswer {
    const answer = this.#go(request);
    tell(this.#options.engine, request.from, answer);
    return answer;
  }

  resolve(name: string, from: Origin): DnsAnswer {
    return this.dns.resolve(name, this.#podOf(from));
  }

  /** The name service answers, or does not. */
  setNameService(isUp: boolean): void {
    this.dns.setUp(isUp);
  }

  /** A node's kube-proxy runs, or leaves the node's rules as they are. */
  setProxy(node: string, isUp: boolean): void {
    if (isUp) this.#rules?.start(node);
    else this.#rules?.stop(node);
  }

  #podOf(from: Origin): Pod | undefined {
    if (from === "outside") return undefined;
    return this.#options.store.get("Pod", from.pod) as unknown as Pod | undefined;
  }

  #go(request: NetworkRequest): NetworkAnswer {
    const target = targetOf(request);
    const client = this.#podOf(request.from);
    const hops: Hop[] = [];
    if (target === undefined)
      return failed(hops, "client", "no such host", "the address cannot be read");
    const trip: Trip = { from: request.from, client, target, hops };
    // A container talks before the status tells that it runs.
    const isUp = client !== undefined && !/^(?:Succeeded|Failed)$/.test(client.status.phase ?? "");
    if (request.from !== "outside" && !isUp) {
      return failed(hops, "client", "no client", `pod ${request.from.pod} is not running`);
    }
    if (isAddress(target.host)) return this.#toAddress(trip, target.host);
    const found = this.dns.resolve(target.host, client);
    if (typeof found === "string") {
      const why =
        found === "no such host"
          ? `no Service or pod is called ${target.host}`
          : "no DNS server answers";
      return failed(hops, "dns", found, why);
    }
    const [ip = ""] = this.#balancer.inTurn(found.name, found.ips);
    hops.push({
      kind: "dns",
      name: target.host,
      detail: `${found.name} is ${found.ips.join(", ")}`,
    });
    return this.#toAddress(trip, ip);
  }

  #toAddress(trip: Trip, ip: string): NetworkAnswer {
    const { target } = trip;
    const service = this.#services.byIp(ip);
    if (service !== undefined)
      return this.#toService(
        trip,
        service,
        service.spec.ports?.find(({ port }) => port === target.port),
      );
    const node = this.#nodeAt(ip);
    if (node !== undefined) {
      const exposed = this.#services.byNodePort(target.port);
      const port = exposed?.spec.ports?.find(({ nodePort }) => nodePort === target.port);
      if (exposed !== undefined) return this.#toService(trip, exposed, port, node);
    }
    const own = ip.startsWith("127.") ? (trip.client?.status.podIP ?? ip) : ip;
    return this.#toPod(trip, own, target.port);
  }

  #nodeAt(ip: string): string | undefined {
    const nodes = this.#options.store.list("Node") as unknown as readonly Node[];
    const isAt = ({ status }: Node) => status.addresses?.some(({ address }) => address === ip);
    return nodes.find(isAt)?.metadata.name;
  }

  #toService(
    trip: Trip,
    service: Service,
    port: ServicePort | undefined,
    node?: string,
  ): NetworkAnswer {
    const { hops, target } = trip;
    const key = keyOf(service);
    if (port === undefined) {
      return failed(hops, "service", "i/o timeout", `Service ${key} has no port ${target.port}`);
    }
    hops.push({
      kind: "service",
      name: key,
      detail: `port ${port.port} → ${port.targetPort ?? port.port}`,
    });
    if (key === "default/kubernetes") {
      hops.push({ kind: "program", name: "kube-apiserver", detail: "answers" });
      return {
        ok: true,
        hops,
        ...(target.protocol === "http" ? { status: 403, body: "forbidden\n" } : {}),
      };
    }
    const at = node ?? trip.client?.spec.nodeName;
    if (at !== undefined && this.#rules?.knows(service, at) === false) {
      const why = `kube-proxy on ${at} has no rule for Service ${key}`;
      return failed(hops, "service", "i/o timeout", why);
    }
    const slices = at === undefined ? undefined : this.#rules?.slicesOf(key, at);
    const all = this.#services.backends(service, port, slices);
    const backends = this.#eligible(all, service, trip, node);
    const backend = this.#balancer.choose(service, port, backends, originOf(trip.from));
    if (backend === undefined) {
      return failed(
        hops,
        "endpoint",
        "connection refused",
        `Service ${key} has no ready endpoints`,
      );
    }
    const who = backend.pod === undefined ? "" : ` (${backend.pod})`;
    hops.push({
      kind: "endpoint",
      name: `${backend.ip}:${backend.port}`,
      detail: `one of ${backends.length}${who}`,
    });
    return this.#toPod(trip, backend.ip, backend.port, backend.pod);
  }

  // With the policy Local only endpoints of the same node count.
  #eligible(
    backends: readonly Backend[],
    { spec }: Service,
    { client, from }: Trip,
    node: string | undefined,
  ) {
    const isOutside = from === "outside" || node !== undefined;
    const policy = isOutside ? spec.externalTrafficPolicy : spec.internalTrafficPolicy;
    if (policy !== "Local") return backends;
    const here = node ?? client?.spec.nodeName;
    return here === undefined ? backends : backends.filter((backend) => backend.node === here);
  }

  // `expected` is the pod that the endpoint was; the address may be nobody's by now.
  #toPod(trip: Trip, ip: string, port: number, expected?: string): NetworkAnswer {
    const { client, hops, target } = trip;
    const dialled = this.#options.kubelets.dial(ip, port);
    const pod = this.#podAt(ip, typeof dialled === "string" ? undefined : dialled.podKey);
    const from = { pod: client, ip: client?.status.podIP ?? "203.0.113.1" };
    const policy =
      client !== undefined && pod === client
        ? undefined
        : this.#policies.refusal(from, { pod, ip }, port);
    if (policy !== undefined) {
      return failed(
        hops,
        "pod",
        "i/o timeout",
        `NetworkPolicy ${policy} lets nothing through to ${ip}:${port}`,
      );
    }
    if (dialled === "unreachable")
      return failed(hops, "pod", "i/o timeout", `nothing answers at ${ip}`, expected);
    const name = pod === undefined ? ip : keyOf(pod);
    if (dialled === "refused") {
      const why = `nothing in ${name} listens on port ${port}`;
      return failed(hops, "pod", "connection refused", why, pod && keyOf(pod));
    }
    hops.push({ kind: "pod", name, detail: `${ip}:${port}` });
    if (target.protocol === "tcp") {
      hops.push({ kind: "program", name: dialled.container, detail: "accepts" });
      return { ok: true, hops };
    }
    const answer = dialled.http(target.path);
    if (answer === undefined)
      return failed(hops, "program", "i/o timeout", `${name} accepts and does not answer`);
    const { body, status } = answer;
    hops.push({ kind: "program", name: dialled.container, detail: `${target.path} ${status}` });
    return { ok: true, status, body, hops };
  }

  #podAt(ip: string, key: string | undefined): Pod | undefined {
    const { store } = this.#options;
    if (key !== undefined) return store.get("Pod", key) as unknown as Pod | undefined;
    const pods = store.list("Pod") as unknown as readonly Pod[];
    return pods.find(({ spec, status }) => status.podIP === ip && spec.hostNetwork !== true);
  }

  // What a pod's programs see. A loop that asks again and again is told when its answer changes.
  #clientOf(pod: Pod): ProgramNetwork {
    const from = { pod: keyOf(pod) };
    const ask = (request: NetworkRequest, timeoutMs: number): Reply => {
      const answer = this.#go(request);
      const what = `${from.pod} ${request.url ?? `${request.host}:${request.port}`}`;
      const outcome = answer.failure?.why ?? String(answer.status ?? "open");
      if (this.#outcomes.get(what) !== outcome) {
        this.#outcomes.set(what, outcome);
        tell(this.#options.engine, from, answer);
      }
      return replyOf(answer, timeoutMs, this.#options.engine);
    };
    return {
      answersAnyName: false,
      dnsServer: "10.96.0.10",
      http: (url, timeoutMs) => ask({ from, url, protocol: "http" }, timeoutMs),
      tcp: (host, port, timeoutMs) => ask({ from, host, port, protocol: "tcp" }, timeoutMs),
      resolve: (name) => {
        const found = this.resolve(name, from);
        return typeof found === "string" ? undefined : found;
      },
    };
  }
}

export function createNetwork(options: NetworkOptions): Network {
  return new Network(options);
}
