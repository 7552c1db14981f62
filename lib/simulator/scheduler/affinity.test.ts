/** Pods near and far from others, and spread over topologies: filters and arithmetic of scores. */
import { describe, expect, test } from "vitest";
import { keyOf } from "../api/object.ts";
import type {
  Node,
  Pod,
  PodAffinityTerm,
  TopologySpreadConstraint,
} from "../api/types.generated.ts";
import { Cache } from "../informers/cache.ts";
import { aNode, aWaitingPod, decisionOn } from "../testing/index.ts";
import { explain } from "./explanation.ts";
import { NodeCache } from "./node-cache.ts";
import { schedulerPlugins } from "./plugins/index.ts";

const ZONE = "topology.kubernetes.io/zone";
const NEEDED = "requiredDuringSchedulingIgnoredDuringExecution";
const WISHED = "preferredDuringSchedulingIgnoredDuringExecution";
const DB = { app: "db" };

const inZone = (name: string, zone: string): Node => aNode({ name, labels: { [ZONE]: zone } });
const NODES = [inZone("a1", "a"), inZone("a2", "a"), inZone("b1", "b")];

function term(words: Partial<PodAffinityTerm> = {}): PodAffinityTerm {
  return { topologyKey: ZONE, labelSelector: { matchLabels: DB }, ...words };
}

const near = (...terms: readonly PodAffinityTerm[]) => ({
  affinity: { podAffinity: { [NEEDED]: terms } },
});
const far = (...terms: readonly PodAffinityTerm[]) => ({
  affinity: { podAntiAffinity: { [NEEDED]: terms } },
});

describe("required affinity", () => {
  const db = aWaitingPod({ labels: DB });

  test.each<[string, Pod, readonly (readonly [Pod, string])[], string]>([
    ["where the other's zone is", aWaitingPod({ spec: near(term()) }), [[db, "b1"]], "b1"],
    [
      "nobody to be near to",
      aWaitingPod({ spec: near(term()) }),
      [],
      "3 node(s) didn't match pod affinity rules",
    ],
    [
      "the first of a group starts alone",
      aWaitingPod({ labels: DB, spec: near(term()) }),
      [],
      "a1",
    ],
    [
      "a namespace that is not meant",
      aWaitingPod({ spec: near(term()) }),
      [[aWaitingPod({ labels: DB, namespace: "other" }), "b1"]],
      "3 node(s) didn't match pod affinity rules",
    ],
    [
      "namespaces by name",
      aWaitingPod({ spec: near(term({ namespaces: ["other"] })) }),
      [[aWaitingPod({ labels: DB, namespace: "other" }), "b1"]],
      "b1",
    ],
    [
      "every namespace",
      aWaitingPod({ spec: near(term({ namespaceSelector: {} })) }),
      [[aWaitingPod({ labels: DB, namespace: "other" }), "b1"]],
      "b1",
    ],
    [
      "one pod must match all terms",
      aWaitingPod({ spec: near(term(), term({ labelSelector: { matchLabels: { app: "web" } } })) }),
      [
        [db, "b1"],
        [aWaitingPod({ labels: { app: "web" } }), "b1"],
      ],
      "3 node(s) didn't match pod affinity rules",
    ],
    [
      "a node without the key",
      aWaitingPod({ labels: DB, spec: near(term({ topologyKey: "rack" })) }),
      [],
      "3 node(s) didn't match pod affinity rules",
    ],
  ])("%s", (_name, pod, running, expected) => {
    expect(decisionOn(pod, { nodes: NODES, running })).toContain(expected);
  });
});

