/** The example of the documentation: ten pods in the middle of a rollout become fifteen. */
import { expect, test } from "vitest";
import type { Deployment } from "../../api/types.generated.ts";
import { createCluster } from "../../cluster.ts";
import { aDeployment, applyTo } from "../../testing/index.ts";

test("a resize in the middle of a rollout is spread in proportion", () => {
  const cluster = createCluster({ flavour: "recorded" });
  const strategy = {
    type: "RollingUpdate",
    rollingUpdate: { maxSurge: 3, maxUnavailable: 2 },
  } as const;
  applyTo(cluster, aDeployment({ name: "web", replicas: 10, spec: { strategy } }));
  cluster.settle();
  const patch = (body: object) => {
    cluster.client().request({
      ...{ verb: "patch", group: "apps", version: "v1", resource: "deployments" },
      ...{ patchType: "merge", namespace: "default", name: "web", body },
    });
    cluster.advance(20_000);
  };
  const sizes = () =>
    cluster
      .list("ReplicaSet")
      .map(({ spec }) => spec.replicas ?? 0)
      .sort((a, b) => b - a);
  patch({ spec: { template: { spec: { containers: [{ name: "web", image: "nowhere:1" }] } } } });
  expect(sizes()).toEqual([8, 5]);
  patch({ spec: { replicas: 15 } });
  expect(sizes()).toEqual([11, 7]);
  const { status } = cluster.find("Deployment", "default/web") as unknown as Deployment;
  expect(status).toMatchObject({ replicas: 18, updatedReplicas: 7, availableReplicas: 11 });
});
