/**
 * Disruption budgets and the evictions that ask them, taints by a node's state and the pods that
 * have to leave for them.
 */
import { describe, expect, test } from "vitest";
import type { Node, Pod, PodDisruptionBudget } from "../api/types.generated.ts";
import type { ApiResponse } from "../apiserver/request.ts";
import { type Cluster, createCluster, RECORDED_SETTLE } from "../cluster.ts";
import { aDeployment, aPod, applyTo } from "../testing/index.ts";

function settle(cluster: Cluster): void {
  cluster.settle(RECORDED_SETTLE);
}

function withPods(replicas: number, spec: Partial<PodDisruptionBudget["spec"]>): Cluster {
  const cluster = createCluster({ flavour: "recorded" });
  applyTo(cluster, aDeployment({ name: "web", replicas }));
  applyTo(cluster, aBudget("web", spec));
  settle(cluster);
  return cluster;
}

function aBudget(name: string, spec: Partial<PodDisruptionBudget["spec"]>) {
  const selector = { matchLabels: { app: "web" } };
  return {
    kind: "PodDisruptionBudget",
    metadata: { name, namespace: "default" },
    spec: { selector, ...spec },
  } as const;
}

function statusOf(cluster: Cluster): PodDisruptionBudget["status"] {
  const budget = cluster.find("PodDisruptionBudget", "default/web");
  return (budget as unknown as PodDisruptionBudget).status;
}

const pods = (cluster: Cluster): readonly Pod[] =>
  cluster.list("Pod").filter(({ metadata }) => metadata.deletionTimestamp === undefined);

function evict(cluster: Cluster, name: string, options = {}): ApiResponse {
  const place = { group: "", version: "v1", resource: "pods", subresource: "eviction" };
  const metadata = { name, namespace: "default" };
  const body = { apiVersion: "policy/v1", kind: "Eviction", metadata, ...options };
  return cluster.client().request({ verb: "create", ...place, namespace: "default", name, body });
}

const textOf = ({ code, body }: ApiResponse): string =>
  `${code} ${(body as { readonly message?: string }).message ?? ""}`.trim();

const VIOLATES = "429 Cannot evict pod as it would violate the pod's disruption budget.";

describe("the status of a budget", () => {
  test.each<[string, number, Partial<PodDisruptionBudget["spec"]>, number, number]>([
    ["so many must stay", 3, { minAvailable: 2 }, 2, 1],
    ["a share must stay, rounded up", 3, { minAvailable: "50%" }, 2, 1],
    ["so many may go", 3, { maxUnavailable: 1 }, 2, 1],
    ["a share may go, rounded up", 3, { maxUnavailable: "50%" }, 1, 2],
    ["more must stay than there are", 2, { minAvailable: 5 }, 5, 0],
    ["none may go", 2, { maxUnavailable: 0 }, 2, 0],
  ])("%s", (_name, replicas, spec, desiredHealthy, disruptionsAllowed) => {
    const status = statusOf(withPods(replicas, spec));
    const expected = { currentHealthy: replicas, expectedPods: replicas };
    expect(status).toMatchObject({ ...expected, desiredHealthy, disruptionsAllowed });
    const [condition] = status.conditions ?? [];
    expect(condition?.reason).toBe(disruptionsAllowed > 0 ? "SufficientPods" : "InsufficientPods");
  });

  test("owners without a size cannot be counted", () => {
    const cluster = createCluster({ flavour: "recorded" });
    const name = "kube-root-ca.crt";
    const { uid = "" } = cluster.find("ConfigMap", `default/${name}`)?.metadata ?? {};
    const owner = { apiVersion: "v1", kind: "ConfigMap", name, uid, controller: true };
    const pod = aPod({ name: "web", labels: { app: "web" } });
    applyTo(cluster, { ...pod, metadata: { ...pod.metadata, ownerReferences: [owner] } } as never);
    applyTo(cluster, aBudget("web", { maxUnavailable: 1 }));
    settle(cluster);
    expect(statusOf(cluster).conditions?.[0]).toMatchObject({
      message: "configmaps does not implement the scale subresource",
      reason: "SyncFailed",
    });
  });
});

