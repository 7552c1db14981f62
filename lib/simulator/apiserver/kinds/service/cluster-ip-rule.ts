/** Rules for a Service's addresses and their families, looked at before any is given out. */
import {
  duplicate,
  type FieldError,
  invalid,
  notSupported,
  required,
} from "../../../api/field-error.ts";
import { ipFaults, isIpv6 } from "../../../api/ip-rule.ts";
import type { ServiceSpec } from "../../../api/types.generated.ts";

const FAMILIES = ["IPv4", "IPv6"];
const POLICIES = ["PreferDualStack", "RequireDualStack", "SingleStack"];
const FIELD = "spec.clusterIPs";

export function validateClusterIpFields(spec: ServiceSpec): readonly FieldError[] {
  if (spec.type === "ExternalName") return [];
  const errors: FieldError[] = [];
  const { clusterIP = "", clusterIPs = [], ipFamilyPolicy } = spec;
  const families: readonly string[] = spec.ipFamilies ?? [];
  if (clusterIP === "") {
    if (clusterIPs.length > 0) {
      const why = "must be empty when `clusterIP` is not specified";
      errors.push(invalid(FIELD, clusterIPs, why));
    }
  } else if (clusterIPs.length === 0) errors.push(required(FIELD));
  else if (clusterIPs[0] !== clusterIP) {
    errors.push(invalid(FIELD, clusterIPs, "first value must match `clusterIP`"));
  }
  for (const [i, family] of families.entries()) {
    const at = `spec.ipFamilies[${i}]`;
    if (!FAMILIES.includes(family)) errors.push(notSupported(at, family, FAMILIES));
    if (families.indexOf(family) < i) errors.push(duplicate(at, family));
  }
  if (ipFamilyPolicy !== undefined && !POLICIES.includes(ipFamilyPolicy)) {
    errors.push(notSupported("spec.ipFamilyPolicy", ipFamilyPolicy, POLICIES));
  }
  const before = errors.length;
  checkAddresses(clusterIPs, errors);
  if (errors.length === before) checkFamilies(clusterIPs, families, errors);
  return errors;
}

function checkAddresses(addresses: readonly string[], errors: FieldError[]): void {
  for (const [i, address] of addresses.entries()) {
    if (i === 0 && address === "None") {
      if (addresses.length > 1) {
        errors.push(invalid(FIELD, addresses, "'None' must be the first and only value"));
      }
      continue;
    }
    for (const fault of ipFaults(address)) errors.push(invalid(`${FIELD}[${i}]`, address, fault));
  }
  if (addresses.length > 2) {
    errors.push(invalid(FIELD, addresses, "may only hold up to 2 values"));
  }
}

function checkFamilies(
  addresses: readonly string[],
  families: readonly string[],
  errors: FieldError[],
): void {
  if (addresses[0] === "None") return;
  const [first = "", second] = addresses;
  if (second !== undefined && isIpv6(first) === isIpv6(second)) {
    const why = "may specify no more than one IP for each IP family";
    errors.push(invalid(FIELD, addresses, why));
  }
  for (const [i, address] of addresses.entries()) {
    const family = families[i];
    if (family === undefined) return;
    const actual = isIpv6(address) ? "IPv6" : "IPv4";
    if (family === actual) continue;
    const why = `expected an ${family} value as indicated by \`ipFamilies[${i}]\``;
    errors.push(invalid(`${FIELD}[${i}]`, address, why));
  }
}
