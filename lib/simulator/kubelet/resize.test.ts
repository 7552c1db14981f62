import { expect, test } from "vitest";
import type { Container, Pod } from "../api/types.generated.ts";
import { aKubelet, aPod, type KubeletBench } from "../testing/index.ts";

const RESOURCES = {
  requests: { cpu: "500m", memory: "64Mi" },
  limits: { cpu: "1", memory: "128Mi" },
} as const;

function resize(bench: KubeletBench, name: string, resources: Container["resources"]): void {
  const pod = bench.pod(name);
  const [container] = pod.spec.containers;
  const spec = {
    ...pod.spec,
    containers: [{ ...(container as Container), ...(resources && { resources }) }],
  };
  bench.api.request({
    verb: "update",
    group: "",
    version: "v1",
    resource: "pods",
    subresource: "resize",
    namespace: "default",
    name,
    body: { ...pod, spec } satisfies Pod,
  });
}

const statusOf = (bench: KubeletBench, name: string) =>
  bench.pod(name).status.containerStatuses?.[0];
const resizeEvents = (bench: KubeletBench, name: string) =>
  bench.events(name).flatMap((text) => /Resize\w+/.exec(text) ?? []);

function running(container: Partial<Container> = {}): KubeletBench {
  const bench = aKubelet({ flavour: "learner", nodes: 1 });
  bench.put("Pod", aPod({ name: "web", container: { resources: RESOURCES, ...container } }));
  bench.until(() => bench.state("web") === "running");
  bench.advance(2000);
  return bench;
}

test("a resize that fits is given without a restart", () => {
  const bench = running();
  resize(bench, "web", { ...RESOURCES, requests: { cpu: "750m", memory: "64Mi" } });
  bench.advance(5000);
  const status = statusOf(bench, "web");
  expect(status?.resources?.requests).toEqual({ cpu: "750m", memory: "64Mi" });
  expect(status?.allocatedResources).toEqual({ cpu: "750m", memory: "64Mi" });
  expect(status?.restartCount).toBe(0);
  expect(resizeEvents(bench, "web")).toEqual(["ResizeStarted", "ResizeCompleted"]);
  expect(bench.pod("web").status.conditions?.map(({ type }) => type)).not.toContain(
    "PodResizeInProgress",
  );
});

test("a container whose policy says so is restarted for it", () => {
  const bench = running({
    resizePolicy: [{ resourceName: "memory", restartPolicy: "RestartContainer" }],
  });
  resize(bench, "web", { ...RESOURCES, limits: { cpu: "1", memory: "256Mi" } });
  bench.advance(8000);
  expect(statusOf(bench, "web")?.restartCount).toBe(1);
  expect(bench.events("web")).toContain("Normal Killing Container web resize requires restart");
  expect(resizeEvents(bench, "web")).toEqual(["ResizeStarted", "ResizeCompleted"]);
});

test("more than the node has is infeasible, more than is free now is deferred until it is", () => {
  const bench = running();
  resize(bench, "web", {
    requests: { cpu: "9", memory: "64Mi" },
    limits: { cpu: "9", memory: "1Gi" },
  });
  bench.advance(1000);
  expect(bench.pod("web").status.conditions?.[0]).toMatchObject({
    type: "PodResizePending",
    reason: "Infeasible",
    message: "Node didn't have enough capacity: cpu, requested: 9000, capacity: 4000",
  });
  const big = { name: "big", container: { resources: { requests: { cpu: "3" } } } };
  bench.put("Pod", aPod(big));
  bench.until(() => bench.state("big") === "running");
  resize(bench, "web", { ...RESOURCES, requests: { cpu: "1", memory: "64Mi" } });
  bench.advance(1000);
  resize(bench, "web", {
    requests: { cpu: "2", memory: "64Mi" },
    limits: { cpu: "2", memory: "128Mi" },
  });
  bench.advance(1000);
  expect(bench.pod("web").status.conditions?.[0]).toMatchObject({
    reason: "Deferred",
    message: "Node didn't have enough resource: cpu, requested: 2000, used: 3000, capacity: 4000",
  });
  expect(statusOf(bench, "web")?.resources?.requests?.cpu).toBe("1");
  bench.remove("big", 0);
  bench.advance(40_000);
  expect(statusOf(bench, "web")?.resources?.requests?.cpu).toBe("2");
});
