import { expect, test } from "vitest";
import type { Node, Pod } from "../api/types.generated.ts";
import { type Cluster, createCluster } from "../cluster.ts";
import { aDeployment } from "../testing/index.ts";

const READY_LOST_MS = 55_000;
const TOLERATED_MS = 300_000;

function aClusterWithBudget(): { readonly cluster: Cluster; readonly victim: Pod } {
  const cluster = createCluster({ flavour: "learner" });
  const client = cluster.client();
  const create = (group: string, resource: string, body: object) =>
    client.request({
      verb: "create",
      group,
      version: "v1",
      resource,
      namespace: "default",
      body: body as never,
    });
  create("apps", "deployments", aDeployment({ name: "web", replicas: 2 }));
  create("policy", "poddisruptionbudgets", {
    apiVersion: "policy/v1",
    kind: "PodDisruptionBudget",
    metadata: { name: "web", namespace: "default" },
    spec: { minAvailable: 2, selector: { matchLabels: { app: "web" } } },
  });
  cluster.settle();
  const victim = cluster.list("Pod").find(({ spec }) => spec.nodeName === "node01");
  if (victim === undefined) throw new Error("no pod on node01");
  return { cluster, victim };
}

const nodeOf = (cluster: Cluster) => cluster.find("Node", "node01") as unknown as Node;

const readyOf = (cluster: Cluster) =>
  nodeOf(cluster).status.conditions?.find(({ type }) => type === "Ready")?.status;

test("a lost node is Unknown within a minute, and its pods are evicted five minutes later", () => {
  const { cluster, victim } = aClusterWithBudget();
  const key = `default/${victim.metadata.name}`;
  cluster.kubelets.powerOff("node01");
  cluster.advance(40_000);
  expect(readyOf(cluster)).toBe("True");
  cluster.advance(READY_LOST_MS - 40_000);
  expect(readyOf(cluster)).toBe("Unknown");
  const keys = nodeOf(cluster).spec.taints?.map(({ effect, key }) => `${key}:${effect}`);
  expect(keys).toContain("node.kubernetes.io/unreachable:NoExecute");
  cluster.advance(TOLERATED_MS - 20_000);
  expect(cluster.find("Pod", key)?.metadata.deletionTimestamp).toBeUndefined();
  cluster.advance(30_000);
  expect(cluster.find("Pod", key)?.metadata.deletionTimestamp).toBeDefined();
});

test("a budget holds up no eviction from a lost node", () => {
  const { cluster } = aClusterWithBudget();
  const budget = () => cluster.list("PodDisruptionBudget")[0]?.status;
  expect(budget()?.disruptionsAllowed).toBe(0);
  cluster.kubelets.powerOff("node01");
  cluster.advance(READY_LOST_MS + TOLERATED_MS + 20_000);
  const running = cluster
    .list("Pod")
    .filter(({ metadata }) => metadata.deletionTimestamp === undefined);
  expect(running.map(({ spec }) => spec.nodeName)).toEqual(["node02", "node02"]);
});
