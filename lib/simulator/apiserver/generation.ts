/** Kinds whose `metadata.generation` counts changes of what is wanted. */

const KINDS: ReadonlySet<string> = new Set([
  "CSIDriver",
  "CronJob",
  "CustomResourceDefinition",
  "DaemonSet",
  "Deployment",
  "DeviceClass",
  "EndpointSlice",
  "FlowSchema",
  "Ingress",
  "IngressClass",
  "Job",
  "MutatingWebhookConfiguration",
  "NetworkPolicy",
  "Pod",
  "PodDisruptionBudget",
  "PodTemplate",
  "PriorityClass",
  "PriorityLevelConfiguration",
  "ReplicaSet",
  "ReplicationController",
  "ResourceSlice",
  "StatefulSet",
  "ValidatingAdmissionPolicy",
  "ValidatingAdmissionPolicyBinding",
  "ValidatingWebhookConfiguration",
]);

/** Whatever has no model in the schema is a custom resource: it has one too. */
export function hasGeneration({
  kind,
  model,
}: {
  readonly kind: string;
  readonly model: string;
}): boolean {
  return model === "" || KINDS.has(kind);
}
