/** Every controller of kube-controller-manager. */
import { clusterRoleAggregationController } from "./clusterrole-aggregation.ts";
import type { Controller } from "./controller.ts";
import { crdFinalizerController } from "./crd-finalizer.ts";
import { crdNamingController } from "./crd-naming.ts";
import { cronJobController } from "./cronjob.ts";
import { csrSigningController } from "./csr-signing.ts";
import { daemonSetController } from "./daemonset.ts";
import { deploymentController } from "./deployment.ts";
import { disruptionController } from "./disruption.ts";
import { endpointsController } from "./endpoints.ts";
import { endpointSliceController } from "./endpointslice.ts";
import { endpointSliceMirroringController } from "./endpointslice-mirroring.ts";
import { ephemeralVolumeController } from "./ephemeral-volume.ts";
import { garbageCollector } from "./garbage-collector.ts";
import { horizontalPodAutoscalerController } from "./horizontalpodautoscaler.ts";
import { jobController } from "./job.ts";
import { localPathProvisioner } from "./local-path.ts";
import { namespaceController } from "./namespace.ts";
import { nodeLifecycleController } from "./node-lifecycle.ts";
import { persistentVolumeController } from "./persistentvolume.ts";
import { podGcController } from "./pod-gc.ts";
import { pvProtectionController } from "./pv-protection.ts";
import { pvcProtectionController } from "./pvc-protection.ts";
import { replicaSetController } from "./replicaset.ts";
import { replicationController } from "./replicationcontroller.ts";
import { resourceQuotaController } from "./resourcequota.ts";
import { rootCaController } from "./root-ca.ts";
import { serviceAccountController } from "./service-account.ts";
import { statefulSetController } from "./statefulset.ts";
import { taintEvictionController } from "./taint-eviction.ts";
import { tokenController } from "./token.ts";
import { ttlAfterFinishedController } from "./ttl-after-finished.ts";
import { vacProtectionController } from "./vac-protection.ts";
import { validatingAdmissionPolicyStatusController } from "./validatingadmissionpolicy-status.ts";
import { volumeExpandController } from "./volume-expand.ts";

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
  endpointSliceMirroringController,
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
  ephemeralVolumeController,
  localPathProvisioner,
  persistentVolumeController,
  pvProtectionController,
  pvcProtectionController,
  resourceQuotaController,
  vacProtectionController,
  volumeExpandController,
  tokenController,
  csrSigningController,
];
