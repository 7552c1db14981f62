/** What a CertificateSigningRequest and the decision on it must be. */
import {
  duplicate,
  type FieldError,
  forbiddenField,
  invalid,
  notSupported,
  required,
} from "../../../api/field-error.ts";
import { sameJson } from "../../../api/json.ts";
import type {
  CertificateSigningRequest,
  CertificateSigningRequestStatus,
} from "../../../api/types.generated.ts";
import { signerNameErrors } from "./signer-name.ts";

const USAGES = [
  "any",
  "cert sign",
  "client auth",
  "code signing",
  "content commitment",
  "crl sign",
  "data encipherment",
  "decipher only",
  "digital signature",
  "email protection",
  "encipher only",
  "ipsec end system",
  "ipsec tunnel",
  "ipsec user",
  "key agreement",
  "key encipherment",
  "microsoft sgc",
  "netscape sgc",
  "ocsp signing",
  "s/mime",
  "server auth",
  "signing",
  "timestamping",
];
const LEGACY_SIGNER = "kubernetes.io/legacy-unknown";
const SHORTEST_SECONDS = 600;
/** Base64 of `-----BEGIN CERTIFICATE REQUEST-----`, as far as whole groups go. */
const HEAD = "LS0tLS1CRUdJTiBDRVJUSUZJQ0FURSBSRVFVRVNULS0tLS";

export function validateRequest({ spec }: CertificateSigningRequest): readonly FieldError[] {
  const { request, usages = [], signerName, expirationSeconds: seconds } = spec;
  const errors: FieldError[] = [];
  if (!(request ?? "").startsWith(HEAD)) {
    errors.push(invalid("spec.request", request, "PEM block type must be CERTIFICATE REQUEST"));
  }
  if (usages.length === 0) errors.push(required("spec.usages"));
  for (const [i, usage] of usages.entries()) {
    if (!USAGES.includes(usage)) errors.push(notSupported(`spec.usages[${i}]`, usage, USAGES));
  }
  for (const [i, usage] of usages.entries()) {
    if (usages.indexOf(usage) < i) errors.push(duplicate(`spec.usages[${i}]`, usage));
  }
  if (signerName === LEGACY_SIGNER) {
    const why = "the legacy signerName is not allowed via this API version";
    errors.push(invalid("spec.signerName", signerName, why));
  } else errors.push(...signerNameErrors(signerName, "spec.signerName"));
  if (seconds !== undefined && seconds < SHORTEST_SECONDS) {
    const why = "may not specify a duration less than 600 seconds (10 minutes)";
    errors.push(invalid("spec.expirationSeconds", seconds, why));
  }
  return errors;
}

export function validateRequestStatus(
  { status }: CertificateSigningRequest,
  { status: old }: CertificateSigningRequest,
): readonly FieldError[] {
  const errors: FieldError[] = [...validateConditions(status)];
  for (const type of ["Approved", "Denied", "Failed"]) {
    if (countOf(status, type) >= countOf(old, type)) continue;
    const why = `updates may not remove a condition of type ${JSON.stringify(type)}`;
    errors.push(forbiddenField("status.conditions", why));
  }
  const before = old.certificate ?? "";
  if (before !== "" && !sameJson(status.certificate, before)) {
    const why = "updates may not modify existing certificate content";
    errors.push(forbiddenField("status.certificate", why));
  }
  return errors;
}

function countOf({ conditions = [] }: CertificateSigningRequestStatus, wanted: string): number {
  return conditions.filter(({ type }) => type === wanted).length;
}

function validateConditions({
  conditions = [],
}: CertificateSigningRequestStatus): readonly FieldError[] {
  const seen = new Set<string>();
  return conditions.flatMap(({ type, status }, i) => {
    const at = `status.conditions[${i}]`;
    const errors: FieldError[] = [];
    const decides = ["Approved", "Denied", "Failed"].includes(type);
    const choices = decides ? ["True"] : ["False", "True", "Unknown"];
    if (type === "") errors.push(required(`${at}.type`));
    if (status === "") errors.push(required(`${at}.status`));
    else if (!choices.includes(status)) {
      errors.push(notSupported(`${at}.status`, status, choices));
    }
    const opposite = { Approved: "Denied", Denied: "Approved" }[type];
    if (opposite !== undefined && seen.has(opposite)) {
      const why = "Approved and Denied conditions are mutually exclusive";
      errors.push(invalid(`${at}.type`, type, why));
    }
    if (seen.has(type)) errors.push(duplicate(`${at}.type`, type));
    seen.add(type);
    return errors;
  });
}