describe("evictions", () => {
  test("one is let go, the next is refused until it is replaced", () => {
    const cluster = withPods(2, { minAvailable: 1 });
    const [first, second] = pods(cluster).map(({ metadata }) => metadata.name);
    expect(textOf(evict(cluster, first ?? ""))).toBe("201");
    const leaving = cluster.find("Pod", `default/${first}`) as unknown as Pod;
    expect(leaving.status.conditions?.at(-1)).toMatchObject({
      type: "DisruptionTarget",
      reason: "EvictionByEvictionAPI",
    });
    expect(textOf(evict(cluster, second ?? ""))).toBe(VIOLATES);
    settle(cluster);
    expect(textOf(evict(cluster, second ?? ""))).toBe("201");
  });

  test("a budget that the controller has not seen yet lets nobody go", () => {
    const cluster = withPods(2, {});
    applyTo(cluster, aBudget("late", { minAvailable: 0 }));
    cluster.client().request({
      verb: "delete",
      group: "policy",
      version: "v1",
      resource: "poddisruptionbudgets",
      namespace: "default",
      name: "web",
    });
    const response = evict(cluster, pods(cluster)[0]?.metadata.name ?? "");
    expect(textOf(response)).toBe(VIOLATES);
    expect(response.body).toMatchObject({
      details: {
        causes: [{ message: "The disruption budget late is still being processed by the server." }],
        retryAfterSeconds: 10,
      },
    });
  });

  test("two budgets over one pod", () => {
    const cluster = withPods(2, { minAvailable: 0 });
    applyTo(cluster, aBudget("again", { minAvailable: 0 }));
    settle(cluster);
    expect(textOf(evict(cluster, pods(cluster)[0]?.metadata.name ?? ""))).toBe(
      "500 This pod has more than one PodDisruptionBudget, which the eviction subresource does not support.",
    );
  });

  test("dry runs, wrong names and pods that are not there", () => {
    const cluster = withPods(2, { minAvailable: 1 });
    const name = pods(cluster)[0]?.metadata.name ?? "";
    expect(textOf(evict(cluster, name, { deleteOptions: { dryRun: ["All"] } }))).toBe("201");
    expect(pods(cluster)).toHaveLength(2);
    expect(statusOf(cluster).disruptionsAllowed).toBe(1);
    expect(textOf(evict(cluster, name, { metadata: { name: "other" } }))).toBe(
      "400 name in URL does not match name in Eviction object",
    );
    expect(textOf(evict(cluster, "nobody"))).toBe('404 pods "nobody" not found');
  });
});

describe("nodes", () => {
  const taintsOf = (cluster: Cluster, name: string) =>
    ((cluster.find("Node", name) as unknown as Node).spec.taints ?? []).map(
      ({ effect, key }) => `${key.replace("node.kubernetes.io/", "")}:${effect}`,
    );

  function change(cluster: Cluster, next: (node: Node) => Partial<Node>, subresource?: "status") {
    const node = cluster.find("Node", "node01") as unknown as Node;
    const place = { group: "", version: "v1", resource: "nodes", name: "node01" };
    const part = subresource === undefined ? {} : { subresource };
    const body = { ...node, ...next(node) };
    const { code } = cluster.client().request({ verb: "update", ...place, ...part, body });
    expect(code).toBe(200);
    settle(cluster);
  }

  test("a cordon is a taint as well", () => {
    const cluster = createCluster({ flavour: "recorded" });
    change(cluster, ({ spec }) => ({ spec: { ...spec, unschedulable: true } }));
    expect(taintsOf(cluster, "node01")).toEqual(["unschedulable:NoSchedule"]);
    change(cluster, ({ spec }) => ({ spec: { ...spec, unschedulable: false } }));
    expect(taintsOf(cluster, "node01")).toEqual([]);
  });

  test("pressure and unreadiness are taints; pods leave an unready node after their time", () => {
    const cluster = createCluster({ flavour: "recorded" });
    applyTo(cluster, aPod({ name: "web" }));
    settle(cluster);
    const ill = { DiskPressure: "True", Ready: "False" } as Readonly<Record<string, string>>;
    change(
      cluster,
      ({ status }) => ({
        status: {
          ...status,
          conditions: (status.conditions ?? []).map((one) => ({
            ...one,
            status: (ill[one.type] ?? one.status) as "True",
          })),
        },
      }),
      "status",
    );
    expect(taintsOf(cluster, "node01")).toEqual([
      "disk-pressure:NoSchedule",
      "not-ready:NoSchedule",
      "not-ready:NoExecute",
    ]);
    cluster.advance(290_000);
    expect(pods(cluster)).toHaveLength(1);
    cluster.advance(15_000);
    expect(pods(cluster)).toHaveLength(0);
  });

  test("a node that is not heard of is told lost, and found again", () => {
    const cluster = createCluster({ flavour: "recorded" });
    cluster.kubelets.stop("node01");
    cluster.advance(49_000);
    expect(taintsOf(cluster, "node01")).toEqual([]);
    cluster.advance(2000);
    expect(taintsOf(cluster, "node01")).toEqual([
      "unreachable:NoSchedule",
      "unreachable:NoExecute",
    ]);
    cluster.kubelets.start("node01");
    settle(cluster);
    expect(taintsOf(cluster, "node01")).toEqual([]);
  });
});
