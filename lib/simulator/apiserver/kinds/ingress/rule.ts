/**
 * Rules for the spec of an Ingress: hosts, paths by type, backends, TLS.
 * https://kubernetes.io/docs/concepts/services-networking/ingress/
 */
import { type FieldError, invalid, notSupported, required } from "../../../api/field-error.ts";
import { isIp } from "../../../api/ip-rule.ts";
import {
  dns1035LabelFaults,
  dnsSubdomainFaults,
  portNameFaults,
  portNumberFaults,
  wildcardSubdomainFaults,
} from "../../../api/name-rule.ts";
import type {
  HTTPIngressPath,
  IngressBackend,
  IngressRule,
  IngressServiceBackend,
  IngressSpec,
  IngressTLS,
} from "../../../api/types.generated.ts";
import { checkTypedReference } from "./reference-rule.ts";

const PATH_TYPES = ["Exact", "ImplementationSpecific", "Prefix"];
const FORBIDDEN_PARTS = ["//", "/./", "/../", "%2f", "%2F"];
const FORBIDDEN_ENDS = ["/..", "/."];

export function validateIngressSpec(spec: IngressSpec): readonly FieldError[] {
  const errors: FieldError[] = [];
  const rules = spec.rules ?? [];
  if (rules.length === 0 && spec.defaultBackend === undefined) {
    const why = "either `defaultBackend` or `rules` must be specified";
    errors.push(invalid("spec", spec.rules ?? null, why));
  }
  if (spec.defaultBackend !== undefined) {
    checkBackend(spec.defaultBackend, "spec.defaultBackend", errors);
  }
  for (const [i, rule] of rules.entries()) checkRule(rule, `spec.rules[${i}]`, errors);
  for (const [i, tls] of (spec.tls ?? []).entries()) checkTls(tls, `spec.tls[${i}]`, errors);
  const { ingressClassName } = spec;
  if (ingressClassName !== undefined) {
    for (const fault of dnsSubdomainFaults(ingressClassName)) {
      errors.push(invalid("spec.ingressClassName", ingressClassName, fault));
    }
  }
  return errors;
}

function checkRule({ host = "", http }: IngressRule, at: string, errors: FieldError[]): void {
  if (host !== "") {
    if (isIp(host)) {
      errors.push(invalid(`${at}.host`, host, "must be a DNS name, not an IP address"));
    }
    checkHost(host, `${at}.host`, errors);
  }
  if (http === undefined) return;
  const paths = http.paths ?? [];
  if (paths.length === 0) errors.push(required(`${at}.http.paths`));
  for (const [i, path] of paths.entries()) checkPath(path, `${at}.http.paths[${i}]`, errors);
}

function checkHost(host: string, field: string, errors: FieldError[]): void {
  const rule = host.includes("*") ? wildcardSubdomainFaults : dnsSubdomainFaults;
  for (const fault of rule(host)) errors.push(invalid(field, host, fault));
}

function checkPath(given: HTTPIngressPath, at: string, errors: FieldError[]): void {
  const { path = "" } = given;
  const pathType: string = given.pathType ?? "";
  if (pathType === "") {
    errors.push(required(`${at}.pathType`, "pathType must be specified"));
    return;
  }
  const refuse = (why: string) => errors.push(invalid(`${at}.path`, path, why));
  const isAbsolute = path.startsWith("/");
  if (!PATH_TYPES.includes(pathType)) {
    errors.push(notSupported(`${at}.pathType`, pathType, PATH_TYPES));
  } else if (pathType === "ImplementationSpecific") {
    if (path !== "" && !isAbsolute) refuse("must be an absolute path");
  } else {
    if (!isAbsolute) refuse("must be an absolute path");
    for (const part of FORBIDDEN_PARTS) {
      if (path.includes(part)) refuse(`must not contain '${part}'`);
    }
    for (const end of FORBIDDEN_ENDS) if (path.endsWith(end)) refuse(`cannot end with '${end}'`);
  }
  checkBackend(given.backend ?? {}, `${at}.backend`, errors);
}

function checkBackend(
  { resource, service }: IngressBackend,
  at: string,
  errors: FieldError[],
): void {
  if (resource !== undefined && service !== undefined) {
    errors.push(invalid(at, "", "cannot set both resource and service backends"));
  } else if (resource !== undefined) checkTypedReference(resource, `${at}.resource`, errors);
  else if (service !== undefined) checkService(service, at, errors);
  else errors.push(invalid(at, "", "resource or service backend is required"));
}

function checkService(
  { name = "", port = {} }: IngressServiceBackend,
  at: string,
  errors: FieldError[],
): void {
  const field = `${at}.service`;
  if (name === "") errors.push(required(`${field}.name`));
  else {
    for (const fault of dns1035LabelFaults(name)) {
      errors.push(invalid(`${field}.name`, name, fault));
    }
  }
  const { name: portName = "", number = 0 } = port;
  if (portName !== "" && number !== 0) {
    errors.push(invalid(at, "", "cannot set both port name & port number"));
  } else if (portName !== "") {
    for (const fault of portNameFaults(portName)) {
      errors.push(invalid(`${field}.port.name`, portName, fault));
    }
  } else if (number !== 0) {
    for (const fault of portNumberFaults(number)) {
      errors.push(invalid(`${field}.port.number`, number, fault));
    }
  } else errors.push(required(at, "port name or number is required"));
}

function checkTls(
  { hosts = [], secretName = "" }: IngressTLS,
  at: string,
  errors: FieldError[],
): void {
  for (const [i, host] of hosts.entries()) checkHost(host, `${at}.hosts[${i}]`, errors);
  if (secretName === "") return;
  for (const fault of dnsSubdomainFaults(secretName)) {
    errors.push(invalid(`${at}.secretName`, secretName, fault));
  }
}
