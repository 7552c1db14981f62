/**
 * What the API server knows of CertificateSigningRequests: who asks is written down, and nothing
 * but a decision or a certificate comes later.
 *
 * Not simulated: reading the request and the certificate themselves.
 */
import { formatTime } from "../../api/time.ts";
import type { CertificateSigningRequest } from "../../api/types.generated.ts";
import { ageOf, columns, humanDuration } from "../column.ts";
import type { AllocationContext, KindStrategy } from "../kind-strategy.ts";
import { validateRequest, validateRequestStatus } from "./certificatesigningrequest/rule.ts";

export const certificateSigningRequestStrategy: KindStrategy<CertificateSigningRequest> = {
  kind: "CertificateSigningRequest",
  nameRule: () => [],
  allocate: (object, old, context) => (old === undefined ? withRequester(object, context) : object),
  // The spec is what somebody signed: it never changes.
  prepareForUpdate: (object, old) => ({ ...object, spec: old.spec }),
  prepareForStatusUpdate: (object, _old, nowMs) => withTimes(object, formatTime(nowMs)),
  validate: validateRequest,
  validateStatusUpdate: validateRequestStatus,

  selectableFields: ({ spec }) => ({ "spec.signerName": spec.signerName }),

  columns: columns("Name", "Age", "SignerName", "Requestor", "RequestedDuration", "Condition"),
  cells(request, { nowMs }) {
    const { metadata, spec } = request;
    const seconds = spec.expirationSeconds;
    return [
      metadata.name,
      ageOf(request, nowMs),
      spec.signerName,
      spec.username ?? "",
      seconds === undefined ? "<none>" : humanDuration(seconds * 1000),
      stateText(request),
    ];
  },
};

function withRequester(
  object: CertificateSigningRequest,
  { request: { user } }: AllocationContext,
): CertificateSigningRequest {
  const { username, uid, groups, extra } = user;
  const spec = {
    ...object.spec,
    username,
    ...(uid === undefined ? {} : { uid }),
    ...(groups.length === 0 ? {} : { groups }),
    ...(extra === undefined ? {} : { extra }),
  };
  return { ...object, spec };
}

// When a condition came is written down for whoever did not.
function withTimes(object: CertificateSigningRequest, now: string): CertificateSigningRequest {
  const conditions = (object.status.conditions ?? []).map((condition) => ({
    ...condition,
    lastUpdateTime: condition.lastUpdateTime ?? now,
    lastTransitionTime: condition.lastTransitionTime ?? now,
  }));
  return conditions.length === 0 ? object : { ...object, status: { ...object.status, conditions } };
}

function stateText({ status }: CertificateSigningRequest): string {
  const types = (status.conditions ?? []).map(({ type }) => type);
  const decision = types.includes("Denied")
    ? ["Denied"]
    : types.includes("Approved")
      ? ["Approved"]
      : [];
  const words = [
    ...decision,
    ...(types.includes("Failed") ? ["Failed"] : []),
    ...((status.certificate ?? "") === "" ? [] : ["Issued"]),
  ];
  return words.length === 0 ? "Pending" : words.join(",");
}
