/** Quotas and limits as somebody meets them who asks for a little too much. */
import { describe, expect, test } from "vitest";
import type { Status } from "../../api/error.ts";
import type { KubeObject } from "../../api/object.ts";
import { type Cluster, createCluster } from "../../cluster.ts";
import { applyTo } from "../../testing/index.ts";

type Draft = { readonly kind: string; readonly name: string; readonly spec?: object };

const namespace = "default";

function made({ kind, name, ...rest }: Draft) {
  return { kind, metadata: { name, namespace }, ...rest };
}

/** What the server says to a new object: "" when it is taken. */
function refusal(cluster: Cluster, draft: Draft): string {
  const row = cluster.server.registry.rowOfKind(draft.kind);
  if (row === undefined) throw new Error(draft.kind);
  const { group, version, resource } = row;
  const apiVersion = group === "" ? version : `${group}/${version}`;
  const body = { apiVersion, ...made(draft) };
  const place = { group, version, resource, namespace };
  const answer = cluster.client().request({ verb: "create", ...place, body });
  return answer.code < 300 ? "" : ((answer.body as Status).message ?? "");
}

function clusterWith(...drafts: readonly Draft[]): Cluster {
  const cluster = createCluster({ flavour: "recorded" });
  for (const draft of drafts) applyTo(cluster, made(draft));
  cluster.settle();
  return cluster;
}

function pod(name: string, resources: object = {}, rest: object = {}): Draft {
  const containers = [{ name: "c", image: "nginx:1.29", resources }];
  return { kind: "Pod", name, spec: { containers, ...rest } };
}

function service(name: string, spec: object): Draft {
  return { kind: "Service", name, spec: { ports: [{ port: 80 }], ...spec } };
}

function claim(name: string, storage: string): Draft {
  const spec = { accessModes: ["ReadWriteOnce"], resources: { requests: { storage } } };
  return { kind: "PersistentVolumeClaim", name, spec };
}

const quota = (hard: object, rest: object = {}): Draft => ({
  kind: "ResourceQuota",
  name: "cap",
  spec: { hard, ...rest },
});

const exceeded = (what: string, requested: string, used: string, hard: string) =>
  `forbidden: exceeded quota: cap, requested: ${what}=${requested}, used: ${what}=${used}, limited: ${what}=${hard}`;

const CLASS = "standard.storageclass.storage.k8s.io/requests.storage";

describe("a quota", () => {
  test.each<readonly [string, Draft, readonly Draft[], string]>([
    ["pods", quota({ pods: "1" }), [pod("a"), pod("b")], exceeded("pods", "1", "1", "1")],
    [
      "sums of requests",
      quota({ "requests.cpu": "1" }),
      [pod("a", { requests: { cpu: "600m" } }), pod("b", { requests: { cpu: "500m" } })],
      exceeded("requests.cpu", "500m", "600m", "1"),
    ],
    [
      "what containers do not say",
      quota({ "limits.memory": "1Gi" }),
      [pod("a")],
      "forbidden: failed quota: cap: must specify limits.memory for: c",
    ],
    [
      "node ports",
      quota({ "services.nodeports": "1" }),
      [service("a", { type: "NodePort" }), service("b", { type: "LoadBalancer" })],
      exceeded("services.nodeports", "1", "1", "1"),
    ],
    [
      "no node ports where none are given",
      quota({ "services.nodeports": "0" }),
      [service("a", { type: "LoadBalancer", allocateLoadBalancerNodePorts: false })],
      "",
    ],
    [
      "storage of one class",
      quota({ [CLASS]: "1Gi" }),
      [claim("a", "2Gi")],
      exceeded(CLASS, "2Gi", "0", "1Gi"),
    ],
    [
      "any kind by its name",
      quota({ "count/configmaps": "1" }),
      [{ kind: "ConfigMap", name: "a" }],
      exceeded("count/configmaps", "1", "1", "1"),
    ],
    [
      "nothing outside of its scopes",
      quota({ pods: "0" }, { scopes: ["BestEffort"] }),
      [pod("a", { requests: { cpu: "1m" } })],
      "",
    ],
    [
      "pods with an end",
      quota({ pods: "0" }, { scopes: ["Terminating"] }),
      [pod("a", {}, { activeDeadlineSeconds: 60 })],
      exceeded("pods", "1", "0", "0"),
    ],
  ])("counts %s", (_name, cap, asked, expected) => {
    const cluster = clusterWith(cap);
    const answers = asked.map((draft) => refusal(cluster, draft));
    expect(answers.slice(0, -1).join("")).toBe("");
    if (expected === "") expect(answers.at(-1)).toBe("");
    else expect(answers.at(-1)).toContain(expected);
  });

  test("is free again when a pod has gone or ended, and is not charged for what is refused", () => {
    const cluster = clusterWith(quota({ pods: "1", "count/pods": "2" }));
    expect(refusal(cluster, pod("a", {}, { restartPolicy: "Never" }))).toBe("");
    expect(refusal(cluster, pod("b"))).toContain("exceeded quota");
    expect(refusal(cluster, pod("a"))).not.toBe("");
    cluster.settle();
    const used = () => cluster.list("ResourceQuota")[0]?.status.used;
    expect(used()).toEqual({ pods: "1", "count/pods": "1" });
    const place = { group: "", version: "v1", resource: "pods", namespace, name: "a" };
    cluster.client().request({ verb: "delete", ...place });
    cluster.settle();
    expect(used()).toEqual({ pods: "0", "count/pods": "0" });
    expect(refusal(cluster, pod("b"))).toBe("");
  });
});

