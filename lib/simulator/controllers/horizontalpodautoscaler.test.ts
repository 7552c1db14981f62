/** Autoscaling under scripted load: how far and how fast, and what the conditions say. */
import { expect, test } from "vitest";
import type { HorizontalPodAutoscaler } from "../api/types.generated.ts";
import { createCluster } from "../cluster.ts";
import { aDeployment, applyTo } from "../testing/index.ts";

/** A deployment whose load, in millicores, is shared by its pods. */
function loaded(load: (second: number) => number, spec: object = {}) {
  const nodes = [{ name: "big", capacity: { cpu: "64", memory: "64Gi", pods: "200" } }];
  const cluster = createCluster({ flavour: "recorded", nodes });
  const startMs = cluster.nowMs;
  cluster.metrics.scriptUsage((_pod, nowMs) => {
    const running = cluster.list("Pod").filter(({ status }) => status.phase === "Running").length;
    return { cpu: Math.round(load((nowMs - startMs) / 1000) / running), memory: 50_000_000 };
  });
  const requests = { cpu: "100m" };
  const containers = [{ name: "web", image: "nginx:1.29", resources: { requests } }];
  applyTo(cluster, aDeployment({ name: "web", replicas: 1, pod: { containers } }));
  applyTo(cluster, {
    kind: "HorizontalPodAutoscaler",
    metadata: { name: "web", namespace: "default" },
    spec: {
      minReplicas: 1,
      maxReplicas: 100,
      scaleTargetRef: { apiVersion: "apps/v1", kind: "Deployment", name: "web" },
      metrics: [
        {
          type: "Resource",
          resource: { name: "cpu", target: { type: "Utilization", averageUtilization: 50 } },
        },
      ],
      ...spec,
    },
  } as never);
  const size = () => Number(cluster.list("Deployment")[0]?.spec.replicas);
  const autoscaler = () =>
    cluster.find("HorizontalPodAutoscaler", "default/web") as unknown as HorizontalPodAutoscaler;
  const reasons = () => autoscaler().status.conditions?.map(({ reason }) => reason);
  return { cluster, size, autoscaler, reasons };
}

test("with a rising load it at most doubles, or goes to four, at every look", () => {
  const { cluster, size, reasons } = loaded(() => 10_000);
  const sizes = [1];
  for (let look = 0; look < 60 && size() < 100; look++) {
    cluster.advance(15_000);
    const last = sizes.at(-1) ?? 0;
    if (size() !== last) sizes.push(size());
  }
  expect(sizes.at(-1)).toBe(100);
  for (const [i, next] of sizes.slice(1).entries()) {
    expect(next).toBeLessThanOrEqual(Math.max(4, 2 * (sizes[i] ?? 0)));
  }
  expect(reasons()).toContain("ValidMetricFound");
});

test("it shrinks only when five minutes have recommended it", () => {
  const { cluster, size, reasons } = loaded((second) => (second < 200 ? 400 : 50));
  cluster.advance(190_000);
  const high = size();
  expect(high).toBeGreaterThan(4);
  cluster.advance(120_000);
  expect(size()).toBe(high);
  expect(reasons()).toContain("ScaleDownStabilized");
  cluster.advance(400_000);
  expect(size()).toBe(1);
});

test("a policy of its own holds it back", () => {
  const behavior = { scaleUp: { policies: [{ type: "Pods", value: 1, periodSeconds: 60 }] } };
  const { cluster, size, reasons } = loaded(() => 2000, { behavior });
  cluster.advance(185_000);
  expect(size()).toBeLessThanOrEqual(4);
  expect(size()).toBeGreaterThan(1);
  expect(reasons()).toContain("ScaleUpLimit");
});

test("within a tenth of the target nothing changes", () => {
  const { cluster, size, autoscaler } = loaded(() => 54);
  cluster.advance(120_000);
  expect(size()).toBe(1);
  expect(autoscaler().status.currentMetrics?.[0]?.resource?.current).toEqual({
    averageUtilization: 54,
    averageValue: "54m",
  });
});