describe("required anti-affinity", () => {
  test.each<[string, Pod, readonly (readonly [Pod, string])[], string]>([
    [
      "another zone",
      aWaitingPod({ spec: far(term()) }),
      [[aWaitingPod({ labels: DB }), "a1"]],
      "b1",
    ],
    [
      "every zone taken",
      aWaitingPod({ spec: far(term()) }),
      [
        [aWaitingPod({ labels: DB }), "a1"],
        [aWaitingPod({ labels: DB }), "b1"],
      ],
      "3 node(s) didn't match pod anti-affinity rules",
    ],
    [
      "those that are there keep it away",
      aWaitingPod({ labels: DB }),
      [
        [aWaitingPod({ spec: far(term()) }), "a1"],
        [aWaitingPod({ spec: far(term()) }), "b1"],
      ],
      "3 node(s) didn't satisfy existing pods anti-affinity rules",
    ],
  ])("%s", (_name, pod, running, expected) => {
    expect(decisionOn(pod, { nodes: NODES, running })).toContain(expected);
  });

  test("what is counted follows pods that come, change and go, and nodes that move", () => {
    const cache = new NodeCache();
    const pod = aWaitingPod({ spec: far(term()) });
    const [a1, a2] = [inZone("a1", "a"), inZone("a2", "a")];
    cache.setNode(a2);
    const ask = () => decisionOn(pod, { nodes: [a1], cache });
    const db = aWaitingPod({ labels: DB });
    cache.place(db, "a1");
    const refused = "didn't match pod anti-affinity rules";
    expect(ask()).toContain(refused);
    cache.place({ ...db, metadata: { ...db.metadata, labels: {} } }, "a1");
    expect(ask()).toBe("a2");
    cache.place(db, "a1");
    expect(ask()).toContain(refused);
    cache.setNode(inZone("a2", "c"));
    expect(ask()).toBe("a2");
    cache.remove(keyOf(db));
    cache.place(db, "a2");
    expect(ask()).toBe("a1");
  });
});

describe("hard spread", () => {
  const spread = (words: Partial<TopologySpreadConstraint> = {}): TopologySpreadConstraint => ({
    maxSkew: 1,
    topologyKey: ZONE,
    whenUnsatisfiable: "DoNotSchedule",
    labelSelector: { matchLabels: DB },
    ...words,
  });
  const pod = (words: Partial<TopologySpreadConstraint> = {}, more: Partial<Pod["spec"]> = {}) =>
    aWaitingPod({ labels: DB, spec: { topologySpreadConstraints: [spread(words)], ...more } });
  const db = () => aWaitingPod({ labels: DB });
  const TEXT = "node(s) didn't match pod topology spread constraints";

  test.each<[string, Pod, readonly Node[], readonly (readonly [Pod, string])[], string]>([
    ["the emptier zone", pod(), NODES, [[db(), "a1"]], "b1"],
    ["a skew of two is let be", pod({ maxSkew: 2 }), NODES.slice(0, 3), [[db(), "b1"]], "a1"],
    [
      "a node without the key",
      pod(),
      [aNode({ name: "x" })],
      [],
      `1 ${TEXT} (missing required label)`,
    ],
    [
      "too few domains count as empty ones",
      pod({ minDomains: 3 }),
      NODES,
      [
        [db(), "a1"],
        [db(), "b1"],
      ],
      `3 ${TEXT}`,
    ],
    [
      "nodes that the pod cannot have do not count",
      pod({}, { nodeSelector: { [ZONE]: "a" } }),
      NODES,
      [[db(), "a1"]],
      "a2",
    ],
    [
      "unless they shall",
      pod({ nodeAffinityPolicy: "Ignore" }, { nodeSelector: { [ZONE]: "a" } }),
      NODES,
      [[db(), "a1"]],
      `2 ${TEXT}`,
    ],
    [
      "tainted nodes count",
      pod(),
      [NODES[0] as Node, aNode({ name: "t", labels: { [ZONE]: "t" }, unschedulable: true })],
      [[db(), "a1"]],
      `1 ${TEXT}`,
    ],
    [
      "tainted nodes do not count when taints are honoured",
      pod({ nodeTaintsPolicy: "Honor" }),
      [
        NODES[0] as Node,
        aNode({ name: "t", labels: { [ZONE]: "t" }, taints: [{ key: "k", effect: "NoSchedule" }] }),
      ],
      [[db(), "a1"]],
      "a1",
    ],
    [
      "a pod that does not count itself",
      aWaitingPod({ spec: { topologySpreadConstraints: [spread()] } }),
      NODES,
      [[db(), "b1"]],
      "a1",
    ],
  ])("%s", (_name, waiting, nodes, running, expected) => {
    expect(decisionOn(waiting, { nodes, running })).toContain(expected);
  });

  test("pods that are going away do not count", () => {
    const going = db();
    const metadata = { ...going.metadata, deletionTimestamp: "2026-01-05T09:00:00Z" };
    const running = [[{ ...going, metadata }, "b1"]] as const;
    const heavy = [aWaitingPod({ cpu: "3" }), "a1"] as const;
    const also = [aWaitingPod({ cpu: "3" }), "a2"] as const;
    expect(decisionOn(pod(), { nodes: NODES, running: [...running, heavy, also] })).toBe("b1");
  });
});

