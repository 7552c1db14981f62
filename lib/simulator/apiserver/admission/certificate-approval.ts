/** Whoever approves, denies or signs a certificate request needs that right for its signer. */
import { authorize, isMaster } from "../authorization/rbac.ts";
import type { RestContext } from "../rest/context.ts";
import { type AdmissionPlugin, denied } from "./plugin.ts";

const VERBS: Readonly<Record<string, string>> = { approval: "approve", status: "sign" };

export const certificateApproval: AdmissionPlugin = {
  name: "CertificateApproval",

  validate(object, old, context) {
    const { request, row } = context;
    const verb = VERBS[request.subresource ?? ""];
    if (row.kind !== "CertificateSigningRequest" || verb === undefined || old === undefined) return;
    if (request.trusted === true || isMaster(request.user)) return;
    const { signerName } = old.spec as { readonly signerName: string };
    if (mayUseSigner(context, verb, signerName)) return;
    const what = verb === "approve" ? "approve requests with" : "sign requests with";
    throw denied(object, context, `user not permitted to ${what} signerName "${signerName}"`);
  },
};

/** The right may be for one signer or for all of a domain. */
function mayUseSigner(
  { request: { user }, store }: RestContext,
  verb: string,
  signerName: string,
): boolean {
  const place = {
    group: "certificates.k8s.io",
    resource: "signers",
    subresource: "",
    namespace: "",
  };
  const [domain = ""] = signerName.split("/");
  return [signerName, `${domain}/*`].some(
    (name) => authorize(store, { user, verb, ...place, name }).allowed,
  );
}
