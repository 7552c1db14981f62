/** Rules for the spec of a NetworkPolicy: selectors, ports, peers, address blocks. */
import {
  type FieldError,
  forbiddenField,
  invalid,
  notSupported,
  required,
} from "../../../api/field-error.ts";
import { cidrFaults, cidrOf, isStrictPart } from "../../../api/ip-rule.ts";
import { portNameFaults, portNumberFaults } from "../../../api/name-rule.ts";
import type {
  IPBlock,
  NetworkPolicyPeer,
  NetworkPolicyPort,
  NetworkPolicySpec,
} from "../../../api/types.generated.ts";
import { validateLabelSelector } from "../../validation/label-selector.ts";

const PROTOCOLS = ["TCP", "UDP", "SCTP"];
const TYPES = ["Ingress", "Egress"];

export function validateNetworkPolicySpec(spec: NetworkPolicySpec): readonly FieldError[] {
  const errors: FieldError[] = [...validateLabelSelector(spec.podSelector, "spec.podSelector")];
  for (const [i, { ports = [], from = [] }] of (spec.ingress ?? []).entries()) {
    const at = `spec.ingress[${i}]`;
    for (const [j, port] of ports.entries()) checkPort(port, `${at}.ports[${j}]`, errors);
    for (const [j, peer] of from.entries()) checkPeer(peer, `${at}.from[${j}]`, errors);
  }
  for (const [i, { ports = [], to = [] }] of (spec.egress ?? []).entries()) {
    const at = `spec.egress[${i}]`;
    for (const [j, port] of ports.entries()) checkPort(port, `${at}.ports[${j}]`, errors);
    for (const [j, peer] of to.entries()) checkPeer(peer, `${at}.to[${j}]`, errors);
  }
  const types: readonly string[] = spec.policyTypes ?? [];
  if (types.length > TYPES.length) {
    const why = "may not specify more than two policyTypes";
    errors.push(invalid("spec.policyTypes", types, why));
    return errors;
  }
  for (const [i, type] of types.entries()) {
    if (!TYPES.includes(type)) errors.push(notSupported(`spec.policyTypes[${i}]`, type, TYPES));
  }
  return errors;
}

function checkPort(
  { endPort, port, protocol }: NetworkPolicyPort,
  at: string,
  errors: FieldError[],
): void {
  if (protocol !== undefined && !PROTOCOLS.includes(protocol)) {
    errors.push(notSupported(`${at}.protocol`, protocol, PROTOCOLS));
  }
  const refuseEnd = (why: string) => errors.push(invalid(`${at}.endPort`, endPort, why));
  if (port === undefined) {
    if (endPort !== undefined) refuseEnd("may not be specified when `port` is not specified");
    return;
  }
  const rule = typeof port === "number" ? portNumberFaults(port) : portNameFaults(port);
  for (const fault of rule) errors.push(invalid(`${at}.port`, port, fault));
  if (endPort === undefined) return;
  if (typeof port === "string") {
    refuseEnd("may not be specified when `port` is non-numeric");
    return;
  }
  if (endPort < port) {
    // The server names the first port here, not the last.
    errors.push(invalid(`${at}.endPort`, port, "must be greater than or equal to `port`"));
  }
  for (const fault of portNumberFaults(endPort)) refuseEnd(fault);
}

function checkPeer(peer: NetworkPolicyPeer, at: string, errors: FieldError[]): void {
  const { ipBlock, namespaceSelector, podSelector } = peer;
  errors.push(...validateLabelSelector(podSelector, `${at}.podSelector`));
  errors.push(...validateLabelSelector(namespaceSelector, `${at}.namespaceSelector`));
  if (ipBlock !== undefined) checkBlock(ipBlock, `${at}.ipBlock`, errors);
  const selects = podSelector !== undefined || namespaceSelector !== undefined;
  if (ipBlock === undefined && !selects) errors.push(required(at, "must specify a peer"));
  else if (ipBlock !== undefined && selects) {
    errors.push(forbiddenField(at, "may not specify both ipBlock and another peer"));
  }
}

function checkBlock({ cidr = "", except = [] }: IPBlock, at: string, errors: FieldError[]): void {
  if (cidr === "") {
    errors.push(required(`${at}.cidr`));
    return;
  }
  for (const fault of cidrFaults(cidr)) errors.push(invalid(`${at}.cidr`, cidr, fault));
  const outer = cidrOf(cidr);
  if (outer === undefined) return;
  for (const [i, text] of except.entries()) {
    const field = `${at}.except[${i}]`;
    const faults = cidrFaults(text);
    for (const fault of faults) errors.push(invalid(field, text, fault));
    const inner = cidrOf(text);
    if (inner !== undefined && !isStrictPart(inner, outer)) {
      errors.push(invalid(field, text, "must be a strict subset of `cidr`"));
    }
  }
}
