/** The describers by kind; other kinds are described field by field. */

import { certificateSigningRequestDescriber } from "./certificate-signing-request.ts";
import { configMapDescriber } from "./configmap.ts";
import { cronJobDescriber } from "./cronjob.ts";
import { daemonSetDescriber } from "./daemonset.ts";
import { deploymentDescriber } from "./deployment.ts";
import type { Describe, Describer } from "./describer.ts";
import { endpointSliceDescriber, endpointsDescriber } from "./endpoints.ts";
import { describeGeneric } from "./generic.ts";
import { hpaDescriber } from "./hpa.ts";
import { ingressClassDescriber, ingressDescriber } from "./ingress.ts";
import { jobDescriber } from "./job.ts";
import { limitRangeDescriber } from "./limit-range.ts";
import { namespaceDescriber } from "./namespace.ts";
import { networkPolicyDescriber } from "./network-policy.ts";
import { nodeDescriber } from "./node.ts";
import { persistentVolumeClaimDescriber, persistentVolumeDescriber } from "./persistent-volume.ts";
import { podDescriber } from "./pod.ts";
import { podDisruptionBudgetDescriber, priorityClassDescriber } from "./policy.ts";
import { resourceQuotaDescriber } from "./quota.ts";
import { replicaSetDescriber } from "./replicaset.ts";
import { replicationControllerDescriber } from "./replicationcontroller.ts";
import {
  clusterRoleBindingDescriber,
  clusterRoleDescriber,
  roleBindingDescriber,
  roleDescriber,
} from "./role.ts";
import { secretDescriber } from "./secret.ts";
import { serviceDescriber } from "./service.ts";
import { serviceAccountDescriber } from "./serviceaccount.ts";
import { statefulSetDescriber } from "./statefulset.ts";
import {
  csiNodeDescriber,
  storageClassDescriber,
  volumeAttributesClassDescriber,
} from "./storage-class.ts";

export const describers: readonly Describer[] = [
  configMapDescriber,
  deploymentDescriber,
  namespaceDescriber,
  nodeDescriber,
  podDescriber,
  replicaSetDescriber,
  secretDescriber,
  serviceDescriber,
  serviceAccountDescriber,
  certificateSigningRequestDescriber,
  cronJobDescriber,
  daemonSetDescriber,
  endpointSliceDescriber,
  endpointsDescriber,
  hpaDescriber,
  ingressClassDescriber,
  ingressDescriber,
  jobDescriber,
  limitRangeDescriber,
  networkPolicyDescriber,
  persistentVolumeClaimDescriber,
  persistentVolumeDescriber,
  podDisruptionBudgetDescriber,
  priorityClassDescriber,
  resourceQuotaDescriber,
  replicationControllerDescriber,
  clusterRoleBindingDescriber,
  clusterRoleDescriber,
  roleBindingDescriber,
  roleDescriber,
  statefulSetDescriber,
  csiNodeDescriber,
  storageClassDescriber,
  volumeAttributesClassDescriber,
];

const byKind: ReadonlyMap<string, Describer> = new Map(
  describers.map((describer) => [describer.kind, describer]),
);

export function describeObject(run: Describe): void {
  const own = byKind.get(run.object.kind);
  if (own === undefined) describeGeneric(run);
  else own.describe(run);
}
