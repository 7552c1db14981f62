/** What the name of a signer must be: a domain and a path. */
import { type FieldError, invalid, required } from "../../../api/field-error.ts";
import { dnsSubdomainFaults } from "../../../api/name-rule.ts";

const SHAPE = "must be a fully qualified domain and path of the form 'example.com/signer-name'";

export function signerNameErrors(name: string, field: string): readonly FieldError[] {
  if (name === "") return [required(field)];
  const [domain = "", path = "", ...more] = name.split("/");
  if (!name.includes("/") || more.length > 0) return [invalid(field, name, SHAPE)];
  const errors: FieldError[] = [];
  for (const fault of dnsSubdomainFaults(domain)) {
    const why = `validating label ${JSON.stringify(domain)}: ${fault}`;
    errors.push(invalid(field, domain, why));
  }
  for (const fault of dnsSubdomainFaults(path)) {
    const why = `validating label ${JSON.stringify(path)}: ${fault}`;
    errors.push(invalid(field, path, why));
  }
  if (domain.split(".").length < 2) {
    errors.push(
      invalid(field, domain, "should be a domain with at least two segments separated by dots"),
    );
  }
  return errors;
}
