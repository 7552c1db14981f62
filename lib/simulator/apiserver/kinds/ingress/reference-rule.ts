/** References to objects of any kind: what an Ingress's backend or its class's parameters are. */
import { type FieldError, invalid, required } from "../../../api/field-error.ts";
import { dnsSubdomainFaults } from "../../../api/name-rule.ts";

type Reference = {
  readonly apiGroup?: string | null | undefined;
  readonly kind?: string | undefined;
  readonly name?: string | undefined;
};

export function checkTypedReference(
  { apiGroup, kind = "", name = "" }: Reference,
  at: string,
  errors: FieldError[],
): void {
  // A group that is not given may be stored as null.
  if (apiGroup !== undefined && apiGroup !== null) {
    for (const fault of dnsSubdomainFaults(apiGroup)) {
      errors.push(invalid(`${at}.apiGroup`, apiGroup, fault));
    }
  }
  for (const [field, value] of [
    ["kind", kind],
    ["name", name],
  ] as const) {
    if (value === "") errors.push(required(`${at}.${field}`));
    else {
      for (const fault of segmentFaults(value))
        errors.push(invalid(`${at}.${field}`, value, fault));
    }
  }
}

function segmentFaults(value: string): readonly string[] {
  if (value === "." || value === "..") return [`may not be '${value}'`];
  return ["/", "%"].filter((bad) => value.includes(bad)).map((bad) => `may not contain '${bad}'`);
}
