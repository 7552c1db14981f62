/**
 * The contract of every controller in the list: a missing key is fine, a second look changes
 * nothing, and nothing that it was given is written to.
 */
import { describe, expect, test } from "vitest";
import { base64OfText } from "../api/base64.ts";
import { deepFreeze } from "../api/json.ts";
import { createCluster } from "../cluster.ts";
import { aDeployment, applyTo, aService } from "../testing/index.ts";
import { controllers } from "./index.ts";

const REQUEST = base64OfText(
  "-----BEGIN CERTIFICATE REQUEST-----\nMIHh\n-----END CERTIFICATE REQUEST-----\n",
);

/** A definition, a policy, a request and a secret that is filled with a token. */
function securityObjects(): readonly object[] {
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

/** A settled cluster with something for each controller to look at, its objects frozen. */
function settledCluster() {
  const cluster = createCluster({ flavour: "recorded" });
  cluster.store.watch(({ object }) => deepFreeze(object));
  applyTo(cluster, aDeployment({ name: "web", replicas: 3 }));
  applyTo(cluster, aService({ name: "web", selector: { app: "web" } }));
  for (const object of securityObjects()) applyTo(cluster, object as never);
  cluster.settle();
  return cluster;
}

describe.each(controllers.map((controller) => [controller.name, controller] as const))(
  "%s",
  (_name, controller) => {
    test("is at rest: a second look at every key changes nothing", () => {
      const cluster = settledCluster();
      const before = cluster.store.resourceVersion;
      const { keysOf, reconcile } = cluster.controllerManager;
      const keys = keysOf(controller.name);
      expect(keys.length).toBeGreaterThan(0);
      for (const key of keys) reconcile(controller.name, key);
      expect(cluster.store.resourceVersion).toBe(before);
    });

    test("a key without an object is fine", () => {
      const cluster = settledCluster();
      const before = cluster.store.resourceVersion;
      cluster.controllerManager.reconcile(
        controller.name,
        controller.for === "*" ? "Pod default/missing" : "default/missing",
      );
      expect(cluster.store.resourceVersion).toBe(before);
    });
  },
);

test("frozen objects carry a cluster through its whole life", () => {
  const cluster = settledCluster();
  expect(cluster.list("Pod")).toHaveLength(3);
  expect(Object.isFrozen(cluster.list("Pod")[0]?.metadata)).toBe(true);
});
