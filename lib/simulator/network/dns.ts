/**
 * Names inside the cluster: Services, the pods behind headless ones, pods by their address.
 * https://kubernetes.io/docs/concepts/services-networking/dns-pod-service/
 *
 * Not simulated: names outside the cluster, reverse lookups, caching, the cluster's own zone name.
 */
import type { Pod, Service } from "../api/types.generated.ts";
import { isAddress } from "./request.ts";
import { isHeadless, type ServiceTable } from "./service-table.ts";

const ZONE = "cluster.local";
/** A name with fewer dots is tried with the search path first. */
const NDOTS = 5;

export type Resolved = {
  /** In full: `web.shop.svc.cluster.local`. */
  readonly name: string;
  readonly ips: readonly string[];
  readonly service: Service | undefined;
};

export type DnsAnswer = Resolved | "no such host" | "i/o timeout";

export class Dns {
  readonly #services: ServiceTable;
  #stopped = false;

  constructor(services: ServiceTable) {
    this.#services = services;
  }

  /** As the resolver of a pod (or of the world, without one) finds it. */
  resolve(name: string, pod: Pod | undefined): DnsAnswer {
    if (!this.isUp()) return "i/o timeout";
    for (const candidate of candidates(name, pod)) {
      const found = this.#lookUp(candidate, 0);
      if (found !== undefined) return found;
    }
    return "no such host";
  }

  setUp(isUp: boolean): void {
    this.#stopped = !isUp;
  }

  /** Where a cluster has a name service, something must answer behind it. */
  isUp(): boolean {
    if (this.#stopped) return false;
    const service = this.#services.service("kube-system", "kube-dns");
    return (
      service === undefined ||
      this.#services.backends(service, service.spec.ports?.[0] ?? {}).length > 0
    );
  }

  /** Ports of a Service's name: `_http._tcp.web.shop.svc.cluster.local`. */
  ports(
    name: string,
    pod: Pod | undefined,
  ): readonly { readonly target: string; readonly port: number }[] {
    const match = /^_([a-z0-9-]+)\._(tcp|udp)\.(.+)$/.exec(name);
    if (match === null) return [];
    const found = this.resolve(match[3] ?? "", pod);
    if (typeof found === "string" || found.service === undefined) return [];
    return (found.service.spec.ports ?? [])
      .filter(
        (port) => port.name === match[1] && (port.protocol ?? "TCP").toLowerCase() === match[2],
      )
      .map(({ port }) => ({ target: found.name, port }));
  }

  #lookUp(name: string, depth: number): Resolved | undefined {
    if (name === "localhost") return { name, ips: ["127.0.0.1"], service: undefined };
    const labels = name.split(".");
    if (!name.endsWith(`.${ZONE}`)) return undefined;
    const kind = labels.at(-3);
    const inner = labels.slice(0, -3);
    if (kind === "pod" && inner.length === 2) return podAddress(name, inner[0] ?? "");
    if (kind !== "svc") return undefined;
    const [service, namespace] = [inner.at(-2) ?? "", inner.at(-1) ?? ""];
    const found = this.#services.service(namespace, service);
    if (found === undefined || inner.length > 3) return undefined;
    return this.#ofService(found, name, inner.length === 3 ? inner[0] : undefined, depth);
  }

  #ofService(
    service: Service,
    name: string,
    host: string | undefined,
    depth: number,
  ): Resolved | undefined {
    const { spec } = service;
    if (spec.type === "ExternalName") {
      const external = spec.externalName ?? "";
      return depth > 8 ? undefined : this.#lookUp(external, depth + 1);
    }
    if (!isHeadless(service)) {
      if (host !== undefined || spec.clusterIP === undefined || spec.clusterIP === "")
        return undefined;
      return { name, ips: [spec.clusterIP], service };
    }
    const backends = this.#services.backends(service, spec.ports?.[0] ?? {});
    const wanted =
      host === undefined ? backends : backends.filter(({ hostname }) => hostname === host);
    const ips = [...new Set(wanted.map(({ ip }) => ip))];
    return ips.length === 0 ? undefined : { name, ips, service };
  }
}

function candidates(name: string, pod: Pod | undefined): readonly string[] {
  if (name.endsWith(".")) return [name.slice(0, -1)];
  if (pod === undefined) return [name];
  const { dnsConfig, dnsPolicy, hostNetwork } = pod.spec;
  const own = dnsConfig?.searches ?? [];
  const namespace = pod.metadata.namespace ?? "default";
  const isOutside =
    dnsPolicy === "None" ||
    dnsPolicy === "Default" ||
    (hostNetwork === true && dnsPolicy !== "ClusterFirstWithHostNet");
  const searches = isOutside ? own : [`${namespace}.svc.${ZONE}`, `svc.${ZONE}`, ZONE, ...own];
  const searched = searches.map((domain) => `${name}.${domain}`);
  const dots = name.split(".").length - 1;
  return dots < NDOTS ? [...searched, name] : [name, ...searched];
}

function podAddress(name: string, dashed: string): Resolved | undefined {
  const ip = dashed.replace(/-/g, ".");
  return isAddress(ip) ? { name, ips: [ip], service: undefined } : undefined;
}
