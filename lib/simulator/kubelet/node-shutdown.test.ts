import { describe, expect, test } from "vitest";
import type { Node } from "../api/types.generated.ts";
import { aKubelet, aPod, type KubeletBench } from "../testing/index.ts";

const MESSAGE = "Pod was terminated in response to imminent node shutdown.";

function aNode(): KubeletBench {
  const config = { shutdownGracePeriod: "30s", shutdownGracePeriodCriticalPods: "10s" };
  const bench = aKubelet({ config });
  bench.put("PriorityClass", { metadata: { name: "system-node-critical" }, value: 2_000_001_000 });
  const script = "sleep 9999";
  bench.put("Pod", aPod({ name: "app", script, spec: { terminationGracePeriodSeconds: 60 } }));
  const spec = { priorityClassName: "system-node-critical", terminationGracePeriodSeconds: 60 };
  bench.put("Pod", aPod({ name: "agent", namespace: "kube-system", script, spec }));
  bench.advance(6000);
  return bench;
}

const agentOf = (bench: KubeletBench) =>
  bench.store.get("Pod", "kube-system/agent") as unknown as ReturnType<KubeletBench["pod"]>;

const readyOf = (bench: KubeletBench) => {
  const node = bench.store.get("Node", "node01") as unknown as Node;
  const ready = node.status.conditions?.find(({ type }) => type === "Ready");
  return `${ready?.status} ${ready?.reason} ${ready?.message}`;
};

describe("an orderly shutdown", () => {
  test("ends pods within their share of the time, the critical ones last", () => {
    const bench = aNode();
    bench.kubelets.shutDown("node01");
    expect(readyOf(bench)).toBe("False KubeletNotReady node is shutting down");
    const appMs = bench.until(() => bench.pod("app").status.phase === "Failed");
    expect(Math.round(appMs / 1000)).toBe(20);
    expect(agentOf(bench).status.phase).toBe("Running");
    const { conditions, message, reason } = bench.pod("app").status;
    expect({ message, reason }).toEqual({ message: MESSAGE, reason: "Terminated" });
    expect(conditions?.[0]).toMatchObject({
      type: "DisruptionTarget",
      status: "True",
      reason: "TerminationByKubelet",
      message: MESSAGE,
    });
    const agentMs = bench.until(() => agentOf(bench).status.phase === "Failed");
    expect(Math.round(agentMs / 1000)).toBe(10);
  });

  test("takes no new pod meanwhile", () => {
    const bench = aNode();
    bench.kubelets.shutDown("node01");
    bench.put("Pod", aPod({ name: "late" }));
    bench.until(() => bench.pod("late").status.phase === "Failed");
    expect(bench.pod("late").status).toMatchObject({
      reason: "NodeShutdown",
      message: "Pod was rejected: Pod was rejected as the node is shutting down.",
    });
  });
});

describe("a node without power", () => {
  test("tells nothing, and begins its pods anew when it comes back", () => {
    const bench = aNode();
    bench.kubelets.powerOff("node01");
    bench.advance(120_000);
    expect(bench.pod("app").status).toMatchObject({
      phase: "Running",
      containerStatuses: [{ restartCount: 0 }],
    });
    bench.kubelets.powerOn("node01");
    bench.until(() => bench.pod("app").status.containerStatuses?.[0]?.restartCount === 1);
    expect(bench.pod("app").status.containerStatuses?.[0]?.lastState?.terminated).toMatchObject({
      exitCode: 255,
      reason: "Unknown",
    });
    expect(bench.events("app")).toContain(
      "Normal SandboxChanged Pod sandbox changed, it will be killed and re-created.",
    );
  });
});

test("a kubelet that is started again finds its containers running", () => {
  const bench = aNode();
  const before = bench.pod("app").status.containerStatuses?.[0]?.containerID;
  bench.kubelets.stop("node01");
  bench.advance(30_000);
  bench.kubelets.start("node01");
  bench.advance(30_000);
  expect(bench.pod("app").status.containerStatuses?.[0]).toMatchObject({
    containerID: before,
    restartCount: 0,
    ready: true,
  });
});
