/** Every controller of kube-controller-manager. */
import type { Controller } from "./controller.ts";
import { deploymentController } from "./deployment.ts";
import { disruptionController } from "./disruption.ts";
import { endpointsController } from "./endpoints.ts";
import { endpointSliceController } from "./endpointslice.ts";
import { garbageCollector } from "./garbage-collector.ts";
import { namespaceController } from "./namespace.ts";
import { nodeLifecycleController } from "./node-lifecycle.ts";
import { podGcController } from "./pod-gc.ts";
import { replicaSetController } from "./replicaset.ts";
import { rootCaController } from "./root-ca.ts";
import { serviceAccountController } from "./service-account.ts";
import { taintEvictionController } from "./taint-eviction.ts";

export const controllers: readonly Controller[] = [
  deploymentController,
  replicaSetController,
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
];
