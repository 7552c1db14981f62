/** Steps on what limits or holds workloads: quotas, budgets, claims, whole namespaces. */
import { ask, create, pick, pickNamespace, type Step } from "./step.ts";

export const limit: Step = (scene) => {
  const namespace = pickNamespace(scene);
  const hard = { pods: String(2 + scene.random.below(6)), "requests.cpu": "4" };
  const chosen = scene.random.below(2) === 0 ? hard : { pods: hard.pods };
  const name = scene.newName("quota");
  create(scene, { kind: "ResourceQuota", metadata: { name, namespace }, spec: { hard: chosen } });
};

export const budget: Step = (scene) => {
  const kept = pick(scene, [
    ...scene.cluster.list("Deployment"),
    ...scene.cluster.list("StatefulSet"),
  ]);
  if (kept === undefined) return;
  const { name, namespace = "default" } = kept.metadata;
  const amount = scene.random.below(3);
  const spec = {
    selector: { matchLabels: { app: name } },
    ...(scene.random.below(2) === 0 ? { minAvailable: amount } : { maxUnavailable: amount }),
  };
  create(scene, { kind: "PodDisruptionBudget", metadata: { name, namespace }, spec });
};

export const claim: Step = (scene) => {
  const namespace = pickNamespace(scene);
  const name = scene.newName("claim");
  const spec = { accessModes: ["ReadWriteOnce"], resources: { requests: { storage: "1Gi" } } };
  create(scene, { kind: "PersistentVolumeClaim", metadata: { name, namespace }, spec });
  const main = { name: "main", image: "nginx:1.27" };
  const volumes = [{ name: "data", persistentVolumeClaim: { claimName: name } }];
  create(scene, {
    kind: "Pod",
    metadata: { name, namespace },
    spec: { containers: [main], volumes },
  });
};

export const deleteClaim: Step = (scene) => {
  const found = pick(scene, scene.cluster.list("PersistentVolumeClaim"));
  if (found === undefined) return;
  const { name, namespace } = found.metadata;
  ask(scene, "delete", { kind: "PersistentVolumeClaim", name, namespace });
};

export const deleteNamespace: Step = (scene) => {
  const name = pick(scene, ["team-a", "team-b"]) ?? "team-a";
  ask(scene, "delete", { kind: "Namespace", name });
};

export const makeNamespace: Step = (scene) => {
  for (const name of ["team-a", "team-b"]) create(scene, { kind: "Namespace", metadata: { name } });
};
