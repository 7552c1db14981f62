/**
 * A pod's questions about names and the servers' answers. What the servers cannot be reached for
 * (nobody behind their Service, a policy in between) is not answered in time.
 *
 * Not simulated: caching.
 */
import type { Pod } from "../../api/types.generated.ts";
import type { ServiceTable } from "../service-table.ts";
import type { DnsReply, RecordType } from "./record.ts";
import { CLUSTER_DNS, candidates, hostsAddress, NODE_DNS, resolverOf } from "./resolver.ts";
import { type ClusterZone, outsideQuery } from "./zone.ts";

export type Resolved = {
  /** In full: `web.shop.svc.cluster.local`. */
  readonly name: string;
  readonly ips: readonly string[];
};

export type DnsAnswer = Resolved | "no such host" | "i/o timeout";

/** Why a pod gets no answer from a server; undefined when it gets one. */
export type Obstacle = (pod: Pod | undefined, server: string) => string | undefined;

export class Dns {
  readonly #services: ServiceTable;
  readonly #zone: ClusterZone;
  readonly #obstacle: Obstacle;

  constructor(services: ServiceTable, zone: ClusterZone, obstacle: Obstacle) {
    this.#services = services;
    this.#zone = zone;
    this.#obstacle = obstacle;
  }

  /** Where the cluster's name service is: its Service's address. */
  get clusterServer(): string {
    return this.#services.service("kube-system", "kube-dns")?.spec.clusterIP ?? CLUSTER_DNS;
  }

  /** Why the pod's first name server does not answer; undefined when it does. */
  obstacle(pod: Pod | undefined, server = this.serverOf(pod)): string | undefined {
    if (server === "") return "it has no name server";
    return this.#obstacle(pod, server);
  }

  serverOf(pod: Pod | undefined): string {
    return resolverOf(pod).nameservers[0] ?? "";
  }

  /** One question to one server, without any search. */
  query(
    name: string,
    type: RecordType,
    pod: Pod | undefined,
    server = this.serverOf(pod),
  ): DnsReply | "i/o timeout" {
    if (this.obstacle(pod, server) !== undefined) return "i/o timeout";
    const isNode = server === NODE_DNS;
    return isNode ? outsideQuery(name.replace(/\.$/, ""), type) : this.#zone.query(name, type);
  }

  /** As the C library of a pod (or of a node, without one) finds it. */
  resolve(name: string, pod: Pod | undefined): DnsAnswer {
    const known = hostsAddress(name, pod);
    if (known !== undefined) return { name, ips: [known] };
    for (const candidate of candidates(name, resolverOf(pod))) {
      const reply = this.query(candidate, "A", pod);
      if (reply === "i/o timeout") return reply;
      const addresses = reply.answers.filter(({ type }) => type === "A");
      if (addresses.length > 0) {
        const found = addresses[0]?.name ?? candidate;
        return { name: found, ips: addresses.map(({ data }) => data) };
      }
    }
    return "no such host";
  }
}
