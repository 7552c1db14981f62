/**
 * Services by their addresses and their endpoints, as they are stored.
 * https://kubernetes.io/docs/reference/networking/virtual-ips/
 */
import { keyOf } from "../api/object.ts";
import type { Endpoint, EndpointSlice, Service, ServicePort } from "../api/types.generated.ts";
import type { Store } from "../apiserver/store/store.ts";
import type { Transport } from "./request.ts";

export type Backend = {
  readonly ip: string;
  readonly port: number;
  readonly node: string | undefined;
  readonly hostname: string | undefined;
  /** Key of the pod behind it. */
  readonly pod: string | undefined;
  readonly ready: boolean;
  /** Still serves while it ends. */
  readonly isDraining: boolean;
  readonly forZones: readonly string[];
  readonly forNodes: readonly string[];
};

/** `cluster`: its own address; the other ways lead in from outside. */
export type FrontendKind = "cluster" | "external" | "balancer" | "node";

export type Frontend = {
  readonly kind: FrontendKind;
  readonly service: Service;
  readonly port: ServicePort;
};

type Index = {
  /** `10.96.0.50:80/tcp`; of node ports `:30080/tcp`. */
  readonly byAddress: Map<string, Frontend>;
  readonly byIp: Map<string, Service>;
};

export class ServiceTable {
  readonly #store: Store;
  #index: Index | undefined;
  #slices: Map<string, readonly EndpointSlice[]> | undefined;

  constructor(store: Store) {
    this.#store = store;
    store.watch(({ kind }) => {
      if (kind === "Service") this.#index = undefined;
      else if (kind === "EndpointSlice") this.#slices = undefined;
    });
  }

  service(namespace: string, name: string): Service | undefined {
    return this.#store.get("Service", `${namespace}/${name}`) as unknown as Service | undefined;
  }

  frontend(ip: string, port: number, transport: Transport): Frontend | undefined {
    return this.#indexed().byAddress.get(`${ip}:${port}/${transport}`);
  }

  nodePort(port: number, transport: Transport): Frontend | undefined {
    return this.#indexed().byAddress.get(`:${port}/${transport}`);
  }

  /** Whose address it is, whatever the port. */
  byIp(ip: string): Service | undefined {
    return this.#indexed().byIp.get(ip);
  }

  /** All endpoints of a port, ready or not: which are asked is the proxy's choice. */
  endpoints(
    service: Service,
    { name = "" }: Pick<ServicePort, "name">,
    slices = this.#slicesOf(keyOf(service)),
  ): readonly Backend[] {
    const publishes = service.spec.publishNotReadyAddresses === true;
    return slices.flatMap((slice) => {
      if (slice.addressType === "FQDN") return [];
      const ports = slice.ports ?? [];
      const port = ports.find((one) => (one.name ?? "") === name);
      // Headless Services need no ports.
      if (port === undefined && ports.length > 0) return [];
      return (slice.endpoints ?? []).flatMap((endpoint) =>
        endpoint.addresses.map((ip) => backendOf(endpoint, ip, port?.port ?? 0, publishes)),
      );
    });
  }

  /** Where names and routes lead to: ready ones; without any, those that still serve. */
  backends(service: Service, port: Pick<ServicePort, "name">): readonly Backend[] {
    return usable(this.endpoints(service, port));
  }

  #slicesOf(key: string): readonly EndpointSlice[] {
    if (this.#slices === undefined) {
      const slices = new Map<string, EndpointSlice[]>();
      const all = this.#store.list("EndpointSlice") as unknown as readonly EndpointSlice[];
      for (const slice of all) {
        const name = slice.metadata.labels?.["kubernetes.io/service-name"];
        if (name === undefined) continue;
        const owner = `${slice.metadata.namespace}/${name}`;
        const known = slices.get(owner);
        if (known === undefined) slices.set(owner, [slice]);
        else known.push(slice);
      }
      this.#slices = slices;
    }
    return this.#slices.get(key) ?? [];
  }

  #indexed(): Index {
    this.#index ??= indexOf(this.#store.list("Service") as unknown as readonly Service[]);
    return this.#index;
  }
}

export function usable(endpoints: readonly Backend[]): readonly Backend[] {
  const ready = endpoints.filter((one) => one.ready);
  return ready.length > 0 ? ready : endpoints.filter((one) => one.isDraining);
}

function backendOf(
  { conditions, hints, hostname, nodeName: node, targetRef }: Endpoint,
  ip: string,
  port: number,
  publishes: boolean,
): Backend {
  const pod = targetRef?.kind === "Pod" ? `${targetRef.namespace}/${targetRef.name}` : undefined;
  const ready = publishes || conditions?.ready !== false;
  const isDraining = conditions?.serving === true && conditions.terminating === true;
  const forZones = (hints?.forZones ?? []).map(({ name }) => name);
  const forNodes = (hints?.forNodes ?? []).map(({ name }) => name);
  return { ip, port, node, hostname, pod, ready, isDraining, forZones, forNodes };
}

function indexOf(services: readonly Service[]): Index {
  const index: Index = { byAddress: new Map(), byIp: new Map() };
  for (const service of services) {
    if (service.spec.type === "ExternalName") continue;
    for (const [kind, ip] of addressesOf(service)) {
      if (ip === "" || ip === "None") continue;
      index.byIp.set(ip, service);
      for (const port of service.spec.ports ?? []) {
        index.byAddress.set(`${ip}:${port.port}/${transportOf(port)}`, { kind, service, port });
      }
    }
    for (const port of service.spec.ports ?? []) {
      if (port.nodePort === undefined || service.spec.type === "ClusterIP") continue;
      const at = `:${port.nodePort}/${transportOf(port)}`;
      index.byAddress.set(at, { kind: "node", service, port });
    }
  }
  return index;
}

function transportOf({ protocol = "TCP" }: ServicePort): string {
  return protocol.toLowerCase();
}

function addressesOf({ spec, status }: Service): readonly (readonly [FrontendKind, string])[] {
  const own = spec.clusterIPs ?? (spec.clusterIP === undefined ? [] : [spec.clusterIP]);
  const balanced = (status?.loadBalancer?.ingress ?? []).flatMap(({ ip, ipMode }) =>
    // With the mode Proxy the way leads through the balancer itself.
    ip === undefined || ipMode === "Proxy" ? [] : [ip],
  );
  return [
    ...own.map((ip) => ["cluster", ip] as const),
    ...(spec.externalIPs ?? []).map((ip) => ["external", ip] as const),
    ...balanced.map((ip) => ["balancer", ip] as const),
  ];
}

export function isHeadless({ spec }: Service): boolean {
  return spec.clusterIP === "None";
}
