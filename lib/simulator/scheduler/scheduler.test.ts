/**
 * Decisions over small snapshots: who fits where, the words of a refusal,
 * the order of preference.
 */
import { describe, expect, test } from "vitest";
import type { Node, Pod, PodSpec } from "../api/types.generated.ts";
import { aNode, aWaitingPod, decisionOn } from "../testing/index.ts";
import { NodeCache } from "./node-cache.ts";
import { normalizeToHundred } from "./normalize.ts";

const aPod = (spec: Partial<PodSpec> = {}, cpu?: string): Pod =>
  aWaitingPod({ spec, ...(cpu === undefined ? {} : { cpu }) });

const place = (
  pod: Pod,
  nodes: readonly Node[],
  running: readonly (readonly [Pod, string])[] = [],
): string => decisionOn(pod, { nodes, running });

const CORDONED = { unschedulable: true } as const;
const GPU_TAINT = { key: "gpu", value: "yes", effect: "NoSchedule" } as const;
const HELPLESS = "Preemption is not helpful for scheduling";

describe("filters", () => {
  test.each<[string, Pod, readonly Node[], string]>([
    ["the first of equal nodes", aPod(), [aNode({ name: "a" }), aNode({ name: "b" })], "a"],
    [
      "a cordoned node is left out",
      aPod(),
      [aNode({ name: "a", ...CORDONED }), aNode({ name: "b" })],
      "b",
    ],
    [
      "a toleration of the cordon",
      aPod({ tolerations: [{ operator: "Exists" }] }),
      [aNode({ name: "a", ...CORDONED })],
      "a",
    ],
    [
      "a taint keeps it off",
      aPod(),
      [aNode({ name: "a", taints: [GPU_TAINT] }), aNode({ name: "b" })],
      "b",
    ],
    [
      "an equal toleration lets it in",
      aPod({ tolerations: [{ key: "gpu", value: "yes" }] }),
      [aNode({ name: "a", taints: [GPU_TAINT] })],
      "a",
    ],
    [
      "a toleration of another value does not",
      aPod({ tolerations: [{ key: "gpu", value: "no" }] }),
      [aNode({ name: "a", taints: [GPU_TAINT] })],
      `0/1 nodes are available: 1 node(s) had untolerated taint(s). no new claims to deallocate, preemption: 0/1 nodes are available: 1 ${HELPLESS}.`,
    ],
    [
      "a node selector",
      aPod({ nodeSelector: { disk: "ssd" } }),
      [aNode({ name: "a" }), aNode({ name: "b", labels: { disk: "ssd" } })],
      "b",
    ],
    [
      "a selector that no node has, and a node that is full",
      aPod({ nodeSelector: { disk: "ssd" } }, "5"),
      [aNode({ name: "a" }), aNode({ name: "b", labels: { disk: "ssd" } })],
      `0/2 nodes are available: 1 Insufficient cpu, 1 node(s) didn't match Pod's node affinity/selector. no new claims to deallocate, preemption: 0/2 nodes are available: 2 ${HELPLESS}.`,
    ],
    [
      "a pod that may not preempt",
      aPod({ preemptionPolicy: "Never" }, "5"),
      [aNode({ name: "a" })],
      "0/1 nodes are available: 1 Insufficient cpu. no new claims to deallocate, preemption: not eligible due to preemptionPolicy=Never.",
    ],
    ["no node at all", aPod(), [], "no nodes available to schedule pods"],
  ])("%s", (_name, pod, nodes, expected) => {
    expect(place(pod, nodes)).toBe(expected);
  });

  test("requests of running pods count, and an eviction could help", () => {
    const message = place(aPod({}, "3"), [aNode({ name: "a" })], [[aPod({}, "2"), "a"]]);
    expect(message).toBe(
      "0/1 nodes are available: 1 Insufficient cpu. no new claims to deallocate, preemption: 0/1 nodes are available: 1 No preemption victims found for incoming pod.",
    );
  });

  test("a node takes no more pods than it says", () => {
    const message = place(aPod(), [aNode({ name: "a", pods: "1" })], [[aPod(), "a"]]);
    expect(message).toContain("1 Too many pods");
  });

  test("two pods do not share a host port", () => {
    const port = {
      containers: [{ name: "c", image: "nginx", ports: [{ containerPort: 80, hostPort: 8080 }] }],
    };
    expect(
      place(aPod(port), [aNode({ name: "a" }), aNode({ name: "b" })], [[aPod(port), "a"]]),
    ).toBe("b");
  });

  test("required affinity: the terms are alternatives, their expressions hold together", () => {
    const term = (key: string, operator: "In" | "Exists" | "Gt", ...values: string[]) => ({
      key,
      operator,
      values,
    });
    const nodeSelectorTerms = [
      { matchExpressions: [term("zone", "In", "x"), term("disk", "Exists")] },
      { matchExpressions: [term("cores", "Gt", "8")] },
    ];
    const affinity = {
      nodeAffinity: { requiredDuringSchedulingIgnoredDuringExecution: { nodeSelectorTerms } },
    };
    const nodes = [
      aNode({ name: "a", labels: { zone: "x" } }),
      aNode({ name: "b", labels: { cores: "16" } }),
    ];
    expect(place(aPod({ affinity }), nodes)).toBe("b");
  });
});

