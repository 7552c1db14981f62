/**
 * When nodes that fall silent at once are told to let their pods go: zone by zone, one after the
 * other, and not at all when too much is gone.
 */
import { expect, test } from "vitest";
import type { Node } from "../../api/types.generated.ts";
import { createCluster } from "../../cluster.ts";

const GRACE_S = 50;

/** Zone → number of nodes, all of them, and those that fall silent. */
type Zones = Readonly<Record<string, readonly [nodes: number, silent: number]>>;

function nodesOf(zones: Zones) {
  return Object.entries(zones).flatMap(([zone, [count]]) =>
    Array.from({ length: count }, (_, index) => ({
      name: `${zone}-${index + 1}`,
      labels: { "topology.kubernetes.io/zone": zone },
    })),
  );
}

const isTold = ({ spec }: Node) => spec.taints?.some(({ effect }) => effect === "NoExecute");
const isKeptFree = ({ spec }: Node) => spec.taints?.some(({ effect }) => effect === "NoSchedule");

function lose(zones: Zones) {
  const cluster = createCluster({ flavour: "recorded", nodes: nodesOf(zones) });
  for (const [zone, [, silent]] of Object.entries(zones)) {
    for (let index = 1; index <= silent; index += 1) cluster.kubelets.stop(`${zone}-${index}`);
  }
  return cluster;
}

/** Seconds after the grace period → how many nodes have been told by then. */
type Told = Readonly<Record<number, number>>;

test.each<[string, Zones, Told]>([
  ["one node goes at once", { a: [3, 1] }, { 1: 1 }],
  ["two go one after the other", { a: [3, 2] }, { 1: 1, 9: 1, 11: 2 }],
  ["two of two zones go together", { a: [2, 1], b: [2, 1] }, { 1: 2 }],
  ["most of a small zone is gone: none goes", { a: [5, 3] }, { 1: 0, 300: 0 }],
  ["just less than most of it", { a: [6, 3] }, { 1: 1, 11: 2, 21: 3 }],
  ["most of a large zone is gone: one in 100 s", { a: [51, 29] }, { 1: 1, 99: 1, 101: 2, 201: 3 }],
  ["a whole zone is gone, another lives", { a: [3, 3], b: [1, 0] }, { 1: 1, 11: 2, 21: 3 }],
  ["every zone is gone: none goes", { a: [2, 2], b: [1, 1] }, { 1: 0, 300: 0 }],
])("%s", (_, zones, told) => {
  const cluster = lose(zones);
  const startMs = cluster.nowMs;
  for (const [second, count] of Object.entries(told)) {
    cluster.advance(startMs + (GRACE_S + Number(second)) * 1000 - cluster.nowMs);
    expect({ second, told: cluster.list("Node").filter(isTold).length }).toEqual({
      second,
      told: count,
    });
  }
  const silent = Object.values(zones).reduce((sum, [, lost]) => sum + lost, 0);
  expect(cluster.list("Node").filter(isKeptFree)).toHaveLength(silent);
});

test("when the last zone falls silent, nodes that were told are told no longer", () => {
  const cluster = lose({ a: [1, 1], b: [1, 0] });
  cluster.advance((GRACE_S + 5) * 1000);
  expect(cluster.list("Node").filter(isTold)).toHaveLength(1);
  cluster.kubelets.stop("b-1");
  cluster.advance((GRACE_S + 5) * 1000);
  expect(cluster.list("Node").filter(isTold)).toHaveLength(0);
  cluster.kubelets.start("b-1");
  cluster.advance(5000);
  expect(cluster.list("Node").filter(isTold)).toHaveLength(1);
});

test("a node whose kubelet never spoke is unknown after a minute", () => {
  const cluster = createCluster({ flavour: "recorded" });
  const place = { verb: "create", group: "", version: "v1", resource: "nodes" } as const;
  const body = { apiVersion: "v1", kind: "Node", metadata: { name: "ghost" } };
  cluster.client().request({ ...place, name: "ghost", body });
  cluster.advance(59_000);
  const ready = () =>
    (cluster.find("Node", "ghost") as Node | undefined)?.status.conditions?.find(
      ({ type }) => type === "Ready",
    );
  expect(ready()).toBeUndefined();
  cluster.advance(2000);
  expect(ready()).toMatchObject({
    status: "Unknown",
    reason: "NodeStatusNeverUpdated",
    message: "Kubelet never posted node status.",
  });
});
