/** What a StatefulSet promises: order, identity, and whose its claims are. */
import { expect, test } from "vitest";
import type { StatefulSet } from "../api/types.generated.ts";
import { createCluster } from "../cluster.ts";
import { applyTo } from "../testing/index.ts";

function setIn(spec: Partial<StatefulSet["spec"]>) {
  const cluster = createCluster({ flavour: "recorded" });
  const labels = { app: "db" };
  const containers = [{ name: "db", image: "nginx:1.29" }];
  applyTo(cluster, {
    kind: "StatefulSet",
    metadata: { name: "db", namespace: "default" },
    spec: {
      serviceName: "db",
      replicas: 3,
      selector: { matchLabels: labels },
      template: { metadata: { labels }, spec: { containers } },
      ...spec,
    },
  } as never);
  const patch = (body: object) =>
    cluster.client().request({
      ...{ verb: "patch", group: "apps", version: "v1", resource: "statefulsets" },
      ...{ patchType: "merge", namespace: "default", name: "db", body },
    });
  return { cluster, patch };
}

/** Names in the order in which the log tells of them. */
function pods(cluster: ReturnType<typeof createCluster>, verb: string): readonly string[] {
  const found = cluster.log
    .filter((entry) => entry.kind === "Pod" && entry.verb === verb)
    .filter(({ component }) => component === "statefulset-controller")
    .map(({ key = "" }) => key.replace("default/", ""));
  return [...new Set(found)];
}

test.each([
  ["OrderedReady", 1],
  ["Parallel", 3],
] as const)("%s makes its pods in order, so many at once", (podManagementPolicy, atOnce) => {
  const { cluster } = setIn({ podManagementPolicy });
  cluster.advance(500);
  expect(cluster.list("Pod")).toHaveLength(atOnce);
  cluster.settle();
  expect(pods(cluster, "create")).toEqual(["db-0", "db-1", "db-2"]);
});

test("it shrinks from the end and updates from the end, down to the partition", () => {
  const { cluster, patch } = setIn({ ordinals: { start: 5 } });
  cluster.settle();
  const containers = [{ name: "db", image: "nginx:1.28" }];
  const rollingUpdate = { partition: 1 };
  patch({ spec: { template: { spec: { containers } }, updateStrategy: { rollingUpdate } } });
  cluster.settle();
  const images = cluster
    .list("Pod")
    .map(({ metadata, spec }) => `${metadata.name} ${spec.containers[0]?.image}`);
  expect(images.sort()).toEqual(["db-5 nginx:1.29", "db-6 nginx:1.28", "db-7 nginx:1.28"]);
  expect(pods(cluster, "delete").concat(pods(cluster, "update"))).toEqual(["db-7", "db-6"]);
  patch({ spec: { replicas: 1 } });
  cluster.settle();
  expect(cluster.list("Pod").map(({ metadata }) => metadata.name)).toEqual(["db-5"]);
});

test.each([
  ["Retain", "Retain", ["db-0 none", "db-1 none", "db-2 none"]],
  ["Delete", "Retain", ["db-0 StatefulSet", "db-1 StatefulSet", "db-2 StatefulSet"]],
  ["Retain", "Delete", ["db-0 none", "db-1 none"]],
] as const)("claims: when deleted %s, when scaled %s", (whenDeleted, whenScaled, owners) => {
  const claim = {
    metadata: { name: "data" },
    spec: { accessModes: ["ReadWriteOnce"], resources: { requests: { storage: "1Gi" } } },
  };
  const { cluster, patch } = setIn({
    podManagementPolicy: "Parallel",
    persistentVolumeClaimRetentionPolicy: { whenDeleted, whenScaled },
    volumeClaimTemplates: [claim as never],
  });
  cluster.advance(30_000);
  patch({ spec: { replicas: 2 } });
  cluster.advance(60_000);
  const found = cluster
    .list("PersistentVolumeClaim")
    .filter((one) => one.metadata.deletionTimestamp === undefined);
  const told = found.map(({ metadata }) => {
    const owner = metadata.ownerReferences?.[0]?.kind ?? "none";
    return `${metadata.name.replace("data-", "")} ${owner}`;
  });
  expect(told.sort()).toEqual(owners);
});

test("an absurd size is met step by step, not at once", () => {
  const { cluster } = setIn({ podManagementPolicy: "Parallel", replicas: 2_000_000_000 });
  cluster.advance(4);
  expect(cluster.list("Pod")).toHaveLength(500);
});
