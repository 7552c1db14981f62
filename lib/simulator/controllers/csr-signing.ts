/**
 * Approved certificate requests for the cluster's own signers get a certificate.
 *
 * Not simulated: certificates that could be verified; what is issued has their form only.
 */
import { base64OfText } from "../api/base64.ts";
import type { RandomStream } from "../engine/random.ts";
import type { Controller } from "./controller.ts";

const SIGNERS: ReadonlySet<string> = new Set([
  "kubernetes.io/kube-apiserver-client",
  "kubernetes.io/kube-apiserver-client-kubelet",
  "kubernetes.io/kubelet-serving",
  "kubernetes.io/legacy-unknown",
]);

export const csrSigningController: Controller = {
  name: "certificatesigningrequest-signing-controller",
  for: "CertificateSigningRequest",

  reconcile(key, { api, cache, random }) {
    const request = cache.get("CertificateSigningRequest", key);
    if (request === undefined || !SIGNERS.has(request.spec.signerName)) return "done";
    const { certificate, conditions = [] } = request.status ?? {};
    const is = (type: string) => conditions.some((condition) => condition.type === type);
    if (certificate !== undefined || !is("Approved") || is("Denied") || is("Failed")) return "done";
    const status = { ...request.status, certificate: base64OfText(certificateText(random)) };
    api.updateStatus<"CertificateSigningRequest">({ ...request, status });
    return "done";
  },
};

function certificateText(random: RandomStream): string {
  const body = Array.from({ length: 8 }, () => base64OfText(random.uuid()).slice(0, 48)).join("");
  const lines = `MIIC${body}`.match(/.{1,64}/g) ?? [];
  return `-----BEGIN CERTIFICATE-----\n${lines.join("\n")}\n-----END CERTIFICATE-----\n`;
}