describe("scores", () => {
  function scoresOf(plugin: string, pod: Pod, cache: NodeCache): readonly number[] {
    const { nodes } = explain(pod, cache, schedulerPlugins);
    return nodes.map(({ scores }) => scores[plugin] ?? Number.NaN);
  }
  function cacheOf(nodes: readonly Node[], running: readonly (readonly [Pod, string])[]) {
    const cache = new NodeCache(new Cache());
    for (const node of nodes) cache.setNode(node);
    for (const [pod, nodeName] of running) cache.place(pod, nodeName);
    return cache;
  }
  const wish = (weight: number, words: Partial<PodAffinityTerm> = {}) => ({
    weight,
    podAffinityTerm: term(words),
  });

  test("wishes to be near and far, of the pod and of those that are there", () => {
    const welcoming = aWaitingPod({
      spec: {
        affinity: {
          podAffinity: { [WISHED]: [wish(30, { labelSelector: { matchLabels: { app: "web" } } })] },
        },
      },
    });
    const pod = aWaitingPod({
      labels: { app: "web" },
      spec: {
        affinity: {
          podAffinity: { [WISHED]: [wish(10)] },
          podAntiAffinity: {
            [WISHED]: [wish(50, { labelSelector: { matchLabels: { app: "noisy" } } })],
          },
        },
      },
    });
    const running = [
      [aWaitingPod({ labels: DB }), "a1"],
      [aWaitingPod({ labels: { app: "noisy" } }), "a2"],
      [welcoming, "b1"],
    ] as const;
    // Zone a: 10 - 50 = -40, zone b: 30; brought to 0 and 100, times the weight of 2.
    expect(scoresOf("InterPodAffinity", pod, cacheOf(NODES, running))).toEqual([0, 200, 0]);
  });

  test("soft spread: the fewer the better, ignored nodes get nothing", () => {
    const spread: TopologySpreadConstraint = {
      maxSkew: 1,
      topologyKey: ZONE,
      whenUnsatisfiable: "ScheduleAnyway",
      labelSelector: { matchLabels: DB },
    };
    const pod = aWaitingPod({ labels: DB, spec: { topologySpreadConstraints: [spread] } });
    const running = [1, 2, 3, 4].map(
      (at) => [aWaitingPod({ labels: DB }), at < 4 ? "a1" : "b1"] as const,
    );
    const cache = cacheOf([...NODES, aNode({ name: "x" })], running);
    // 3 ln 4 ≈ 4 in zone a, 1 ln 4 ≈ 1 in zone b; (4 + 1 - score) × 100 / 4.
    const scores = scoresOf("PodTopologySpread", pod, cache);
    // Nodes are looked at zone by zone in turn: a1, b1, the one without a zone, a2.
    expect(scores).toEqual([50, 200, 0, 50]);
  });

  test("images that are there already, weighed by how many nodes have them", () => {
    const images = [{ names: ["nginx:latest"], sizeBytes: 511 * 1024 * 1024 * 2 }];
    const nodes = [aNode({ name: "a", images }), aNode({ name: "b" })];
    const scores = scoresOf("ImageLocality", aWaitingPod(), cacheOf(nodes, []));
    expect(scores).toEqual([Math.trunc((100 * (511 - 23)) / 977), 0]);
  });
});
