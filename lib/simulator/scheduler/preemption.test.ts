/** Who has to go so that a more important pod fits, and on which node least is lost. */
import { describe, expect, test } from "vitest";
import type { Pod, PodDisruptionBudget } from "../api/types.generated.ts";
import { aNode, aWaitingPod, decisionOn } from "../testing/index.ts";
import { Nominations } from "./nominations.ts";

const HEAD = "0/1 nodes are available: 1 Insufficient cpu";
const TAIL = "no new claims to deallocate, preemption:";
const HOST = "kubernetes.io/hostname";

type Words = {
  readonly priority?: number;
  readonly cpu?: string;
  readonly startTime?: string;
  readonly labels?: Readonly<Record<string, string>>;
  readonly spec?: Pod["spec"] extends infer S ? Partial<S> : never;
};

function named(name: string, { priority = 0, spec = {}, ...rest }: Words = {}): Pod {
  return aWaitingPod({ name, ...rest, spec: { priority, ...spec } });
}

function aBudget(disruptionsAllowed: number, app: string): PodDisruptionBudget {
  const identity = { uid: app, resourceVersion: "1", creationTimestamp: "2026-01-05T09:00:00Z" };
  return {
    apiVersion: "policy/v1",
    kind: "PodDisruptionBudget",
    metadata: { name: app, namespace: "default", ...identity },
    spec: { selector: { matchLabels: { app } } },
    status: { currentHealthy: 1, desiredHealthy: 1, disruptionsAllowed, expectedPods: 1 },
  };
}

describe("victims on one node", () => {
  const node = aNode({ name: "a" });
  const big = named("big", { priority: 100, cpu: "3" });

  test.each<[string, Pod, readonly Pod[], string]>([
    [
      "nobody is less important",
      big,
      [named("peer", { priority: 100, cpu: "2" })],
      `${HEAD}. ${TAIL} 0/1 nodes are available: 1 No preemption victims found for incoming pod.`,
    ],
    [
      "all the less important ones together are not enough",
      big,
      [named("small", { cpu: "1" }), named("peer", { priority: 100, cpu: "2" })],
      `${HEAD}. ${TAIL} 0/1 nodes are available: 1 Insufficient cpu.`,
    ],
    [
      "as few as possible go, the least important first",
      big,
      [
        named("low", { priority: 1, cpu: "2" }),
        named("middle", { priority: 50, cpu: "1" }),
        named("high", { priority: 99, cpu: "1" }),
      ],
      "a: middle, low",
    ],
    [
      "of equals the one that started last goes",
      named("wants one", { priority: 100, cpu: "1" }),
      [
        named("older", { cpu: "2", startTime: "2026-01-05T09:00:00Z" }),
        named("younger", { cpu: "2", startTime: "2026-01-05T09:05:00Z" }),
      ],
      "a: younger",
    ],
    [
      "a pod that may not preempt",
      named("polite", { priority: 100, cpu: "3", spec: { preemptionPolicy: "Never" } }),
      [named("low", { cpu: "2" })],
      `${HEAD}. ${TAIL} not eligible due to preemptionPolicy=Never.`,
    ],
    [
      "a node on which no eviction would help",
      named("huge", { priority: 100, cpu: "9" }),
      [named("low", { cpu: "2" })],
      `${HEAD}. ${TAIL} 0/1 nodes are available: 1 Preemption is not helpful for scheduling.`,
    ],
  ])("%s", (_name, pod, others, expected) => {
    const running = others.map((other) => [other, "a"] as const);
    expect(decisionOn(pod, { nodes: [node], running })).toBe(expected);
  });

  test("a pod in the way by its port goes, one with another port stays", () => {
    const port = (hostPort: number) => ({
      containers: [{ name: "c", image: "nginx", ports: [{ containerPort: 80, hostPort }] }],
    });
    const running = [
      [named("other", { spec: port(81) }), "a"],
      [named("same", { spec: port(80) }), "a"],
    ] as const;
    const pod = named("wants", { priority: 1, spec: port(80) });
    expect(decisionOn(pod, { nodes: [node], running })).toBe("a: same");
  });

  test("a pod goes that keeps the new one away by its own anti-affinity", () => {
    const labelSelector = { matchLabels: { crowd: "yes" } };
    const needed = "requiredDuringSchedulingIgnoredDuringExecution";
    const affinity = { podAntiAffinity: { [needed]: [{ labelSelector, topologyKey: HOST }] } };
    const running = [
      [named("bystander"), "a"],
      [named("loner", { spec: { affinity } }), "a"],
    ] as const;
    const pod = named("crowd", { priority: 1, labels: { crowd: "yes" } });
    expect(decisionOn(pod, { nodes: [node], running })).toBe("a: loner");
  });

  test("a pod goes whose place in a spread the new one needs", () => {
    const labelSelector = { matchLabels: { app: "x" } };
    const spread = {
      maxSkew: 1,
      topologyKey: HOST,
      whenUnsatisfiable: "DoNotSchedule" as const,
      labelSelector,
    };
    const labels = { app: "x" };
    const pod = named("new", {
      priority: 1,
      labels,
      spec: { topologySpreadConstraints: [spread] },
    });
    const nodes = [node, aNode({ name: "b", unschedulable: true })];
    expect(decisionOn(pod, { nodes, running: [[named("old", { labels }), "a"]] })).toBe("a: old");
  });
});

