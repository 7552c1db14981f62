/**
 * Whatever is done to workloads in whatever order, once it is quiet they stand as they were asked
 * to, and nothing is left that belongs to nobody. Each seed is another run, each world other
 * latencies.
 */
import { expect, test } from "vitest";
import { controllerOf, type KubeObject } from "../api/object.ts";
import { type Cluster, createCluster } from "../cluster.ts";
import { randomStream } from "../engine/random.ts";
import { applyTo } from "../testing/index.ts";

const PLACES = {
  Deployment: { group: "apps", version: "v1", resource: "deployments" },
  StatefulSet: { group: "apps", version: "v1", resource: "statefulsets" },
  DaemonSet: { group: "apps", version: "v1", resource: "daemonsets" },
  Pod: { group: "", version: "v1", resource: "pods" },
} as const;
type Place = keyof typeof PLACES;
const WORKLOADS = ["Deployment", "StatefulSet", "DaemonSet"] as const;
const NAMESPACE = "default";

function createWorkloads(cluster: Cluster): void {
  for (const kind of WORKLOADS) {
    const name = kind.toLowerCase();
    const labels = { app: name };
    const spec = {
      ...(kind === "DaemonSet" ? {} : { replicas: 3 }),
      selector: { matchLabels: labels },
      template: {
        metadata: { labels },
        spec: { containers: [{ name: "c", image: "nginx:1.20" }] },
      },
    };
    applyTo(cluster, { kind, metadata: { name, namespace: NAMESPACE }, spec } as never);
  }
}

function disturb(cluster: Cluster, seed: number): void {
  const random = randomStream(seed, "disturb");
  const client = cluster.client();
  const send = (verb: "patch" | "delete", kind: Place, name: string, rest: object) =>
    client.request({ verb, ...PLACES[kind], namespace: NAMESPACE, name, ...rest });
  const patch = (kind: Place, spec: object) =>
    send("patch", kind, kind.toLowerCase(), { patchType: "merge", body: { spec } });
  for (let i = 0; i < 12; i++) {
    const kind = WORKLOADS[random.below(WORKLOADS.length)] ?? "Deployment";
    const containers = [{ name: "c", image: `nginx:1.2${random.below(5)}` }];
    const pods = cluster.list("Pod");
    const pod = pods[random.below(Math.max(1, pods.length))];
    const what = random.below(4);
    if (what === 0 && kind !== "DaemonSet") patch(kind, { replicas: random.below(7) });
    else if (what === 1) patch(kind, { template: { spec: { containers } } });
    else if (what === 2 && pod !== undefined) send("delete", "Pod", pod.metadata.name, {});
    else if (what === 3) patch("Deployment", { paused: random.below(2) === 0 });
    cluster.advance(random.below(8000));
  }
  patch("Deployment", { paused: false });
}

function imageOf(object: KubeObject | undefined): unknown {
  const { containers, template } = (object?.spec ?? {}) as {
    containers?: readonly { image: string }[];
    template?: { spec: { containers: readonly { image: string }[] } };
  };
  return (containers ?? template?.spec.containers)?.[0]?.image;
}

test.each([1, 2, 3, 4, 5, 6])("seed %i", (seed) => {
  const cluster = createCluster({ flavour: "recorded", seed, world: seed });
  createWorkloads(cluster);
  cluster.advance(3000);
  disturb(cluster, seed);
  expect(cluster.settle().settled).toBe(true);
  const uids = new Set(
    (["Deployment", "ReplicaSet", "StatefulSet", "DaemonSet"] as const).flatMap((kind) =>
      cluster.list(kind).map(({ metadata }) => metadata.uid),
    ),
  );
  for (const kind of ["Pod", "ReplicaSet", "ControllerRevision"] as const) {
    for (const object of cluster.list(kind)) {
      expect(uids, `${kind} ${object.metadata.name}`).toContain(controllerOf(object)?.uid);
    }
  }
  for (const kind of WORKLOADS) {
    const object = cluster.find(kind, `${NAMESPACE}/${kind.toLowerCase()}`);
    const { replicas = 2 } = (object?.spec ?? {}) as { replicas?: number };
    const label = kind.toLowerCase();
    const pods = cluster.list("Pod").filter(({ metadata }) => metadata.labels?.app === label);
    expect(pods, kind).toHaveLength(replicas);
    for (const pod of pods) {
      expect(pod.status.phase, pod.metadata.name).toBe("Running");
      expect(imageOf(pod), pod.metadata.name).toBe(imageOf(object));
    }
    const { observedGeneration } = (object?.status ?? {}) as { observedGeneration?: number };
    expect(observedGeneration, kind).toBe(object?.metadata.generation);
  }
});
