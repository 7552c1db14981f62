/**
 * The cluster's name server: Services, the pods behind headless ones, pods by their address, and
 * what lies outside. https://kubernetes.io/docs/concepts/services-networking/dns-pod-service/
 *
 * Not simulated: other zones in a Corefile, zone transfers.
 */
import type { Service, ServicePort } from "../../api/types.generated.ts";
import type { Store } from "../../apiserver/store/store.ts";
import { outsideHost } from "../outside.ts";
import { isAddress } from "../request.ts";
import { type Backend, isHeadless, type ServiceTable } from "../service-table.ts";
import { type DnsRecord, type DnsReply, NO_DATA, NXDOMAIN, type RecordType } from "./record.ts";

export const ZONE = "cluster.local";
const TTL = 30;
const REVERSE = ".in-addr.arpa";
const ALIASES_MAX = 8;

export class ClusterZone {
  readonly #services: ServiceTable;
  readonly #store: Store;

  constructor(services: ServiceTable, store: Store) {
    this.#services = services;
    this.#store = store;
  }

  query(asked: string, type: RecordType, depth = 0): DnsReply {
    const name = asked.toLowerCase().replace(/\.$/, "");
    if (name.endsWith(REVERSE)) return type === "PTR" ? this.#reverse(name) : NO_DATA;
    if (name !== ZONE && !name.endsWith(`.${ZONE}`)) return outsideQuery(name, type);
    const labels = name.split(".").slice(0, -2);
    const kind = labels.pop();
    if (kind === undefined) return NO_DATA;
    if (kind === "pod")
      return labels.length === 2 ? podAddress(name, labels[0] ?? "", type) : NO_DATA;
    if (kind !== "svc") return NXDOMAIN;
    const namespace = labels.pop();
    if (namespace === undefined) return NO_DATA;
    if (labels.length === 0) {
      return this.#store.get("Namespace", namespace) === undefined ? NXDOMAIN : NO_DATA;
    }
    const service = this.#services.service(namespace, labels.pop() ?? "");
    if (service === undefined) return NXDOMAIN;
    return this.#ofService(service, labels, name, type, depth);
  }

  // `front` is what stands before the Service's own name: a pod's, or a port's.
  #ofService(
    service: Service,
    front: readonly string[],
    name: string,
    type: RecordType,
    depth: number,
  ): DnsReply {
    const { spec } = service;
    if (spec.type === "ExternalName") {
      return front.length > 0 ? NXDOMAIN : this.#alias(spec.externalName ?? "", name, type, depth);
    }
    const [first = "", second = ""] = front;
    if (front.length === 2 && first.startsWith("_") && second.startsWith("_")) {
      const ports = (spec.ports ?? []).filter(
        (port) =>
          `_${port.name}` === first && `_${(port.protocol ?? "TCP").toLowerCase()}` === second,
      );
      return ports.length === 0 ? NXDOMAIN : this.#ports(service, ports, name, type);
    }
    if (front.length > 1) return NXDOMAIN;
    if (!isHeadless(service)) {
      if (front.length > 0 || (spec.clusterIP ?? "") === "") return NXDOMAIN;
      if (type === "SRV") return this.#ports(service, spec.ports ?? [], name, type);
      return type === "A" ? reply([record(name, "A", spec.clusterIP ?? "")]) : NO_DATA;
    }
    const all = this.#backends(service);
    const wanted = front.length === 0 ? all : all.filter((one) => hostOf(one) === first);
    if (wanted.length === 0) return NXDOMAIN;
    if (type === "SRV") return this.#ports(service, spec.ports ?? [], name, type);
    if (type !== "A") return NO_DATA;
    return reply([...new Set(wanted.map(({ ip }) => ip))].map((ip) => record(name, "A", ip)));
  }

  #backends(service: Service): readonly Backend[] {
    return this.#services.backends(service, service.spec.ports?.[0] ?? {});
  }

  #alias(target: string, name: string, type: RecordType, depth: number): DnsReply {
    if (depth >= ALIASES_MAX) return NXDOMAIN;
    const alias = record(name, "CNAME", `${target.replace(/\.$/, "")}.`);
    if (type === "CNAME") return reply([alias]);
    const { answers } = this.query(target, type, depth + 1);
    return reply([alias, ...answers]);
  }

  #ports(
    service: Service,
    ports: readonly ServicePort[],
    name: string,
    type: RecordType,
  ): DnsReply {
    if (type !== "SRV") return NO_DATA;
    const { metadata, spec } = service;
    const home = `${metadata.name}.${metadata.namespace}.svc.${ZONE}`;
    if (!isHeadless(service)) {
      if (spec.clusterIP === undefined) return NXDOMAIN;
      return reply(ports.map(({ port }) => record(name, "SRV", `0 100 ${port} ${home}.`)));
    }
    return reply(
      ports.flatMap((port) =>
        this.#services
          .backends(service, port)
          .map((one) => record(name, "SRV", `0 100 ${one.port} ${hostOf(one)}.${home}.`)),
      ),
    );
  }

  #reverse(name: string): DnsReply {
    const ip = name.slice(0, -REVERSE.length).split(".").reverse().join(".");
    const owner = this.#services.byIp(ip);
    if (owner?.spec.clusterIP === ip) return reply([pointer(name, owner)]);
    for (const service of this.#store.list("Service") as unknown as readonly Service[]) {
      if (!isHeadless(service)) continue;
      const found = this.#backends(service).find((one) => one.ip === ip);
      if (found !== undefined) return reply([pointer(name, service, hostOf(found))]);
    }
    return NXDOMAIN;
  }
}

/** What a node's own resolver knows: the world outside. */
export function outsideQuery(name: string, type: RecordType): DnsReply {
  const host = outsideHost(name);
  if (host === undefined) return NXDOMAIN;
  return type === "A" ? reply([record(name, "A", host.ip)]) : NO_DATA;
}

function podAddress(name: string, dashed: string, type: RecordType): DnsReply {
  const ip = dashed.replace(/-/g, ".");
  if (!isAddress(ip)) return NXDOMAIN;
  return type === "A" ? reply([record(name, "A", ip)]) : NO_DATA;
}

/** A pod without a hostname of its own in the Service is called by its address. */
function hostOf({ hostname, ip }: Backend): string {
  return hostname ?? ip.replace(/\./g, "-");
}

function pointer(name: string, { metadata }: Service, host?: string): DnsRecord {
  const home = `${metadata.name}.${metadata.namespace}.svc.${ZONE}.`;
  return record(name, "PTR", host === undefined ? home : `${host}.${home}`);
}

function record(name: string, type: RecordType, data: string): DnsRecord {
  return { name, type, ttl: TTL, data };
}

function reply(answers: readonly DnsRecord[]): DnsReply {
  return { code: "NOERROR", answers };
}
