/**
 * Services by their addresses and their endpoints, as they are stored.
 * https://kubernetes.io/docs/reference/networking/virtual-ips/
 *
 * Not simulated: topology hints, zones.
 */
import { keyOf } from "../api/object.ts";
import type { Endpoint, EndpointSlice, Service, ServicePort } from "../api/types.generated.ts";
import type { Store } from "../apiserver/store/store.ts";

export type Backend = {
  readonly ip: string;
  readonly port: number;
  readonly node: string | undefined;
  readonly hostname: string | undefined;
  /** Key of the pod behind it. */
  readonly pod: string | undefined;
};

type Index = {
  readonly byIp: Map<string, Service>;
  readonly byNodePort: Map<number, Service>;
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

  byIp(ip: string): Service | undefined {
    return this.#indexed().byIp.get(ip);
  }

  byNodePort(port: number): Service | undefined {
    return this.#indexed().byNodePort.get(port);
  }

  /**
   * Where a port leads to: ready endpoints; without any, those that still serve while they end;
   * all that are known if the Service publishes them.
   */
  backends(
    service: Service,
    port: Pick<ServicePort, "name">,
    slices = this.slicesOf(keyOf(service)),
  ): readonly Backend[] {
    const all = endpointsIn(slices, port);
    const wants = service.spec.publishNotReadyAddresses === true;
    const ready = all.filter(({ endpoint }) => wants || endpoint.conditions?.ready !== false);
    const serving = all.filter(({ endpoint }) => endpoint.conditions?.serving === true);
    return (ready.length > 0 ? ready : serving).map(({ backend }) => backend);
  }

  slicesOf(key: string): readonly EndpointSlice[] {
    if (this.#slices === undefined) {
      const slices = new Map<string, EndpointSlice[]>();
      for (const slice of this.#store.list(
        "EndpointSlice",
      ) as unknown as readonly EndpointSlice[]) {
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
    if (this.#index === undefined) {
      const byIp = new Map<string, Service>();
      const byNodePort = new Map<number, Service>();
      for (const service of this.#store.list("Service") as unknown as readonly Service[]) {
        for (const ip of addressesOf(service)) byIp.set(ip, service);
        for (const { nodePort } of service.spec.ports ?? []) {
          if (nodePort !== undefined) byNodePort.set(nodePort, service);
        }
      }
      this.#index = { byIp, byNodePort };
    }
    return this.#index;
  }
}

function endpointsIn(slices: readonly EndpointSlice[], { name = "" }: Pick<ServicePort, "name">) {
  const found: { endpoint: Endpoint; backend: Backend }[] = [];
  for (const slice of slices) {
    const port = slice.ports?.find((one) => (one.name ?? "") === name) ?? slice.ports?.[0];
    for (const endpoint of slice.endpoints ?? []) {
      const { hostname, nodeName: node, targetRef } = endpoint;
      const isPod = targetRef?.kind === "Pod";
      const pod = isPod ? `${targetRef.namespace}/${targetRef.name}` : undefined;
      for (const ip of endpoint.addresses) {
        found.push({ endpoint, backend: { ip, port: port?.port ?? 0, node, hostname, pod } });
      }
    }
  }
  return found;
}

function addressesOf({ spec, status }: Service): readonly string[] {
  const own = spec.clusterIPs ?? (spec.clusterIP === undefined ? [] : [spec.clusterIP]);
  const balanced = (status.loadBalancer?.ingress ?? []).flatMap(({ ip }) =>
    ip === undefined ? [] : [ip],
  );
  return [...own, ...(spec.externalIPs ?? []), ...balanced].filter(
    (ip) => ip !== "" && ip !== "None",
  );
}

export function isHeadless({ spec }: Service): boolean {
  return spec.clusterIP === "None";
}
