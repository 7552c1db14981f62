/** Steps that make workloads, change them and take them away. */
import type { KindName } from "../api/object.ts";
import { ask, create, pick, pickNamespace, type Scene, type Step } from "./step.ts";

const IMAGES = ["nginx:1.27", "nginx:1.28", "redis:7", "nginx:nonexistent", "busybox:1.36"];
const CPU = ["100m", "500m", "1", "1500m", "3"];
const WORKLOADS: readonly KindName[] = ["Deployment", "StatefulSet", "DaemonSet", "Job"];
const POLICIES = ["Background", "Foreground", "Orphan"] as const;

// busybox without a command ends at once: a crash loop.
function containers(scene: Scene): readonly unknown[] {
  const requests = scene.random.below(3) === 0 ? {} : { cpu: pick(scene, CPU), memory: "64Mi" };
  return [{ name: "main", image: pick(scene, IMAGES), resources: { requests } }];
}

function template(scene: Scene, app: string, more: object = {}) {
  const grace = { terminationGracePeriodSeconds: scene.random.below(20) };
  const spec = { containers: containers(scene), ...grace, ...more };
  return { metadata: { labels: { app } }, spec };
}

export const deploy: Step = (scene) => {
  const name = scene.newName("web");
  const spec = {
    replicas: scene.random.below(5),
    selector: { matchLabels: { app: name } },
    template: template(scene, name),
  };
  create(scene, { kind: "Deployment", metadata: { name, namespace: pickNamespace(scene) }, spec });
};

export const deployStateful: Step = (scene) => {
  const name = scene.newName("db");
  const claim = {
    metadata: { name: "data" },
    spec: { accessModes: ["ReadWriteOnce"], resources: { requests: { storage: "1Gi" } } },
  };
  const spec = {
    replicas: 1 + scene.random.below(3),
    serviceName: name,
    podManagementPolicy: pick(scene, ["OrderedReady", "Parallel"]),
    selector: { matchLabels: { app: name } },
    template: template(scene, name),
    ...(scene.random.below(2) === 0 ? {} : { volumeClaimTemplates: [claim] }),
  };
  create(scene, { kind: "StatefulSet", metadata: { name, namespace: pickNamespace(scene) }, spec });
};

export const deployOnEveryNode: Step = (scene) => {
  const name = scene.newName("agent");
  const spec = { selector: { matchLabels: { app: name } }, template: template(scene, name) };
  create(scene, { kind: "DaemonSet", metadata: { name, namespace: pickNamespace(scene) }, spec });
};

export const runJob: Step = (scene) => {
  const name = scene.newName("job");
  const code = scene.random.below(2);
  const main = {
    name: "main",
    image: "busybox:1.36",
    command: ["sh", "-c", `sleep ${scene.random.below(20)}; exit ${code}`],
  };
  const spec = {
    backoffLimit: 2,
    completions: 1 + scene.random.below(3),
    parallelism: 1 + scene.random.below(2),
    template: { spec: { restartPolicy: "Never", containers: [main] } },
  };
  create(scene, { kind: "Job", metadata: { name, namespace: pickNamespace(scene) }, spec });
};

function anyOf(scene: Scene, kinds: readonly KindName[]) {
  return pick(scene, kinds.flatMap((kind) => scene.cluster.list(kind)).filter(isOurs));
}

const isOurs = ({ metadata }: { readonly metadata: { readonly namespace?: string | undefined } }) =>
  metadata.namespace !== "kube-system";

export const scale: Step = (scene) => {
  const found = anyOf(scene, ["Deployment", "StatefulSet"]);
  if (found === undefined) return;
  const { name, namespace } = found.metadata;
  const body = { spec: { replicas: scene.random.below(6) } };
  ask(scene, "patch", { kind: found.kind, name, namespace, body });
};

export const rollOut: Step = (scene) => {
  const found = anyOf(scene, ["Deployment", "StatefulSet", "DaemonSet"]);
  if (found === undefined) return;
  const { name, namespace } = found.metadata;
  const body = { spec: { template: { spec: { containers: containers(scene) } } } };
  ask(scene, "patch", { kind: found.kind, name, namespace, body });
};

export const deleteWorkload: Step = (scene) => {
  const found = anyOf(scene, WORKLOADS);
  if (found === undefined) return;
  const { name, namespace } = found.metadata;
  const propagationPolicy = pick(scene, POLICIES) ?? "Background";
  ask(scene, "delete", { kind: found.kind, name, namespace, options: { propagationPolicy } });
};

export const deletePod: Step = (scene) => {
  const pod = anyOf(scene, ["Pod"]);
  if (pod === undefined) return;
  const { name, namespace } = pod.metadata;
  const options = scene.random.below(4) === 0 ? { gracePeriodSeconds: 0 } : {};
  ask(scene, "delete", { kind: "Pod", name, namespace, options });
};
