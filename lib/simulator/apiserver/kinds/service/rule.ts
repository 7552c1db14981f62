/**
 * Rules for a Service's spec, in the order in which the server looks.
 *
 * Not simulated: the annotations for topology and for source ranges.
 */
import {
  duplicate,
  type FieldError,
  forbiddenField,
  invalid,
  notSupported,
  required,
} from "../../../api/field-error.ts";
import { cidrFaults, ipFaults, specialAddressFaults } from "../../../api/ip-rule.ts";
import { dns1035LabelFaults, dnsSubdomainFaults, labelKeyFaults } from "../../../api/name-rule.ts";
import type { ServiceSpec, ServiceStatus } from "../../../api/types.generated.ts";
import { validateLabels } from "../../validation/metadata.ts";
import { validateClusterIpFields } from "./cluster-ip-rule.ts";
import { checkPorts } from "./port-rule.ts";
import { isExternallyAccessible, needsHealthCheck } from "./type-change.ts";

const TYPES = ["ClusterIP", "ExternalName", "LoadBalancer", "NodePort"];
const AFFINITIES = ["ClientIP", "None"];
const POLICIES = ["Cluster", "Local"];
const DISTRIBUTIONS = ["PreferClose", "PreferSameZone", "PreferSameNode"];
const AFFINITY_SECONDS_MAX = 86_400;
const BALANCED_ONLY = "may only be used when `type` is 'LoadBalancer'";
const NOT_EXTERNAL_NAME = "may not be set for ExternalName services";
const KUBELET_PORT = 10_250;

export const nameRule = (name: string) => dns1035LabelFaults(name);

export function validateService(spec: ServiceSpec): readonly FieldError[] {
  const errors: FieldError[] = [];
  const { ports = [], type } = spec;
  const isHeadless = spec.clusterIP === "None";
  if (ports.length === 0 && !isHeadless && type !== "ExternalName") {
    errors.push(required("spec.ports"));
  }
  checkType(spec, errors);
  checkPorts(ports, errors);
  errors.push(...validateLabels(spec.selector, "spec.selector"));
  checkAffinity(spec, errors);
  errors.push(...validateClusterIpFields(spec));
  for (const [i, ip] of (spec.externalIPs ?? []).entries()) {
    const faults = ipFaults(ip);
    const wrong = faults.length > 0 ? faults : specialAddressFaults(ip);
    for (const fault of wrong) errors.push(invalid(`spec.externalIPs[${i}]`, ip, fault));
  }
  if (!TYPES.includes(type ?? "")) errors.push(notSupported("spec.type", type, TYPES));
  checkPortNumbers(spec, errors);
  checkBalancing(spec, errors);
  checkPolicies(spec, errors);
  return errors;
}

export function validateServiceUpdate(spec: ServiceSpec, old: ServiceSpec): readonly FieldError[] {
  const errors: FieldError[] = [];
  const named = spec.type === "ExternalName" || old.type === "ExternalName";
  const headless = spec.clusterIP === "None" && old.clusterIP === "None";
  const [before, after] = [old.clusterIPs ?? [], spec.clusterIPs ?? []];
  if (!named && !headless) {
    if (after.length === 0 && before.length > 0) {
      const why = "primary clusterIP can not be unset";
      errors.push(invalid("spec.clusterIPs[0]", after, why));
    } else if (before.length > 0 && before[0] !== after[0]) {
      errors.push(invalid("spec.clusterIPs[0]", after, "may not change once set"));
    }
  }
  if (needsHealthCheck(spec) && needsHealthCheck(old)) {
    const [was = 0, is = 0] = [old.healthCheckNodePort, spec.healthCheckNodePort];
    if (was !== is) errors.push(forbiddenField("spec.healthCheckNodePort", "field is immutable"));
  }
  const balanced = spec.type === "LoadBalancer" && old.type === "LoadBalancer";
  if (balanced && spec.loadBalancerClass !== old.loadBalancerClass) {
    const value = spec.loadBalancerClass ?? null;
    errors.push(invalid("spec.loadBalancerClass", value, "may not change once set"));
  }
  return errors;
}

export function validateServiceStatus(
  { type }: ServiceSpec,
  { loadBalancer }: ServiceStatus,
): readonly FieldError[] {
  const ingress = loadBalancer?.ingress ?? [];
  const field = "status.loadBalancer.ingress";
  if (type !== "LoadBalancer" && ingress.length > 0) {
    return [forbiddenField(field, "may only be used when `spec.type` is 'LoadBalancer'")];
  }
  return ingress.flatMap(({ hostname = "", ip = "" }, i) => [
    ...(ip === "" ? [] : ipFaults(ip)).map((fault) => invalid(`${field}[${i}].ip`, ip, fault)),
    ...(hostname === "" ? [] : dnsSubdomainFaults(hostname)).map((fault) =>
      invalid(`${field}[${i}].hostname`, hostname, fault),
    ),
  ]);
}