describe("limits", () => {
  const range = (...limits: readonly object[]): Draft => ({
    kind: "LimitRange",
    name: "range",
    spec: { limits },
  });
  const resourcesOf = (cluster: Cluster) => {
    const found = cluster.find("Pod", "default/a") as KubeObject & {
      readonly spec: { readonly containers: readonly { readonly resources: object }[] };
    };
    return found.spec.containers[0]?.resources;
  };

  test.each<readonly [string, object, object, object]>([
    [
      "the defaults",
      { type: "Container", default: { cpu: "1" }, defaultRequest: { cpu: "250m" } },
      {},
      { limits: { cpu: "1" }, requests: { cpu: "250m" } },
    ],
    [
      "the upper bound as a limit and the limit as a request",
      { type: "Container", max: { cpu: "2" } },
      {},
      { limits: { cpu: "2" }, requests: { cpu: "2" } },
    ],
    [
      "the lower bound as a request",
      { type: "Container", min: { cpu: "100m" } },
      {},
      { limits: {}, requests: { cpu: "100m" } },
    ],
    [
      "its own limit as a request before a default",
      { type: "Container", default: { cpu: "1" }, defaultRequest: { cpu: "250m" } },
      { limits: { cpu: "500m" } },
      { limits: { cpu: "500m" }, requests: { cpu: "500m" } },
    ],
  ])("give a container %s", (_name, item, asked, expected) => {
    const cluster = clusterWith(range(item));
    expect(refusal(cluster, pod("a", asked))).toBe("");
    expect(resourcesOf(cluster)).toMatchObject(expected);
  });

  test.each<readonly [string, object, Draft, string]>([
    [
      "a request below the minimum",
      { type: "Container", min: { memory: "64Mi" } },
      pod("a", { requests: { memory: "1Mi" } }),
      "minimum memory usage per Container is 64Mi, but request is 1Mi",
    ],
    [
      "a pod without any limit",
      { type: "Pod", max: { cpu: "1" } },
      pod("a"),
      "maximum cpu usage per Pod is 1.  No limit is specified",
    ],
    [
      "a wide ratio",
      { type: "Container", maxLimitRequestRatio: { cpu: "2" } },
      pod("a", { limits: { cpu: "900m" }, requests: { cpu: "200m" } }),
      "cpu max limit to request ratio per Container is 2, but provided ratio is 4.500000",
    ],
    [
      "a large claim",
      { type: "PersistentVolumeClaim", max: { storage: "2Gi" } },
      claim("a", "5Gi"),
      "maximum storage usage per PersistentVolumeClaim is 2Gi, but request is 5Gi",
    ],
  ])("refuse %s", (_name, item, asked, expected) => {
    expect(refusal(clusterWith(range(item)), asked)).toContain(expected);
  });
});
