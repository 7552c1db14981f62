/**
 * The contract of every controller in the list: a missing key is fine, a second look changes
 * nothing, and nothing that it was given is written to.
 */
import { describe, expect, test } from "vitest";
import { deepFreeze } from "../api/json.ts";
import { createCluster } from "../cluster.ts";
import { aDeployment, applyTo, aService, someStorage } from "../testing/index.ts";
import { controllers } from "./index.ts";

/** A settled cluster with something for each controller to look at, its objects frozen. */
function settledCluster() {
  const cluster = createCluster({ flavour: "recorded" });
  cluster.store.watch(({ object }) => deepFreeze(object));
  const budget = { minAvailable: 1, selector: { matchLabels: { app: "web" } } };
  const metadata = { name: "web", namespace: "default" };
  const guard = { kind: "PodDisruptionBudget", metadata, spec: budget };
  applyTo(cluster, guard);
  applyTo(cluster, aDeployment({ name: "web", replicas: 3 }));
  applyTo(cluster, aService({ name: "web", selector: { app: "web" } }));
  for (const draft of someStorage()) applyTo(cluster, draft);
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
