/** What the name of a signer must be: a domain and a path. */
import { type FieldError, invalid, required } from "../../../api/field-error.ts";
import { dnsLabelFaults, dnsSubdomainFaults } from "../../../api/name-rule.ts";

const SHAPE = "must be a fully qualified domain and path of the form 'example.com/signer-name'";

export function signerNameErrors(name: string, field: string): readonly FieldError[] {
  if (name === "") return [required(field)];
  const [domain = "", path = "", ...more] = name.split("/");
  if (!name.includes("/") || more.length > 0) return [invalid(field, name, SHAPE)];
  const errors: FieldError[] = [];
  errors.push(...labelErrors(domain, dnsLabelFaults, field));
  if (domain.split(".").length < 2) {
    errors.push(
      invalid(field, domain, "should be a domain with at least two segments separated by dots"),
    );
  }
  return [...errors, ...labelErrors(path, dnsSubdomainFaults, field)];
}

/** Of the first part between dots that is wrong. */
function labelErrors(
  text: string,
  rule: (label: string) => readonly string[],
  field: string,
): readonly FieldError[] {
  for (const label of text.split(".")) {
    const faults = rule(label);
    if (faults.length === 0) continue;
    const where = `validating label ${JSON.stringify(label)}`;
    return faults.map((fault) => invalid(field, text, `${where}: ${fault}`));
  }
  return [];
}
