/** Every kind with rules of its own. A kind that is not listed is stored by its schema alone. */
import type { KindStrategy } from "../kind-strategy.ts";
import { configMapStrategy } from "./configmap.ts";
import { cronJobStrategy } from "./cronjob.ts";
import { daemonSetStrategy } from "./daemonset.ts";
import { deploymentStrategy } from "./deployment.ts";
import { endpointsStrategy } from "./endpoints.ts";
import { endpointSliceStrategy } from "./endpointslice.ts";
import { eventStrategy } from "./event.ts";
import { ingressStrategy } from "./ingress.ts";
import { ingressClassStrategy } from "./ingressclass.ts";
import { jobStrategy } from "./job.ts";
import { limitRangeStrategy } from "./limitrange.ts";
import { namespaceStrategy } from "./namespace.ts";
import { networkPolicyStrategy } from "./networkpolicy.ts";
import { nodeStrategy } from "./node.ts";
import { persistentVolumeStrategy } from "./persistentvolume.ts";
import { persistentVolumeClaimStrategy } from "./persistentvolumeclaim.ts";
import { podStrategy } from "./pod.ts";
import { replicaSetStrategy } from "./replicaset.ts";
import { replicationControllerStrategy } from "./replicationcontroller.ts";
import { resourceQuotaStrategy } from "./resourcequota.ts";
import { secretStrategy } from "./secret.ts";
import { serviceStrategy } from "./service.ts";
import { statefulSetStrategy } from "./statefulset.ts";
import { storageClassStrategy } from "./storageclass.ts";
import { volumeAttributesClassStrategy } from "./volumeattributesclass.ts";

// Each strategy knows its own kind only; the registry asks it for no other.
const own = <T>(strategy: KindStrategy<never> & T): KindStrategy =>
  strategy as unknown as KindStrategy;

export const kindStrategies: readonly KindStrategy[] = [
  own(configMapStrategy as never),
  own(cronJobStrategy as never),
  own(daemonSetStrategy as never),
  own(deploymentStrategy as never),
  own(eventStrategy as never),
  own(jobStrategy as never),
  own(namespaceStrategy as never),
  own(nodeStrategy as never),
  own(podStrategy as never),
  own(replicaSetStrategy as never),
  own(replicationControllerStrategy as never),
  own(secretStrategy as never),
  own(serviceStrategy as never),
  own(statefulSetStrategy as never),
  own(endpointsStrategy as never),
  own(endpointSliceStrategy as never),
  own(ingressStrategy as never),
  own(ingressClassStrategy as never),
  own(limitRangeStrategy as never),
  own(networkPolicyStrategy as never),
  own(persistentVolumeStrategy as never),
  own(persistentVolumeClaimStrategy as never),
  own(resourceQuotaStrategy as never),
  own(storageClassStrategy as never),
  own(volumeAttributesClassStrategy as never),
];