describe("scores", () => {
  test("the emptier node is preferred", () => {
    expect(
      place(aPod({}, "1"), [aNode({ name: "a" }), aNode({ name: "b" })], [[aPod({}, "1"), "a"]]),
    ).toBe("b");
  });

  test("pods without requests are spread as if they asked for a little", () => {
    expect(place(aPod(), [aNode({ name: "a" }), aNode({ name: "b" })], [[aPod(), "a"]])).toBe("b");
  });

  test("a soft taint weighs more than load", () => {
    const soft = { key: "x", effect: "PreferNoSchedule" } as const;
    const nodes = [aNode({ name: "a", taints: [soft] }), aNode({ name: "b" })];
    expect(place(aPod({}, "500m"), nodes, [[aPod({}, "1"), "b"]])).toBe("b");
  });

  test("preferred affinity draws by weight", () => {
    const preference = {
      matchExpressions: [{ key: "disk", operator: "In" as const, values: ["ssd"] }],
    };
    const affinity = {
      nodeAffinity: {
        preferredDuringSchedulingIgnoredDuringExecution: [{ weight: 10, preference }],
      },
    };
    const nodes = [aNode({ name: "a" }), aNode({ name: "b", labels: { disk: "ssd" } })];
    expect(place(aPod({ affinity }), nodes)).toBe("b");
  });

  test("normalising", () => {
    expect(normalizeToHundred([2, 1, 0], { fewerIsBetter: true })).toEqual([0, 50, 100]);
    expect(normalizeToHundred([0, 0], { fewerIsBetter: true })).toEqual([100, 100]);
    expect(normalizeToHundred([5, 10], { fewerIsBetter: false })).toEqual([50, 100]);
  });
});

describe("the account of nodes", () => {
  test("a pod that goes gives back what it had", () => {
    const cache = new NodeCache();
    cache.setNode(aNode({ name: "a" }));
    const pod = aPod({}, "2");
    cache.place(pod, "a");
    expect(cache.nodes[0]?.requested).toMatchObject({ cpu: 2000 });
    cache.place({ ...pod, status: { phase: "Running" } }, "a");
    expect(cache.nodes[0]?.requested).toMatchObject({ cpu: 2000 });
    cache.remove(`default/${pod.metadata.name}`);
    expect(cache.nodes[0]?.requested).toMatchObject({ cpu: 0 });
    cache.removeNode("a");
    expect(cache.nodes).toEqual([]);
  });

  test("init containers count by the greediest, sidecars with all", () => {
    const cpu = (amount: string) => ({ resources: { requests: { cpu: amount } } });
    const pod = aPod({
      initContainers: [
        { name: "side", image: "x", restartPolicy: "Always", ...cpu("100m") },
        { name: "init", image: "x", ...cpu("900m") },
      ],
      containers: [{ name: "c", image: "x", ...cpu("300m") }],
    });
    const cache = new NodeCache();
    cache.setNode(aNode({ name: "a" }));
    cache.place(pod, "a");
    expect(cache.nodes[0]?.requested).toMatchObject({ cpu: 1000 });
  });
});
