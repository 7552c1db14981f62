/** Every controller of kube-controller-manager. */
import type { Controller } from "./controller.ts";
import { deploymentController } from "./deployment.ts";
import { disruptionController } from "./disruption.ts";
import { endpointsController } from "./endpoints.ts";
import { endpointSliceController } from "./endpointslice.ts";
import { endpointSliceMirroringController } from "./endpointslice-mirroring.ts";
import { ephemeralVolumeController } from "./ephemeral-volume.ts";
import { garbageCollector } from "./garbage-collector.ts";
import { localPathProvisioner } from "./local-path.ts";
import { namespaceController } from "./namespace.ts";
import { nodeLifecycleController } from "./node-lifecycle.ts";
import { persistentVolumeController } from "./persistentvolume.ts";
import { pvProtectionController } from "./pv-protection.ts";
import { pvcProtectionController } from "./pvc-protection.ts";
import { replicaSetController } from "./replicaset.ts";
import { resourceQuotaController } from "./resourcequota.ts";
import { rootCaController } from "./root-ca.ts";
import { serviceAccountController } from "./service-account.ts";
import { taintEvictionController } from "./taint-eviction.ts";
import { vacProtectionController } from "./vac-protection.ts";
import { volumeExpandController } from "./volume-expand.ts";

export const controllers: readonly Controller[] = [
  deploymentController,
  replicaSetController,
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
  ephemeralVolumeController,
  localPathProvisioner,
  persistentVolumeController,
  pvProtectionController,
  pvcProtectionController,
  resourceQuotaController,
  vacProtectionController,
  volumeExpandController,
];
