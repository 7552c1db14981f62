/** What nobody should ask for is bounded and comes out right: no controller runs for ever. */
import { expect, test } from "vitest";
import { type Cluster, createCluster } from "../cluster.ts";
import { aDeployment, applyTo } from "../testing/index.ts";

const made = (kind: string, name: string, namespace = "default", more: object = {}) => ({
  kind,
  metadata: { name, namespace, ...more },
});

/** Things that happened while `act` ran, in steps of the engine. */
function stepsOf(cluster: Cluster, act: () => void): number {
  const before = cluster.engine.steps;
  act();
  return cluster.engine.steps - before;
}

test("two Deployments with one selector keep their own pods each", () => {
  const cluster = createCluster({ flavour: "recorded" });
  const labels = { app: "shared" };
  const spec = { selector: { matchLabels: labels } };
  const template = {
    metadata: { labels },
    spec: { containers: [{ name: "c", image: "nginx:1.27" }] },
  };
  const steps = stepsOf(cluster, () => {
    for (const [name, replicas] of [["one", 3] as const, ["two", 2] as const]) {
      applyTo(cluster, aDeployment({ name, spec: { ...spec, template, replicas } }));
    }
    expect(cluster.settle().settled).toBe(true);
  });
  const byOwner = cluster.list("Deployment").map(({ status }) => status.readyReplicas);
  expect([byOwner, cluster.list("Pod").length]).toEqual([[3, 2], 5]);
  expect(steps).toBeLessThan(1500);
});

test.each(["Background", "Foreground"] as const)(
  "owners in a circle go together when one is deleted: %s",
  (propagationPolicy) => {
    const cluster = createCluster({ flavour: "recorded" });
    const place = { group: "", version: "v1", resource: "configmaps", namespace: "default" };
    for (const name of ["a", "b", "c"]) applyTo(cluster, made("ConfigMap", name));
    const uidOf = (name: string) => cluster.find("ConfigMap", `default/${name}`)?.metadata.uid;
    const client = cluster.client();
    for (const [name, owner] of [["a", "b"] as const, ["b", "c"] as const, ["c", "a"] as const]) {
      const reference = { apiVersion: "v1", kind: "ConfigMap", name: owner, uid: uidOf(owner) };
      const body = { metadata: { ownerReferences: [reference] } };
      client.request({ verb: "patch", ...place, name, patchType: "merge", body });
    }
    cluster.settle();
    expect(
      cluster.list("ConfigMap").filter(({ metadata }) => metadata.name.length === 1),
    ).toHaveLength(3);
    client.request({ verb: "delete", ...place, name: "a", options: { propagationPolicy } });
    expect(cluster.settle().settled).toBe(true);
    expect(["a", "b", "c"].map(uidOf)).toEqual([undefined, undefined, undefined]);
  },
);

test("a namespace with many objects goes with all of them, at a few steps each", () => {
  const cluster = createCluster({ flavour: "recorded" });
  applyTo(cluster, { kind: "Namespace", metadata: { name: "full" } });
  cluster.settle();
  const count = 1000;
  for (let i = 0; i < count; i += 1) applyTo(cluster, made("ConfigMap", `c-${i}`, "full"));
  const place = { group: "", version: "v1", resource: "namespaces", name: "full" };
  const steps = stepsOf(cluster, () => {
    cluster.client().request({ verb: "delete", ...place });
    expect(cluster.settle().settled).toBe(true);
  });
  expect(cluster.find("Namespace", "full")).toBeUndefined();
  expect(cluster.list("ConfigMap").filter((one) => one.metadata.namespace === "full")).toEqual([]);
  expect(steps).toBeLessThan(4 * count);
});

test("a CronJob every minute leaves three Jobs however long it runs", () => {
  const cluster = createCluster({ flavour: "recorded" });
  const containers = [{ name: "c", image: "busybox:1.36", command: ["true"] }];
  const template = { spec: { restartPolicy: "Never", containers } };
  const spec = { schedule: "* * * * *", jobTemplate: { spec: { template } } };
  const cronJob = { ...made("CronJob", "tick"), spec };
  applyTo(cluster, cronJob);
  const minutes = 60;
  const steps = stepsOf(cluster, () => cluster.advance(minutes * 60_000));
  expect(cluster.list("Job").length).toBeLessThanOrEqual(4);
  expect(cluster.list("Pod").length).toBeLessThanOrEqual(4);
  expect(steps / minutes).toBeLessThan(150);
});
