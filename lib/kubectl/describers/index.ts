/** The describers by kind; other kinds are described field by field. */
import { configMapDescriber } from "./configmap.ts";
import { deploymentDescriber } from "./deployment.ts";
import type { Describe, Describer } from "./describer.ts";
import { endpointsDescriber } from "./endpoints.ts";
import { endpointSliceDescriber } from "./endpointslice.ts";
import { describeGeneric } from "./generic.ts";
import { ingressDescriber } from "./ingress.ts";
import { ingressClassDescriber } from "./ingressclass.ts";
import { limitRangeDescriber } from "./limitrange.ts";
import { namespaceDescriber } from "./namespace.ts";
import { networkPolicyDescriber } from "./networkpolicy.ts";
import { nodeDescriber } from "./node.ts";
import { persistentVolumeDescriber } from "./persistentvolume.ts";
import { persistentVolumeClaimDescriber } from "./persistentvolumeclaim.ts";
import { podDescriber } from "./pod.ts";
import { replicaSetDescriber } from "./replicaset.ts";
import { resourceQuotaDescriber } from "./resourcequota.ts";
import { secretDescriber } from "./secret.ts";
import { serviceDescriber } from "./service.ts";
import { serviceAccountDescriber } from "./serviceaccount.ts";
import { storageClassDescriber } from "./storageclass.ts";
import { volumeAttributesClassDescriber } from "./volumeattributesclass.ts";

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
  endpointsDescriber,
  endpointSliceDescriber,
  ingressDescriber,
  ingressClassDescriber,
  limitRangeDescriber,
  networkPolicyDescriber,
  persistentVolumeDescriber,
  persistentVolumeClaimDescriber,
  resourceQuotaDescriber,
  storageClassDescriber,
  volumeAttributesClassDescriber,
];

export function describeObject(run: Describe): void {
  const own = describers.find(({ kind }) => kind === run.object.kind);
  if (own === undefined) describeGeneric(run);
  else own.describe(run);
}
