/** Volumes that only some nodes, or only one pod, can have. */
import { describe, expect, test } from "vitest";
import type { KubeObject } from "../api/object.ts";
import type { Pod, Volume } from "../api/types.generated.ts";
import { Cache } from "../informers/cache.ts";
import { aNode, aWaitingPod, decisionOn } from "../testing/index.ts";
import { NodeCache } from "./node-cache.ts";

const ZONE = "topology.kubernetes.io/zone";

function cacheWith(...objects: readonly Partial<KubeObject>[]): NodeCache {
  const cache = new Cache();
  objects.forEach((object, at) => {
    const metadata = {
      uid: `o${at}`,
      resourceVersion: "1",
      creationTimestamp: "2026-01-05T09:00:00Z",
      ...(object.metadata as object),
    } as KubeObject["metadata"];
    const { name, namespace } = metadata;
    const key = namespace === undefined ? name : `${namespace}/${name}`;
    const whole = { apiVersion: "v1", ...object, metadata } as KubeObject;
    cache.apply({
      type: "added",
      kind: whole.kind,
      key,
      object: whole,
      previous: undefined,
      entry: 0,
    });
  });
  return new NodeCache(cache);
}

function claim(name: string, spec: object): Partial<KubeObject> {
  const annotations = { "pv.kubernetes.io/bind-completed": "yes" };
  const metadata = { name, namespace: "default", annotations } as never;
  return { kind: "PersistentVolumeClaim", metadata, spec, status: { phase: "Bound" } };
}

function volume(name: string, spec: object, labels = {}): Partial<KubeObject> {
  return { kind: "PersistentVolume", metadata: { name, labels } as never, spec };
}

const using = (...claims: readonly string[]): Pod =>
  aWaitingPod({
    spec: {
      volumes: claims.map((claimName) => ({
        name: claimName,
        persistentVolumeClaim: { claimName },
      })),
    },
  });

describe("claims for one pod alone", () => {
  const cache = () =>
    cacheWith(
      claim("one", { accessModes: ["ReadWriteOncePod"], volumeName: "v" }),
      volume("v", {}),
    );
  const nodes = [aNode({ name: "a" }), aNode({ name: "b" })];

  test("nobody has it yet", () => {
    expect(decisionOn(using("one"), { nodes, cache: cache() })).toBe("a");
  });

  test("another pod has it, wherever that is", () => {
    expect(
      decisionOn(using("one"), { nodes, cache: cache(), running: [[using("one"), "a"]] }),
    ).toBe(
      "0/2 nodes are available: 2 node(s) unavailable due to PersistentVolumeClaim with ReadWriteOncePod access mode already in-use by another pod. no new claims to deallocate, preemption: 0/2 nodes are available: 2 No preemption victims found for incoming pod.",
    );
  });

  test("a less important pod has it", () => {
    const running = [[using("one"), "a"]] as const;
    const pod = using("one");
    const vip = { ...pod, spec: { ...pod.spec, priority: 5 } };
    expect(decisionOn(vip, { nodes, cache: cache(), running })).toMatch(/^a: p\d+$/);
  });

  test("the claim is missing", () => {
    expect(decisionOn(using("lost"), { nodes, cache: cache() })).toBe(
      '0/2 nodes are available: persistentvolumeclaim "lost" not found. not found',
    );
  });
});

describe("volumes with a zone", () => {
  const cache = () =>
    cacheWith(claim("data", { volumeName: "v" }), volume("v", {}, { [ZONE]: "a__b" }));

  test.each([
    ["a zone of several", { [ZONE]: "b" }, "n"],
    ["another zone", { [ZONE]: "c" }, "1 node(s) had no available volume zone"],
    ["a cluster without zones", {}, "n"],
  ])("%s", (_name, labels, expected) => {
    const nodes = [aNode({ name: "n", labels })];
    expect(decisionOn(using("data"), { nodes, cache: cache() })).toContain(expected);
  });
});

test("a node takes as many volumes of a driver as the driver says", () => {
  const csi = (volumeHandle: string) => ({ csi: { driver: "disk", volumeHandle } });
  const drivers = [{ name: "disk", nodeID: "n", allocatable: { count: 2 } }];
  const cache = cacheWith(
    { kind: "CSINode", metadata: { name: "n" } as never, spec: { drivers } },
    ...["x", "y", "z"].flatMap((name) => [
      claim(name, { volumeName: `v${name}` }),
      volume(`v${name}`, csi(name)),
    ]),
  );
  const nodes = [aNode({ name: "n" })];
  expect(decisionOn(using("y"), { nodes, cache, running: [[using("x"), "n"]] })).toBe("n");
  // The same volume twice is attached once.
  expect(decisionOn(using("x", "y"), { nodes, cache })).toBe("n");
  expect(decisionOn(using("y", "z"), { nodes, cache })).toContain(
    "1 node(s) exceed max volume count",
  );
});

describe("disks of the old sort", () => {
  const disk = (readOnly: boolean): Volume => ({
    name: "d",
    gcePersistentDisk: { pdName: "disk", readOnly },
  });
  const pod = (readOnly: boolean) => aWaitingPod({ spec: { volumes: [disk(readOnly)] } });
  const nodes = [aNode({ name: "a" })];

  test.each([
    ["both read", true, true, "a"],
    ["one writes", true, false, "1 node(s) had no available disk"],
  ])("%s", (_name, first, second, expected) => {
    expect(decisionOn(pod(first), { nodes, running: [[pod(second), "a"]] })).toContain(expected);
  });
});
