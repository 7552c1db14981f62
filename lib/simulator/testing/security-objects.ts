/** One of each kind whose controllers guard access. */
import { base64OfText } from "../api/base64.ts";

const REQUEST = base64OfText(
  "-----BEGIN CERTIFICATE REQUEST-----\nMIHh\n-----END CERTIFICATE REQUEST-----\n",
);

/** A definition, a policy, a request and a secret that is filled with a token. */
export function securityObjects(): readonly object[] {
  const schema = { openAPIV3Schema: { type: "object" } };
  const rule = {
    apiGroups: [""],
    apiVersions: ["v1"],
    operations: ["CREATE"],
    resources: ["pods"],
  };
  return [
    {
      apiVersion: "apiextensions.k8s.io/v1",
      kind: "CustomResourceDefinition",
      metadata: { name: "pools.ops.example" },
      spec: {
        group: "ops.example",
        names: { plural: "pools", kind: "Pool" },
        scope: "Namespaced",
        versions: [{ name: "v1", served: true, storage: true, schema }],
      },
    },
    {
      apiVersion: "admissionregistration.k8s.io/v1",
      kind: "ValidatingAdmissionPolicy",
      metadata: { name: "one" },
      spec: {
        matchConstraints: { resourceRules: [rule] },
        validations: [{ expression: "object.missing" }],
      },
    },
    {
      apiVersion: "certificates.k8s.io/v1",
      kind: "CertificateSigningRequest",
      metadata: { name: "ann" },
      spec: {
        request: REQUEST,
        signerName: "kubernetes.io/kube-apiserver-client",
        usages: ["client auth"],
      },
    },
    {
      apiVersion: "v1",
      kind: "Secret",
      type: "kubernetes.io/service-account-token",
      metadata: {
        name: "token",
        namespace: "default",
        annotations: { "kubernetes.io/service-account.name": "default" },
      },
    },
  ];
}
