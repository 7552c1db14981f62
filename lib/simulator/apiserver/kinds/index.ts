/** Every kind with rules of its own. A kind that is not listed is stored by its schema alone. */
import type { KindStrategy } from "../kind-strategy.ts";
import { certificateSigningRequestStrategy } from "./certificatesigningrequest.ts";
import { clusterRoleStrategy } from "./clusterrole.ts";
import { clusterRoleBindingStrategy } from "./clusterrolebinding.ts";
import { componentStatusStrategy } from "./componentstatus.ts";
import { configMapStrategy } from "./configmap.ts";
import { controllerRevisionStrategy } from "./controllerrevision.ts";
import { cronJobStrategy } from "./cronjob.ts";
import { customResourceDefinitionStrategy } from "./customresourcedefinition.ts";
import { daemonSetStrategy } from "./daemonset.ts";
import { deploymentStrategy } from "./deployment.ts";
import { endpointsStrategy } from "./endpoints.ts";
import { endpointSliceStrategy } from "./endpointslice.ts";
import { eventStrategy } from "./event.ts";
import { horizontalPodAutoscalerStrategy } from "./horizontalpodautoscaler.ts";
import { ingressStrategy } from "./ingress.ts";
import { ingressClassStrategy } from "./ingressclass.ts";
import { jobStrategy } from "./job.ts";
import { leaseStrategy } from "./lease.ts";
import { limitRangeStrategy } from "./limitrange.ts";
import { mutatingWebhookConfigurationStrategy } from "./mutatingwebhookconfiguration.ts";
import { namespaceStrategy } from "./namespace.ts";
import { networkPolicyStrategy } from "./networkpolicy.ts";
import { nodeStrategy } from "./node.ts";
import { persistentVolumeStrategy } from "./persistentvolume.ts";
import { persistentVolumeClaimStrategy } from "./persistentvolumeclaim.ts";
import { podStrategy } from "./pod.ts";
import { podDisruptionBudgetStrategy } from "./poddisruptionbudget.ts";
import { podTemplateStrategy } from "./podtemplate.ts";
import { priorityClassStrategy } from "./priorityclass.ts";
import { replicaSetStrategy } from "./replicaset.ts";
import { replicationControllerStrategy } from "./replicationcontroller.ts";
import { resourceQuotaStrategy } from "./resourcequota.ts";
import { roleStrategy } from "./role.ts";
import { roleBindingStrategy } from "./rolebinding.ts";
import { runtimeClassStrategy } from "./runtimeclass.ts";
import { secretStrategy } from "./secret.ts";
import { serviceStrategy } from "./service.ts";
import { serviceAccountStrategy } from "./serviceaccount.ts";
import { statefulSetStrategy } from "./statefulset.ts";
import { storageClassStrategy } from "./storageclass.ts";
import { validatingAdmissionPolicyStrategy } from "./validatingadmissionpolicy.ts";
import { validatingAdmissionPolicyBindingStrategy } from "./validatingadmissionpolicybinding.ts";
import { validatingWebhookConfigurationStrategy } from "./validatingwebhookconfiguration.ts";
import { volumeAttributesClassStrategy } from "./volumeattributesclass.ts";

// Each strategy knows its own kind only; the registry asks it for no other.
const own = <T>(strategy: KindStrategy<never> & T): KindStrategy =>
  strategy as unknown as KindStrategy;

export const kindStrategies: readonly KindStrategy[] = [
  own(clusterRoleBindingStrategy as never),
  own(clusterRoleStrategy as never),
  own(certificateSigningRequestStrategy as never),
  own(componentStatusStrategy as never),
  own(configMapStrategy as never),
  own(controllerRevisionStrategy as never),
  own(cronJobStrategy as never),
  own(customResourceDefinitionStrategy as never),
  own(daemonSetStrategy as never),
  own(deploymentStrategy as never),
  own(eventStrategy as never),
  own(horizontalPodAutoscalerStrategy as never),
  own(jobStrategy as never),
  own(mutatingWebhookConfigurationStrategy as never),
  own(leaseStrategy as never),
  own(namespaceStrategy as never),
  own(nodeStrategy as never),
  own(podDisruptionBudgetStrategy as never),
  own(podStrategy as never),
  own(podTemplateStrategy as never),
  own(priorityClassStrategy as never),
  own(replicaSetStrategy as never),
  own(replicationControllerStrategy as never),
  own(roleBindingStrategy as never),
  own(roleStrategy as never),
  own(runtimeClassStrategy as never),
  own(secretStrategy as never),
  own(serviceAccountStrategy as never),
  own(serviceStrategy as never),
  own(statefulSetStrategy as never),
  own(validatingAdmissionPolicyBindingStrategy as never),
  own(validatingAdmissionPolicyStrategy as never),
  own(validatingWebhookConfigurationStrategy as never),
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
