/**
 * The contract of every controller in the list: a missing key is fine, a second look changes
 * nothing, and nothing that it was given is written to.
 */
import { describe, expect, test } from "vitest";
import { deepFreeze } from "../api/json.ts";
import { createCluster } from "../cluster.ts";
import { aDeployment, applyTo, aService, securityObjects, someStorage } from "../testing/index.ts";
import { controllers } from "./index.ts";

/** One of every other kind that has a controller. */
function workloads() {
  const namespace = "default";
  const spec = { containers: [{ name: "c", image: "nginx:1.29" }] };
  const made = (kind: string, name: string, rest: object) => ({
    kind,
    metadata: { name, namespace },
    spec: rest,
  });
  const served = (name: string) => ({
    selector: { matchLabels: { app: name } },
    template: { metadata: { labels: { app: name } }, spec },
  });
  const job = {
    ttlSecondsAfterFinished: 1_000_000,
    template: {
      spec: {
        restartPolicy: "Never",
        containers: [{ name: "c", image: "busybox:1.36", command: ["true"] }],
      },
    },
  };
  const target = { apiVersion: "apps/v1", kind: "Deployment", name: "web" };
  return [
    made("ReplicationController", "rc", {
      replicas: 1,
      template: { metadata: { labels: { app: "rc" } }, spec },
    }),
    made("StatefulSet", "sts", { serviceName: "sts", replicas: 2, ...served("sts") }),
    made("DaemonSet", "ds", served("ds")),
    made("Job", "job", job),
    made("CronJob", "cron", { schedule: "0 0 1 1 *", jobTemplate: { spec: job } }),
    made("HorizontalPodAutoscaler", "hpa", { maxReplicas: 3, scaleTargetRef: target }),
  ];
}

/** A settled cluster with something for each controller to look at, its objects frozen. */
function settledCluster() {
  const cluster = createCluster({ flavour: "recorded" });
  cluster.store.watch(({ object }) => deepFreeze(object));
  const budget = { minAvailable: 1, selector: { matchLabels: { app: "web" } } };
  const metadata = { name: "web", namespace: "default" };
  const disruption = { kind: "PodDisruptionBudget", metadata, spec: budget };
  applyTo(cluster, disruption);
  applyTo(cluster, aDeployment({ name: "web", replicas: 3 }));
  applyTo(cluster, aService({ name: "web", selector: { app: "web" } }));
  for (const draft of workloads()) applyTo(cluster, draft);
  for (const draft of someStorage()) applyTo(cluster, draft);
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
  expect(cluster.list("Pod")).toHaveLength(9);
  expect(Object.isFrozen(cluster.list("Pod")[0]?.metadata)).toBe(true);
});

test("a stopped controller manager does nothing, and catches up when it is started", () => {
  const cluster = settledCluster();
  const minutely = {
    schedule: "* * * * *",
    jobTemplate: {
      spec: {
        template: {
          spec: { restartPolicy: "Never", containers: [{ name: "c", image: "busybox:1.36" }] },
        },
      },
    },
  };
  const metadata = { name: "minutely", namespace: "default" };
  applyTo(cluster, { kind: "CronJob", metadata, spec: minutely } as never);
  cluster.advance(1000);
  cluster.controllerManager.stop();
  const pod = cluster.list("Pod").find((one) => one.metadata.labels?.app === "web");
  cluster.client().request({
    ...{ verb: "delete", group: "", version: "v1", resource: "pods" },
    ...{ namespace: "default", name: pod?.metadata.name ?? "" },
  });
  cluster.advance(300_000);
  const jobs = () => cluster.list("Job").filter(({ metadata: m }) => m.name.startsWith("minutely"));
  const web = () => cluster.list("Pod").filter((one) => one.metadata.labels?.app === "web");
  expect([web().length, jobs().length]).toEqual([2, 0]);
  cluster.controllerManager.start();
  cluster.advance(5000);
  expect([web().length, jobs().length]).toEqual([3, 1]);
});
