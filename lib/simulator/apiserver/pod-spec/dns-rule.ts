/** Rules for a pod's names and name resolution. */
import {
  type FieldError,
  forbiddenField,
  invalid,
  required,
  tooLong,
} from "../../api/field-error.ts";
import { ipFaults } from "../../api/ip-rule.ts";
import { dnsLabelFaults, dnsSubdomainFaults, relaxedSubdomainFaults } from "../../api/name-rule.ts";
import type { PodSpec } from "../../api/types.generated.ts";

const NAMESERVERS_MAX = 3;
const SEARCHES_MAX = 32;
const SEARCH_TEXT_MAX = 2048;

export function checkDnsConfig(
  { dnsConfig, dnsPolicy }: PodSpec,
  field: string,
  errors: FieldError[],
): void {
  const nameservers = dnsConfig?.nameservers ?? [];
  if (dnsPolicy === "None") {
    if (dnsConfig === undefined) {
      errors.push(required(field, "must provide `dnsConfig` when `dnsPolicy` is None"));
      return;
    }
    if (nameservers.length === 0) {
      const why = "must provide at least one DNS nameserver when `dnsPolicy` is None";
      errors.push(required(`${field}.nameservers`, why));
      return;
    }
  }
  if (dnsConfig === undefined) return;
  if (nameservers.length > NAMESERVERS_MAX) {
    errors.push(
      invalid(
        `${field}.nameservers`,
        nameservers,
        `must not have more than ${NAMESERVERS_MAX} nameservers`,
      ),
    );
  }
  for (const [i, address] of nameservers.entries()) {
    for (const fault of ipFaults(address))
      errors.push(invalid(`${field}.nameservers[${i}]`, address, fault));
  }
  checkSearches(dnsConfig.searches ?? [], `${field}.searches`, errors);
  for (const [i, { name = "" }] of (dnsConfig.options ?? []).entries()) {
    if (name === "") errors.push(required(`${field}.options[${i}]`, "must not be empty"));
  }
}

function checkSearches(searches: readonly string[], field: string, errors: FieldError[]): void {
  if (searches.length > SEARCHES_MAX) {
    errors.push(invalid(field, searches, `must not have more than ${SEARCHES_MAX} search paths`));
  }
  if (searches.join(" ").length > SEARCH_TEXT_MAX) {
    const why = `must not have more than ${SEARCH_TEXT_MAX} characters (including spaces) in the search list`;
    errors.push(invalid(field, searches, why));
  }
  for (const [i, search] of searches.entries()) {
    if (search === ".") continue;
    const name = search.replace(/\.$/, "");
    for (const fault of relaxedSubdomainFaults(name))
      errors.push(invalid(`${field}[${i}]`, name, fault));
  }
}

export function checkHostNames(spec: PodSpec, field: string, errors: FieldError[]): void {
  for (const name of ["hostname", "subdomain"] as const) {
    const value = spec[name] ?? "";
    if (value === "") continue;
    for (const fault of dnsLabelFaults(value))
      errors.push(invalid(`${field}.${name}`, value, fault));
  }
}

export function checkHostnameOverride(spec: PodSpec, field: string, errors: FieldError[]): void {
  const name = spec.hostnameOverride;
  if (name === undefined) return;
  const at = `${field}.hostnameOverride`;
  const forbid = (what: string) =>
    errors.push(forbiddenField(at, `may not be specified when ${what} is true`));
  if (spec.setHostnameAsFQDN === true) forbid("setHostnameAsFQDN");
  if (spec.hostNetwork === true) forbid("hostNetwork");
  if (name.length > 64) errors.push(tooLong(at, 64));
  for (const fault of dnsSubdomainFaults(name)) errors.push(invalid(at, name, fault));
}

export function checkHostAliases(
  { hostAliases = [] }: PodSpec,
  field: string,
  errors: FieldError[],
): void {
  for (const [i, { ip = "", hostnames = [] }] of hostAliases.entries()) {
    const at = `${field}[${i}]`;
    for (const fault of ipFaults(ip)) errors.push(invalid(`${at}.ip`, ip, fault));
    for (const [j, name] of hostnames.entries()) {
      for (const fault of dnsSubdomainFaults(name))
        errors.push(invalid(`${at}.hostnames[${j}]`, name, fault));
    }
  }
}