describe("the node where least is lost", () => {
  const nodes = ["a", "b"].map((name) => aNode({ name }));
  const pod = named("vip", { priority: 100, cpu: "4" });

  test.each<[string, readonly Pod[], readonly Pod[], string]>([
    [
      "the lower top priority",
      [named("x", { priority: 9, cpu: "4" })],
      [named("y", { priority: 8, cpu: "4" })],
      "b: y",
    ],
    [
      "the smaller sum",
      [named("x1", { priority: 5, cpu: "2" }), named("x2", { priority: 4, cpu: "2" })],
      [named("y1", { priority: 5, cpu: "2" }), named("y2", { priority: 1, cpu: "2" })],
      "b: y1, y2",
    ],
    [
      "fewer pods",
      [named("x1", { priority: 5, cpu: "2" }), named("x2", { priority: 5, cpu: "2" })],
      [named("y", { priority: 5, cpu: "4" })],
      "b: y",
    ],
    [
      "the later start",
      [named("x", { cpu: "4", startTime: "2026-01-05T09:00:00Z" })],
      [named("y", { cpu: "4", startTime: "2026-01-05T09:01:00Z" })],
      "b: y",
    ],
    ["the first when all is equal", [named("x", { cpu: "4" })], [named("y", { cpu: "4" })], "a: x"],
  ])("%s", (_name, onA, onB, expected) => {
    const running = [
      ...onA.map((other) => [other, "a"] as const),
      ...onB.map((other) => [other, "b"] as const),
    ];
    expect(decisionOn(pod, { nodes, running })).toBe(expected);
  });

  test("a disruption budget weighs more than priorities", () => {
    const running = [
      [named("guarded", { cpu: "4", labels: { app: "g" } }), "a"],
      [named("free", { priority: 50, cpu: "4" }), "b"],
    ] as const;
    expect(decisionOn(pod, { nodes, running, budgets: [aBudget(0, "g")] })).toBe("b: free");
    expect(decisionOn(pod, { nodes, running, budgets: [aBudget(1, "g")] })).toBe("a: guarded");
  });

  test("where a budget has to be broken, it is broken", () => {
    const running = [[named("guarded", { cpu: "4", labels: { app: "g" } }), "a"]] as const;
    const budgets = [aBudget(0, "g")];
    expect(decisionOn(pod, { nodes: nodes.slice(0, 1), running, budgets })).toBe("a: guarded");
  });
});

describe("nominated nodes", () => {
  const node = aNode({ name: "a" });
  const waiting = named("waiting", { priority: 10, cpu: "3" });

  test.each<[string, number, string]>([
    ["is kept from less important pods", 9, `${HEAD}. ${TAIL}`],
    ["is kept from equally important pods", 10, `${HEAD}. ${TAIL}`],
    ["is not kept from more important pods", 11, "a"],
  ])("a promised place %s", (_name, priority, expected) => {
    const nominations = new Nominations();
    nominations.set(waiting, "a");
    const pod = named("late", { priority, cpu: "2" });
    expect(decisionOn(pod, { nodes: [node], nominations })).toContain(expected);
  });

  test("its own node is taken before a better one", () => {
    const nodes = [aNode({ name: "a" }), aNode({ name: "b" })];
    const pod = aWaitingPod({ nominated: "b" });
    expect(decisionOn(pod, { nodes, running: [[aWaitingPod({ cpu: "2" }), "b"]] })).toBe("b");
  });

  test("it waits while its victims go", () => {
    const victim: Pod = named("victim", { cpu: "4" });
    const condition = { type: "DisruptionTarget", status: "True", reason: "PreemptionByScheduler" };
    const leaving = {
      ...victim,
      metadata: { ...victim.metadata, deletionTimestamp: "2026-01-05T09:00:30Z" },
      status: { conditions: [condition] },
    } as Pod;
    const pod = aWaitingPod({ cpu: "2", nominated: "a", spec: { priority: 1 } });
    expect(decisionOn(pod, { nodes: [node], running: [[leaving, "a"]] })).toBe(
      `${HEAD}. ${TAIL} not eligible due to a terminating pod on the nominated node.`,
    );
  });
});
