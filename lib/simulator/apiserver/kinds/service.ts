/**
 * What the API server knows of Services: defaults, what a change of type takes along, columns.
 * https://kubernetes.io/docs/concepts/services-networking/service/
 */
import type { Service, ServicePort, ServiceSpec } from "../../api/types.generated.ts";
import { ageOf, columns, labelsText } from "../column.ts";
import { changeField, changeItems, fillIn } from "../fill-in.ts";
import type { KindStrategy } from "../kind-strategy.ts";
import { allocateAddresses } from "./service/allocation.ts";
import {
  nameRule,
  validateService,
  validateServiceStatus,
  validateServiceUpdate,
} from "./service/rule.ts";
import { isExternallyAccessible, withoutFieldsOfOldType } from "./service/type-change.ts";

const AFFINITY_SECONDS = 10_800;

export const serviceStrategy: KindStrategy<Service> = {
  kind: "Service",
  nameRule,

  setDefaults(service) {
    const given = service.spec ?? {};
    const type = given.type ?? "ClusterIP";
    let spec = fillIn<ServiceSpec>(given, { sessionAffinity: "None", type });
    if (spec.sessionAffinity === "ClientIP") spec = withAffinityTimeout(spec);
    else if (spec.sessionAffinity === "None" && spec.sessionAffinityConfig !== undefined) {
      const { sessionAffinityConfig: _, ...rest } = spec;
      spec = rest;
    }
    spec = changeField(spec, "ports", (ports) => changeItems(ports, withPortDefaults));
    if (type === "ClusterIP" || type === "NodePort" || type === "LoadBalancer") {
      spec = fillIn<ServiceSpec>(spec, { internalTrafficPolicy: "Cluster" });
    }
    if (isExternallyAccessible(spec)) {
      spec = fillIn<ServiceSpec>(spec, { externalTrafficPolicy: "Cluster" });
    }
    if (type === "LoadBalancer")
      spec = fillIn<ServiceSpec>(spec, { allocateLoadBalancerNodePorts: true });
    return spec === service.spec ? service : { ...service, spec };
  },

  prepareForCreate: (service) => ({ ...service, status: { loadBalancer: {} } }),
  prepareForUpdate: withoutFieldsOfOldType,
  prepareForStatusUpdate: withAddressModes,
  validateStatusUpdate: ({ spec, status }) => validateServiceStatus(spec, status),
  allocate: allocateAddresses,
  validate: ({ spec }) => validateService(spec),
  validateUpdate: ({ spec }, { spec: old }) => validateServiceUpdate(spec, old),

  warnings({ spec }) {
    const texts: string[] = [];
    if (spec.clusterIP === "None") {
      const ignored = (field: string) => `spec.${field} is ignored for headless services`;
      if ((spec.loadBalancerIP ?? "") !== "") texts.push(ignored("loadBalancerIP"));
      if ((spec.externalIPs?.length ?? 0) > 0) texts.push(ignored("externalIPs"));
      if (spec.sessionAffinity !== "None") texts.push(ignored("SessionAffinity"));
    }
    if (spec.trafficDistribution === "PreferClose") {
      texts.push('spec.trafficDistribution: "PreferClose" is deprecated; use "PreferSameZone"');
    }
    return texts;
  },

  columns: columns("Name", "Type", "Cluster-IP", "External-IP", "Port(s)", "Age", "+Selector"),

  cells(service, { nowMs }) {
    const { metadata, spec } = service;
    return [
      metadata.name,
      spec.type ?? "",
      spec.clusterIP === undefined || spec.clusterIP === "" ? "<none>" : spec.clusterIP,
      externalText(service),
      portsText(spec.ports ?? []),
      ageOf(service, nowMs),
      labelsText(spec.selector),
    ];
  },

  selectableFields: ({ spec }) => ({
    "spec.clusterIP": spec.clusterIP ?? "",
    "spec.type": spec.type ?? "",
  }),
};

function withAddressModes(service: Service): Service {
  const { ingress } = service.status.loadBalancer ?? {};
  if (ingress === undefined) return service;
  const filled = changeItems(ingress, (one) =>
    (one.ip ?? "") === "" ? one : fillIn(one, { ipMode: "VIP" }),
  );
  if (filled === ingress) return service;
  const loadBalancer = { ...service.status.loadBalancer, ingress: filled };
  return { ...service, status: { ...service.status, loadBalancer } };
}

function withAffinityTimeout(spec: ServiceSpec): ServiceSpec {
  const { clientIP } = spec.sessionAffinityConfig ?? {};
  if (clientIP?.timeoutSeconds !== undefined) return spec;
  const config = { clientIP: { ...clientIP, timeoutSeconds: AFFINITY_SECONDS } };
  return { ...spec, sessionAffinityConfig: config };
}

function withPortDefaults(port: ServicePort): ServicePort {
  const filled = fillIn<ServicePort>(port, { protocol: "TCP", targetPort: port.port });
  return filled.targetPort === 0 ? { ...filled, targetPort: port.port } : filled;
}

function externalText({ spec, status }: Service): string {
  if (spec.type === "ExternalName") return spec.externalName ?? "";
  const given = spec.externalIPs ?? [];
  const balanced = (status.loadBalancer?.ingress ?? []).map(({ hostname, ip }) => ip ?? hostname);
  const all = spec.type === "LoadBalancer" ? [...balanced, ...given] : given;
  if (all.length > 0) return all.join(",");
  return spec.type === "LoadBalancer" ? "<pending>" : "<none>";
}

function portsText(ports: readonly ServicePort[]): string {
  if (ports.length === 0) return "<none>";
  const text = ({ port, nodePort, protocol }: ServicePort) =>
    nodePort === undefined || nodePort === 0
      ? `${port}/${protocol}`
      : `${port}:${nodePort}/${protocol}`;
  return ports.map(text).join(",");
}
