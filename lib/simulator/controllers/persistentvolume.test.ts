/** Claims and volumes from the first look to the last, in a running cluster. */
import { describe, expect, test } from "vitest";
import type { PersistentVolume } from "../api/types.generated.ts";
import { type Cluster, createCluster } from "../cluster.ts";
import { applyTo } from "../testing/index.ts";

const namespace = "default";
const accessModes = ["ReadWriteOnce"];

function claim(name: string, rest: object = {}) {
  const spec = { accessModes, resources: { requests: { storage: "1Gi" } }, ...rest };
  return { kind: "PersistentVolumeClaim", metadata: { name, namespace }, spec };
}

function volume(name: string, rest: object = {}) {
  const spec = {
    accessModes,
    capacity: { storage: "1Gi" },
    hostPath: { path: "/srv/x" },
    storageClassName: "shelf",
    ...rest,
  };
  return { kind: "PersistentVolume", metadata: { name }, spec };
}

function podWith(claimName: string) {
  const containers = [{ name: "c", image: "nginx:1.29" }];
  const volumes = [{ name: "v", persistentVolumeClaim: { claimName } }];
  return { kind: "Pod", metadata: { name: "web", namespace }, spec: { containers, volumes } };
}

function clusterWith(...drafts: readonly Parameters<typeof applyTo>[1][]): Cluster {
  const cluster = createCluster({ flavour: "recorded" });
  for (const draft of drafts) applyTo(cluster, draft);
  cluster.settle();
  return cluster;
}

function remove(cluster: Cluster, resource: string, name: string): void {
  const place = resource === "persistentvolumes" ? {} : { namespace };
  const path = { group: "", version: "v1", resource, name, ...place };
  cluster.client().request({ verb: "delete", ...path, options: { gracePeriodSeconds: 0 } });
  cluster.settle();
}

const phases = (cluster: Cluster) => [
  cluster.list("PersistentVolumeClaim").map(({ status }) => status.phase),
  cluster.list("PersistentVolume").map(({ status }) => status.phase),
];

describe("a volume that is made for a pod", () => {
  test("waits for the pod, lies on its node, and goes with the claim after the pod", () => {
    const cluster = clusterWith(claim("data"));
    expect(phases(cluster)).toEqual([["Pending"], []]);
    applyTo(cluster, podWith("data"));
    cluster.settle();
    expect(phases(cluster)).toEqual([["Bound"], ["Bound"]]);
    const node = cluster.list("Pod")[0]?.spec.nodeName;
    const [made] = cluster.list("PersistentVolume");
    expect(hostsOf(made)).toEqual([node]);

    remove(cluster, "persistentvolumeclaims", "data");
    expect(cluster.list("PersistentVolumeClaim")).toHaveLength(1);
    remove(cluster, "pods", "web");
    expect(phases(cluster)).toEqual([[], []]);
  });

  function hostsOf(made: PersistentVolume | undefined) {
    const [term] = made?.spec.nodeAffinity?.required?.nodeSelectorTerms ?? [];
    return term?.matchExpressions?.[0]?.values;
  }
});

describe("a volume whose claim is gone", () => {
  const storageClassName = "shelf";
  const shelf = (rest: object) =>
    clusterWith(volume("disk", rest), claim("a", { storageClassName }));

  test.each<readonly [string, object, readonly (string | undefined)[]]>([
    ["is kept with Retain", {}, ["Released"]],
    ["is emptied with Recycle", { persistentVolumeReclaimPolicy: "Recycle" }, ["Available"]],
    [
      "goes with Delete from a folder for temporary files",
      { persistentVolumeReclaimPolicy: "Delete", hostPath: { path: "/tmp/x" } },
      [],
    ],
    ["fails where nobody may delete", { persistentVolumeReclaimPolicy: "Delete" }, ["Failed"]],
  ])("%s", (_name, rest, expected) => {
    const cluster = shelf(rest);
    expect(phases(cluster)).toEqual([["Bound"], ["Bound"]]);
    remove(cluster, "persistentvolumeclaims", "a");
    expect(phases(cluster)).toEqual([[], expected]);
  });

  test("is not given to a new claim of the same name", () => {
    const cluster = shelf({});
    remove(cluster, "persistentvolumeclaims", "a");
    applyTo(cluster, claim("a", { storageClassName }));
    cluster.settle();
    expect(phases(cluster)).toEqual([["Pending"], ["Released"]]);
  });

  test("cannot be deleted before the claim is", () => {
    const cluster = shelf({});
    remove(cluster, "persistentvolumes", "disk");
    expect(phases(cluster)).toEqual([["Bound"], ["Bound"]]);
    remove(cluster, "persistentvolumeclaims", "a");
    expect(phases(cluster)).toEqual([[], []]);
  });
});

test("no volume has two claims, and claims left over wait until one comes", () => {
  const storageClassName = "shelf";
  const names = ["a", "b", "c"];
  const cluster = clusterWith(
    volume("one"),
    volume("two"),
    ...names.map((name) => claim(name, { storageClassName })),
  );
  const bound = () =>
    cluster.list("PersistentVolumeClaim").flatMap(({ spec }) => spec.volumeName ?? []);
  expect(new Set(bound()).size).toBe(2);
  applyTo(cluster, volume("three"));
  cluster.settle();
  expect(new Set(bound()).size).toBe(3);
});

test("a claim from before there was a default class gets it when there is one", () => {
  const cluster = createCluster({ flavour: "recorded" });
  const path = { group: "storage.k8s.io", version: "v1", resource: "storageclasses" };
  const mark = (value: string) => {
    const annotations = { "storageclass.kubernetes.io/is-default-class": value };
    const body = { metadata: { annotations } };
    const request = { verb: "patch", ...path, name: "standard", body, patchType: "merge" } as const;
    cluster.client().request(request);
  };
  mark("false");
  applyTo(cluster, claim("early"));
  cluster.settle();
  const classOf = () => cluster.list("PersistentVolumeClaim")[0]?.spec.storageClassName;
  expect(classOf()).toBeUndefined();
  mark("true");
  cluster.settle();
  expect(classOf()).toBe("standard");
});
