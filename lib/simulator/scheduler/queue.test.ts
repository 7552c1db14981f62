/** Waiting pods: who comes first, what wakes whom, and what the back-off costs. */
import { describe, expect, test } from "vitest";
import { CLUSTER_EPOCH_MS } from "../api/time.ts";
import type { Pod } from "../api/types.generated.ts";
import { Engine } from "../engine/engine.ts";
import { RECORDED_LATENCY } from "../engine/latency.ts";
import { aNode, aWaitingPod } from "../testing/index.ts";
import type { ClusterChange } from "./cluster-change.ts";
import { schedulerPlugins } from "./plugins/index.ts";
import { SchedulingQueue } from "./queue.ts";

function aQueue() {
  const engine = new Engine({
    seed: 1,
    world: 0,
    startMs: CLUSTER_EPOCH_MS,
    latency: RECORDED_LATENCY,
    stepsMax: 1000,
  });
  return { engine, queue: new SchedulingQueue(engine, () => {}) };
}

const byName = (name: string) => schedulerPlugins.filter((plugin) => plugin.name === name);
const nameOf = (popped: { readonly pod: Pod } | undefined) => popped?.pod.metadata.name;

test("the more important first, then those that wait longer", () => {
  const { queue } = aQueue();
  const pods = [0, 5, 0, 5].map((priority, at) =>
    aWaitingPod({ name: `p${at}`, spec: { priority } }),
  );
  for (const pod of pods) queue.add(pod, 0);
  queue.remove("default/p3");
  const order = [queue.pop(), queue.pop(), queue.pop(), queue.pop()].map(nameOf);
  expect(order).toEqual(["p1", "p0", "p2", undefined]);
});

test("a woken pod behind its back-off is taken when nobody else waits", () => {
  const { queue } = aQueue();
  queue.add(aWaitingPod({ name: "tried" }), 0);
  queue.pop();
  queue.park("default/tried", byName("NodeResourcesFit"));
  expect(queue.isEmpty).toBe(true);
  queue.wake({ kind: "PodGone", pod: aWaitingPod() }, 0);
  queue.add(aWaitingPod({ name: "new" }), 0);
  expect([queue.pop(), queue.pop()].map(nameOf)).toEqual(["new", "tried"]);
});

test("a pod that nothing wakes is tried again after five minutes", () => {
  const { engine, queue } = aQueue();
  queue.add(aWaitingPod({ name: "lost" }), 0);
  queue.pop();
  queue.park("default/lost", byName("NodeName"));
  engine.advance(engine.nowMs + 299_000);
  expect(queue.isEmpty).toBe(true);
  engine.advance(engine.nowMs + 1000);
  expect(nameOf(queue.pop())).toBe("lost");
});

describe("what wakes a pod", () => {
  const bare = aNode({ name: "a" });
  const node = (before: typeof bare | undefined, after: typeof bare): ClusterChange => ({
    kind: "Node",
    before,
    after,
  });
  const ssd = aNode({ name: "a", labels: { disk: "ssd" } });
  const tainted = aNode({ name: "a", taints: [{ key: "k", effect: "NoSchedule" }] });
  const cordoned = aNode({ name: "a", unschedulable: true });
  const picky = { spec: { nodeSelector: { disk: "ssd" } } };
  const port = {
    spec: { containers: [{ name: "c", ports: [{ containerPort: 80, hostPort: 80 }] }] },
  };
  const far = {
    spec: {
      affinity: {
        podAntiAffinity: {
          requiredDuringSchedulingIgnoredDuringExecution: [
            { topologyKey: "zone", labelSelector: { matchLabels: { app: "db" } } },
          ],
        },
      },
    },
  };
  const gone = (words = {}): ClusterChange => ({ kind: "PodGone", pod: aWaitingPod(words) });

  test.each<[string, string, object, ClusterChange, boolean]>([
    ["labels that it asks for", "NodeAffinity", picky, node(bare, ssd), true],
    ["other labels", "NodeAffinity", picky, node(ssd, bare), false],
    ["a pod that goes", "NodeAffinity", picky, gone(), false],
    ["a taint that goes", "TaintToleration", {}, node(tainted, bare), true],
    ["a taint that comes", "TaintToleration", {}, node(bare, tainted), false],
    ["an uncordoned node", "NodeUnschedulable", {}, node(cordoned, bare), true],
    ["a cordoned node", "NodeUnschedulable", {}, node(bare, cordoned), false],
    ["a pod that leaves room", "NodeResourcesFit", {}, gone(), true],
    [
      "more room on a node",
      "NodeResourcesFit",
      {},
      node(bare, aNode({ name: "a", cpu: "8" })),
      true,
    ],
    ["a node too small", "NodeResourcesFit", { cpu: "9" }, node(undefined, bare), false],
    ["its port is free", "NodePorts", port, gone(port), true],
    ["no port is free", "NodePorts", port, gone(), false],
    ["the pod it avoids goes", "InterPodAffinity", far, gone({ labels: { app: "db" } }), true],
    ["another pod goes", "InterPodAffinity", far, gone({ labels: { app: "web" } }), false],
    ["a pod that avoids it goes", "InterPodAffinity", { labels: { app: "db" } }, gone(far), false],
  ])("%s: %s", (_name, plugin, words, change, isWoken) => {
    const { queue } = aQueue();
    queue.add(aWaitingPod({ name: "waiting", ...words }), 0);
    queue.pop();
    queue.park("default/waiting", byName(plugin));
    queue.wake(change, 0);
    expect(queue.isEmpty).toBe(!isWoken);
  });
});
