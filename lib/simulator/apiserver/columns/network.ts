/** Rows of Endpoints, EndpointSlices, Ingresses, IngressClasses, NetworkPolicies, ServiceCIDRs. */
import type {
  EndpointSlice,
  Endpoints,
  Ingress,
  IngressClass,
  NetworkPolicy,
} from "../../api/types.generated.ts";
import { ageOf, columns } from "../column.ts";
import { columnsOf, type KindColumns, shortList } from "./kind-columns.ts";
import { labelSelectorText } from "./selector-cell.ts";

const endpoints: KindColumns<Endpoints> = {
  kind: "Endpoints",
  columns: columns("Name", "Endpoints", "Age"),
  cells: (object, { nowMs }) => [
    object.metadata.name,
    shortList(addressesOf(object), "<none>"),
    ageOf(object, nowMs),
  ],
};

function addressesOf({ subsets }: Endpoints): readonly string[] {
  return (subsets ?? []).flatMap(({ addresses = [], ports = [] }) =>
    ports.length === 0
      ? addresses.map(({ ip }) => ip)
      : ports.flatMap(({ port }) => addresses.map(({ ip }) => hostPort(ip, port))),
  );
}

function hostPort(ip: string, port: number): string {
  return ip.includes(":") ? `[${ip}]:${port}` : `${ip}:${port}`;
}

const endpointSlices: KindColumns<EndpointSlice> = {
  kind: "EndpointSlice",
  columns: columns("Name", "AddressType", "Ports", "Endpoints", "Age"),
  cells(slice, { nowMs }) {
    const ports = (slice.ports ?? []).map(({ port, name }) => String(port ?? name ?? "*"));
    const addresses = (slice.endpoints ?? []).flatMap((endpoint) => endpoint.addresses ?? []);
    return [
      slice.metadata.name,
      slice.addressType,
      shortList(ports, "<unset>"),
      shortList(addresses, "<unset>"),
      ageOf(slice, nowMs),
    ];
  },
};

const ingresses: KindColumns<Ingress> = {
  kind: "Ingress",
  columns: columns("Name", "Class", "Hosts", "Address", "Ports", "Age"),
  cells(ingress, { nowMs }) {
    const hosts = (ingress.spec?.rules ?? []).map(({ host = "" }) => host).filter(Boolean);
    const points = ingress.status?.loadBalancer?.ingress ?? [];
    return [
      ingress.metadata.name,
      ingress.spec?.ingressClassName ?? "<none>",
      shortList(hosts, "*"),
      points.map(({ ip, hostname }) => ip || hostname || "").join(","),
      (ingress.spec?.tls ?? []).length > 0 ? "80, 443" : "80",
      ageOf(ingress, nowMs),
    ];
  },
};

const ingressClasses: KindColumns<IngressClass> = {
  kind: "IngressClass",
  columns: columns("Name", "Controller", "Parameters", "Age"),
  cells(object, { nowMs }) {
    const { controller, parameters } = object.spec ?? {};
    const group = parameters?.apiGroup === undefined ? "" : `.${parameters.apiGroup}`;
    return [
      object.metadata.name,
      controller ?? "",
      parameters === undefined ? "<none>" : `${parameters.kind}${group}/${parameters.name}`,
      ageOf(object, nowMs),
    ];
  },
};

const networkPolicies: KindColumns<NetworkPolicy> = {
  kind: "NetworkPolicy",
  columns: columns("Name", "Pod-Selector", "Age"),
  cells: (policy, { nowMs }) => [
    policy.metadata.name,
    labelSelectorText(policy.spec?.podSelector),
    ageOf(policy, nowMs),
  ],
};

export const networkColumns: readonly KindColumns[] = [
  columnsOf(endpoints as never),
  columnsOf(endpointSlices as never),
  columnsOf(ingresses as never),
  columnsOf(ingressClasses as never),
  columnsOf(networkPolicies as never),
];
