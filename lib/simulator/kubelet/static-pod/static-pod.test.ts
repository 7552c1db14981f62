import { describe, expect, test } from "vitest";
import type { PodSpec } from "../../api/types.generated.ts";
import { createCluster } from "../../cluster.ts";
import { aKubelet, type KubeletBench } from "../../testing/index.ts";

const FILE = "web.yaml";

const manifest = (spec: Partial<PodSpec> = {}) => ({
  metadata: { name: "web", labels: { app: "web" } },
  spec: { containers: [{ name: "c", image: "nginx:1.27" }], ...spec },
});

function aNodeWith(spec: Partial<PodSpec> = {}): KubeletBench {
  const bench = aKubelet();
  bench.kubelets.writeManifest("node01", FILE, manifest(spec));
  bench.advance(6000);
  return bench;
}

const startedOf = (bench: KubeletBench) => {
  const [status] = bench.pod("web-node01").status.containerStatuses ?? [];
  return `${status?.containerID} ${status?.restartCount} ${status?.state?.running?.startedAt}`;
};

describe("a pod from a file of its node", () => {
  test("shows itself by a mirror of the node's, with its hash and source", () => {
    const bench = aNodeWith();
    const pod = bench.pod("web-node01");
    const hash = pod.metadata.annotations?.["kubernetes.io/config.hash"];
    expect(hash).toMatch(/^[0-9a-f]{32}$/);
    expect(pod).toMatchObject({
      metadata: {
        labels: { app: "web" },
        annotations: {
          "kubernetes.io/config.mirror": hash,
          "kubernetes.io/config.source": "file",
        },
        ownerReferences: [{ apiVersion: "v1", kind: "Node", name: "node01", controller: true }],
      },
      spec: { nodeName: "node01", tolerations: [{ effect: "NoExecute", operator: "Exists" }] },
      status: { phase: "Running" },
    });
    expect(bench.events("web-node01")).toContain("Normal Started Container started");
  });

  test("runs on when its mirror is deleted, and shows itself again", () => {
    const bench = aNodeWith();
    const before = startedOf(bench);
    const { uid } = bench.pod("web-node01").metadata;
    bench.remove("web-node01");
    bench.until(() => bench.has("web-node01") && bench.pod("web-node01").metadata.uid !== uid);
    bench.advance(3000);
    expect(startedOf(bench)).toBe(before);
  });

  test("ends with its file, and its mirror with it", () => {
    const bench = aNodeWith({ terminationGracePeriodSeconds: 5 });
    bench.kubelets.writeManifest("node01", FILE, undefined);
    bench.until(() => !bench.has("web-node01"), 10_000);
    bench.advance(60_000);
    expect(bench.has("web-node01")).toBe(false);
  });

  test("is another pod when its file changes, which begins when the first has ended", () => {
    const bench = aNodeWith({ terminationGracePeriodSeconds: 5 });
    const { uid } = bench.pod("web-node01").metadata;
    const containers = [{ name: "c", image: "nginx:1.28" }];
    bench.kubelets.writeManifest("node01", FILE, manifest({ containers }));
    bench.advance(12_000);
    const pod = bench.pod("web-node01");
    expect(pod.metadata.uid).not.toBe(uid);
    expect(pod.status.containerStatuses?.[0]).toMatchObject({
      image: "docker.io/library/nginx:1.28",
      ready: true,
      restartCount: 0,
    });
  });

  test("needs no API server to be started again after a crash", () => {
    const containers = [{ name: "c", image: "busybox:1.36", command: ["sh", "-c", "exit 3"] }];
    const bench = aNodeWith({ containers });
    bench.remove("web-node01");
    bench.advance(30_000);
    expect(bench.pod("web-node01").status.containerStatuses?.[0]?.restartCount).toBe(2);
  });

  test.each<[string, Partial<PodSpec>]>([
    ["serviceaccounts", { serviceAccountName: "default" }],
    ["configmaps", { volumes: [{ name: "v", configMap: { name: "x" } }] }],
    ["secrets", { imagePullSecrets: [{ name: "x" }] }],
    [
      "secrets",
      {
        containers: [
          {
            name: "c",
            image: "nginx",
            env: [{ name: "A", valueFrom: { secretKeyRef: { key: "k" } } }],
          },
        ],
      },
    ],
  ])("is not run when it refers to %s", (resource, spec) => {
    const bench = aNodeWith(spec);
    expect(bench.has("web-node01")).toBe(false);
    const told = bench.engine.log.find(({ verb }) => verb === "refuse-static-pod");
    expect(told?.detail).toBe(`static pods may not reference ${resource}`);
  });
});

test("a cluster's node runs what lies in its folder from the start", () => {
  const nodes = [{ name: "cp", manifests: { [FILE]: manifest({ hostNetwork: true }) } }];
  const cluster = createCluster({ flavour: "learner", nodes });
  cluster.settle();
  expect(cluster.find("Pod", "default/web-cp")).toMatchObject({ status: { phase: "Running" } });
});

test("a mirror of nothing is removed by its node's kubelet", () => {
  const bench = aKubelet();
  const annotations = { "kubernetes.io/config.mirror": "abc" };
  const spec = { ...manifest().spec, nodeName: "node01" };
  bench.put("Pod", { metadata: { name: "ghost", namespace: "default", annotations }, spec });
  bench.until(() => !bench.has("ghost"), 2000);
});