function checkType(spec: ServiceSpec, errors: FieldError[]): void {
  const { clusterIPs = [], ports = [], type } = spec;
  if (type === "LoadBalancer") {
    for (const [i, { port }] of ports.entries()) {
      if (port !== KUBELET_PORT) continue;
      const why = `may not expose port ${KUBELET_PORT} externally since it is used by kubelet`;
      errors.push(invalid(`spec.ports[${i}]`, port, why));
    }
  }
  if ((type === "LoadBalancer" || type === "NodePort") && spec.clusterIP === "None") {
    const why = `may not be set to 'None' for ${type} services`;
    errors.push(invalid("spec.clusterIPs[0]", clusterIPs[0], why));
  }
  if (type !== "ExternalName") return;
  if (clusterIPs.length > 0) errors.push(forbiddenField("spec.clusterIPs", NOT_EXTERNAL_NAME));
  if ((spec.ipFamilies?.length ?? 0) > 0) {
    errors.push(forbiddenField("spec.ipFamilies", NOT_EXTERNAL_NAME));
  }
  if (spec.ipFamilyPolicy !== undefined) {
    errors.push(forbiddenField("spec.ipFamilyPolicy", NOT_EXTERNAL_NAME));
  }
  const name = (spec.externalName ?? "").replace(/\.$/, "");
  if (name === "") errors.push(required("spec.externalName"));
  else {
    for (const fault of dnsSubdomainFaults(name)) {
      errors.push(invalid("spec.externalName", name, fault));
    }
  }
}

function checkAffinity(
  { sessionAffinity = "" as "None", sessionAffinityConfig }: ServiceSpec,
  errors: FieldError[],
): void {
  if (!AFFINITIES.includes(sessionAffinity)) {
    errors.push(notSupported("spec.sessionAffinity", sessionAffinity, AFFINITIES));
  }
  const at = "spec.sessionAffinityConfig";
  if (sessionAffinity === "None" && sessionAffinityConfig !== undefined) {
    errors.push(forbiddenField(at, "must not be set when session affinity is None"));
  }
  if (sessionAffinity !== "ClientIP") return;
  const seconds = sessionAffinityConfig?.clientIP?.timeoutSeconds ?? 0;
  if (seconds <= 0 || seconds > AFFINITY_SECONDS_MAX) {
    const why = `must be greater than 0 and less than ${AFFINITY_SECONDS_MAX}`;
    errors.push(invalid(`${at}.clientIP.timeoutSeconds`, seconds, why));
  }
}

function checkPortNumbers({ ports = [], type }: ServiceSpec, errors: FieldError[]): void {
  if (type === "ClusterIP") {
    for (const [i, { nodePort = 0 }] of ports.entries()) {
      if (nodePort === 0) continue;
      const why = "may not be used when `type` is 'ClusterIP'";
      errors.push(forbiddenField(`spec.ports[${i}].nodePort`, why));
    }
  }
  const seen = new Set<string>();
  for (const [i, { nodePort = 0, protocol }] of ports.entries()) {
    const id = `${protocol}/${nodePort}`;
    if (nodePort !== 0 && seen.has(id)) {
      errors.push(duplicate(`spec.ports[${i}].nodePort`, nodePort));
    }
    seen.add(id);
  }
  const taken = new Set<string>();
  for (const [i, { port, protocol }] of ports.entries()) {
    const id = `${protocol}/${port}`;
    if (taken.has(id)) {
      // The server shows its own form of a port with nothing but these two.
      const key = { Name: "", Protocol: protocol, AppProtocol: null, Port: port };
      errors.push(duplicate(`spec.ports[${i}]`, { ...key, TargetPort: 0, NodePort: 0 }));
    }
    taken.add(id);
  }
}

function checkBalancing(spec: ServiceSpec, errors: FieldError[]): void {
  const isBalanced = spec.type === "LoadBalancer";
  const ranges = spec.loadBalancerSourceRanges ?? [];
  const at = "spec.LoadBalancerSourceRanges";
  if (ranges.length > 0 && !isBalanced) errors.push(forbiddenField(at, BALANCED_ONLY));
  for (const [i, range] of ranges.entries()) {
    const value = range.trim();
    for (const fault of cidrFaults(value)) errors.push(invalid(`${at}[${i}]`, value, fault));
  }
  if (!isBalanced && spec.allocateLoadBalancerNodePorts !== undefined) {
    errors.push(forbiddenField("spec.allocateLoadBalancerNodePorts", BALANCED_ONLY));
  }
  const { loadBalancerClass } = spec;
  if (loadBalancerClass === undefined) return;
  const field = "spec.loadBalancerClass";
  if (!isBalanced) errors.push(forbiddenField(field, BALANCED_ONLY));
  else {
    for (const fault of labelKeyFaults(loadBalancerClass)) {
      errors.push(invalid(field, loadBalancerClass, fault));
    }
  }
}

function checkPolicies(spec: ServiceSpec, errors: FieldError[]): void {
  const { externalTrafficPolicy, healthCheckNodePort = 0, internalTrafficPolicy } = spec;
  const external = "spec.externalTrafficPolicy";
  if (!isExternallyAccessible(spec)) {
    if (externalTrafficPolicy !== undefined) {
      const why = "may only be set for externally-accessible services";
      errors.push(invalid(external, externalTrafficPolicy, why));
    }
  } else if (!POLICIES.includes(externalTrafficPolicy ?? "")) {
    errors.push(notSupported(external, externalTrafficPolicy, POLICIES));
  }
  if (!needsHealthCheck(spec) && healthCheckNodePort !== 0) {
    const why =
      "may only be set when `type` is 'LoadBalancer' and `externalTrafficPolicy` is 'Local'";
    errors.push(invalid("spec.healthCheckNodePort", healthCheckNodePort, why));
  }
  if (internalTrafficPolicy !== undefined && !POLICIES.includes(internalTrafficPolicy)) {
    errors.push(notSupported("spec.internalTrafficPolicy", internalTrafficPolicy, POLICIES));
  }
  const { trafficDistribution } = spec;
  if (trafficDistribution !== undefined && !DISTRIBUTIONS.includes(trafficDistribution)) {
    errors.push(notSupported("spec.trafficDistribution", trafficDistribution, DISTRIBUTIONS));
  }
}
