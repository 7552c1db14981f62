/** Rules for EndpointSlices: ports with distinct names, addresses of one type. */
import {
  duplicate,
  type FieldError,
  invalid,
  notSupported,
  required,
  tooMany,
} from "../../../api/field-error.ts";
import { ipFaults, isIpv4, isIpv6, specialAddressFaults } from "../../../api/ip-rule.ts";
import { dnsLabelFaults, dnsSubdomainFaults, labelKeyFaults } from "../../../api/name-rule.ts";
import type {
  DiscoveryV1EndpointPort,
  Endpoint,
  EndpointSlice,
} from "../../../api/types.generated.ts";

const TYPES = ["FQDN", "IPv4", "IPv6"];
const PROTOCOLS = ["SCTP", "TCP", "UDP"];
const PORTS_MAX = 20_000;
const ENDPOINTS_MAX = 1000;
const ADDRESSES_MAX = 100;

export function validateEndpointSlice(slice: EndpointSlice): readonly FieldError[] {
  const errors: FieldError[] = [];
  const type: string = slice.addressType ?? "";
  if (type === "") errors.push(required("addressType"));
  else if (!TYPES.includes(type)) errors.push(notSupported("addressType", type, TYPES));
  checkPorts(slice.ports ?? [], errors);
  const endpoints = slice.endpoints ?? [];
  if (endpoints.length > ENDPOINTS_MAX) {
    errors.push(tooMany("endpoints", endpoints.length, ENDPOINTS_MAX));
    return errors;
  }
  for (const [i, endpoint] of endpoints.entries()) {
    checkEndpoint(endpoint, type, `endpoints[${i}]`, errors);
  }
  return errors;
}

function checkPorts(ports: readonly DiscoveryV1EndpointPort[], errors: FieldError[]): void {
  if (ports.length > PORTS_MAX) {
    errors.push(tooMany("ports", ports.length, PORTS_MAX));
    return;
  }
  const names = new Set<string>();
  for (const [i, { appProtocol, name = "", protocol }] of ports.entries()) {
    const at = `ports[${i}]`;
    if (name !== "") {
      for (const fault of dnsLabelFaults(name)) errors.push(invalid(`${at}.name`, name, fault));
    }
    if (names.has(name)) errors.push(duplicate(`${at}.name`, name));
    names.add(name);
    if (protocol === undefined) errors.push(required(`${at}.protocol`));
    else if (!PROTOCOLS.includes(protocol)) {
      errors.push(notSupported(`${at}.protocol`, protocol, PROTOCOLS));
    }
    if (appProtocol === undefined) continue;
    for (const fault of labelKeyFaults(appProtocol)) {
      errors.push(invalid(`${at}.appProtocol`, appProtocol, fault));
    }
  }
}

function checkEndpoint(
  { addresses: given, hostname, nodeName }: Endpoint,
  type: string,
  at: string,
  errors: FieldError[],
): void {
  // A list that is not given is stored as null.
  const field = `${at}.addresses`;
  const addresses = given ?? [];
  if (addresses.length === 0) errors.push(required(field, "must contain at least 1 address"));
  else if (addresses.length > ADDRESSES_MAX) {
    errors.push(tooMany(field, addresses.length, ADDRESSES_MAX));
  }
  for (const [i, address] of addresses.entries()) {
    checkAddress(address, type, field, i, errors);
  }
  if (nodeName !== undefined) {
    for (const fault of dnsSubdomainFaults(nodeName)) {
      errors.push(invalid(`${at}.nodeName`, nodeName, fault));
    }
  }
  if (hostname === undefined) return;
  for (const fault of dnsLabelFaults(hostname)) {
    errors.push(invalid(`${at}.hostname`, hostname, fault));
  }
}

function checkAddress(
  address: string,
  type: string,
  field: string,
  index: number,
  errors: FieldError[],
): void {
  const at = `${field}[${index}]`;
  if (type === "FQDN") {
    for (const fault of dnsSubdomainFaults(address)) errors.push(invalid(at, address, fault));
    return;
  }
  if (type !== "IPv4" && type !== "IPv6") return;
  const faults = ipFaults(address);
  for (const fault of faults) errors.push(invalid(at, address, fault));
  if (faults.length > 0) return;
  const fits = type === "IPv4" ? isIpv4(address) : isIpv6(address);
  if (!fits) errors.push(invalid(field, address, `must be an ${type} address`));
  for (const fault of specialAddressFaults(address)) errors.push(invalid(at, address, fault));
}
