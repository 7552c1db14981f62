/** Every controller of kube-controller-manager. */
import { clusterRoleAggregationController } from "./clusterrole-aggregation.ts";
import type { Controller } from "./controller.ts";
import { crdFinalizerController } from "./crd-finalizer.ts";
import { crdNamingController } from "./crd-naming.ts";
import { cronJobController } from "./cronjob.ts";
import { daemonSetController } from "./daemonset.ts";
import { deploymentController } from "./deployment.ts";
import { disruptionController } from "./disruption.ts";
import { endpointsController } from "./endpoints.ts";
import { endpointSliceController } from "./endpointslice.ts";
import { garbageCollector } from "./garbage-collector.ts";
import { horizontalPodAutoscalerController } from "./horizontalpodautoscaler.ts";
import { jobController } from "./job.ts";
import { namespaceController } from "./namespace.ts";
import { nodeLifecycleController } from "./node-lifecycle.ts";
import { podGcController } from "./pod-gc.ts";
import { replicaSetController } from "./replicaset.ts";
import { replicationController } from "./replicationcontroller.ts";
import { rootCaController } from "./root-ca.ts";
import { serviceAccountController } from "./service-account.ts";
import { statefulSetController } from "./statefulset.ts";
import { taintEvictionController } from "./taint-eviction.ts";
import { ttlAfterFinishedController } from "./ttl-after-finished.ts";
import { validatingAdmissionPolicyStatusController } from "./validatingadmissionpolicy-status.ts";

export const controllers: readonly Controller[] = [
  deploymentController,
  replicaSetController,
  replicationController,
  statefulSetController,
  daemonSetController,
  jobController,
  cronJobController,
  ttlAfterFinishedController,
  horizontalPodAutoscalerController,
  endpointSliceController,
  endpointsController,
  garbageCollector,
  namespaceController,
  serviceAccountController,
  rootCaController,
  disruptionController,
  nodeLifecycleController,
  taintEvictionController,
  podGcController,
  clusterRoleAggregationController,
  validatingAdmissionPolicyStatusController,
  crdNamingController,
  crdFinalizerController,
];
