/** Every controller of kube-controller-manager. */
import { clusterRoleAggregationController } from "./clusterrole-aggregation.ts";
import type { Controller } from "./controller.ts";
import { crdFinalizerController } from "./crd-finalizer.ts";
import { crdNamingController } from "./crd-naming.ts";
import { csrSigningController } from "./csr-signing.ts";
import { deploymentController } from "./deployment.ts";
import { endpointsController } from "./endpoints.ts";
import { endpointSliceController } from "./endpointslice.ts";
import { garbageCollector } from "./garbage-collector.ts";
import { namespaceController } from "./namespace.ts";
import { replicaSetController } from "./replicaset.ts";
import { rootCaController } from "./root-ca.ts";
import { serviceAccountController } from "./service-account.ts";
import { tokenController } from "./token.ts";
import { validatingAdmissionPolicyStatusController } from "./validatingadmissionpolicy-status.ts";

export const controllers: readonly Controller[] = [
  deploymentController,
  replicaSetController,
  endpointSliceController,
  endpointsController,
  garbageCollector,
  namespaceController,
  serviceAccountController,
  rootCaController,
  clusterRoleAggregationController,
  validatingAdmissionPolicyStatusController,
  crdNamingController,
  crdFinalizerController,
  tokenController,
  csrSigningController,
];
