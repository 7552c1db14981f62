/**
 * What the API server knows of Services: defaults, addresses and ports, rules, columns.
 *
 * Not simulated: IPv6 and dual stack, session affinity's timeout rules, load balancers' addresses.
 */
import {
  duplicate,
  type FieldError,
  invalid,
  notSupported,
  required,
} from "../../api/field-error.ts";
import { dns1035LabelFaults, portNumberFaults } from "../../api/name-rule.ts";
import type { Service, ServicePort, ServiceSpec } from "../../api/types.generated.ts";
import { ageOf, columns, labelsText } from "../column.ts";
import { changeField, changeItems, fillIn } from "../fill-in.ts";
import type { KindStrategy } from "../kind-strategy.ts";
import { allocateAddresses } from "./service/allocation.ts";

const TYPES = ["ClusterIP", "ExternalName", "LoadBalancer", "NodePort"];

export const serviceStrategy: KindStrategy<Service> = {
  kind: "Service",
  nameRule: (name) => dns1035LabelFaults(name),

  setDefaults(service) {
    const type = service.spec.type ?? "ClusterIP";
    let spec = fillIn<ServiceSpec>(service.spec, { sessionAffinity: "None", type });
    spec = changeField(spec, "ports", (ports) => changeItems(ports, withPortDefaults));
    if (type !== "ExternalName")
      spec = fillIn<ServiceSpec>(spec, { internalTrafficPolicy: "Cluster" });
    if (type === "NodePort" || type === "LoadBalancer") {
      spec = fillIn<ServiceSpec>(spec, { externalTrafficPolicy: "Cluster" });
    }
    if (type === "LoadBalancer")
      spec = fillIn<ServiceSpec>(spec, { allocateLoadBalancerNodePorts: true });
    return spec === service.spec ? service : { ...service, spec };
  },

  prepareForCreate: (service) => ({ ...service, status: { loadBalancer: {} } }),
  allocate: allocateAddresses,

  validate({ spec }) {
    const errors: FieldError[] = [];
    const ports = spec.ports ?? [];
    if (ports.length === 0 && spec.type !== "ExternalName" && spec.clusterIP !== "None") {
      errors.push(required("spec.ports"));
    }
    if (!TYPES.includes(spec.type ?? "")) errors.push(notSupported("spec.type", spec.type, TYPES));
    if (spec.type === "ExternalName" && (spec.externalName ?? "") === "")
      errors.push(required("spec.externalName"));
    return [...errors, ...validatePorts(ports)];
  },

  validateUpdate({ spec }, old) {
    const kept = spec.clusterIP === old.spec.clusterIP || (old.spec.clusterIP ?? "") === "";
    if (kept || spec.type === "ExternalName") return [];
    return [invalid("spec.clusterIPs[0]", [spec.clusterIP ?? ""], "may not change once set")];
  },

  columns: columns("Name", "Type", "Cluster-IP", "External-IP", "Port(s)", "Age", "+Selector"),

  cells(service, { nowMs }) {
    const { metadata, spec } = service;
    const external = spec.type === "ExternalName" ? spec.externalName : spec.externalIPs?.join(",");
    const pending = spec.type === "LoadBalancer" ? "<pending>" : "<none>";
    return [
      metadata.name,
      spec.type ?? "",
      spec.clusterIP === undefined || spec.clusterIP === "" ? "<none>" : spec.clusterIP,
      external ?? pending,
      portsText(spec.ports ?? []),
      ageOf(service, nowMs),
      labelsText(spec.selector),
    ];
  },
};

function withPortDefaults(port: ServicePort): ServicePort {
  return fillIn<ServicePort>(port, { protocol: "TCP", targetPort: port.port });
}

function validatePorts(ports: readonly ServicePort[]): readonly FieldError[] {
  const names = new Set<string>();
  const numbers = new Set<string>();
  return ports.flatMap(({ name = "", port, protocol }, index) => {
    const at = `spec.ports[${index}]`;
    const errors: FieldError[] = [];
    if (name === "" && ports.length > 1) errors.push(required(`${at}.name`));
    else if (name !== "" && names.has(name)) errors.push(duplicate(`${at}.name`, name));
    names.add(name);
    errors.push(...portNumberFaults(port).map((fault) => invalid(`${at}.port`, port, fault)));
    const number = `${protocol}/${port}`;
    if (numbers.has(number)) errors.push(duplicate(at, { protocol, port }));
    numbers.add(number);
    return errors;
  });
}

function portsText(ports: readonly ServicePort[]): string {
  if (ports.length === 0) return "<none>";
  const text = ({ port, nodePort, protocol }: ServicePort) =>
    nodePort === undefined || nodePort === 0
      ? `${port}/${protocol}`
      : `${port}:${nodePort}/${protocol}`;
  return ports.map(text).join(",");
}
