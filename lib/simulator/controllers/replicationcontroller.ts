/**
 * Keeps a ReplicationController's pods, as a ReplicaSet's.
 * https://kubernetes.io/docs/concepts/workloads/controllers/replicationcontroller/
 */
import type { Controller } from "./controller.ts";
import { podAdoption, syncReplicas } from "./replica/sync.ts";

export const replicationController: Controller = {
  name: "replication-controller",
  for: "ReplicationController",
  owns: ["Pod"],
  watches: [podAdoption("ReplicationController")],
  reconcile: (key, context) => syncReplicas("ReplicationController", key, context),
};
