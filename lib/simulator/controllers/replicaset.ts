/**
 * Keeps the number of active pods owned by a ReplicaSet equal to `spec.replicas`, and its status
 * true. https://kubernetes.io/docs/concepts/workloads/controllers/replicaset/
 */
import type { Controller } from "./controller.ts";
import { podAdoption, syncReplicas } from "./replica/sync.ts";

export const replicaSetController: Controller = {
  name: "replicaset-controller",
  for: "ReplicaSet",
  owns: ["Pod"],
  watches: [podAdoption("ReplicaSet")],
  reconcile: (key, context) => syncReplicas("ReplicaSet", key, context),
};
