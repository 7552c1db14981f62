/** The admission plugins that the API server runs, in this order. */
import type { KubeObject } from "../../api/object.ts";
import { escalation } from "../authorization/escalation.ts";
import type { RestContext } from "../rest/context.ts";
import { certificateApproval } from "./certificate-approval.ts";
import { defaultIngressClass } from "./default-ingress-class.ts";
import { defaultStorageClass } from "./default-storage-class.ts";
import { defaultTolerationSeconds } from "./default-toleration-seconds.ts";
import { limitRanger } from "./limit-ranger.ts";
import { namespaceLifecycle } from "./namespace-lifecycle.ts";
import { persistentVolumeClaimResize } from "./persistent-volume-claim-resize.ts";
import type { AdmissionPlugin } from "./plugin.ts";
import { podSecurity } from "./pod-security.ts";
import { priority } from "./priority.ts";
import { resourceQuota } from "./resource-quota.ts";
import { runtimeClass } from "./runtime-class.ts";
import { serviceAccount } from "./service-account.ts";
import { storageObjectInUseProtection } from "./storage-object-in-use-protection.ts";
import { taintNodesByCondition } from "./taint-nodes-by-condition.ts";
import { validatingAdmissionPolicy } from "./validating-admission-policy.ts";
import { mutatingWebhook, validatingWebhook } from "./webhook.ts";

export const admissionPlugins: readonly AdmissionPlugin[] = [
  namespaceLifecycle,
  limitRanger,
  serviceAccount,
  taintNodesByCondition,
  podSecurity,
  certificateApproval,
  priority,
  defaultTolerationSeconds,
  defaultStorageClass,
  storageObjectInUseProtection,
  mutatingWebhook,
  validatingAdmissionPolicy,
  validatingWebhook,
  // Not a plugin in Kubernetes, but asked at the same moment: after all that changes an object.
  escalation,
  persistentVolumeClaimResize,
  defaultIngressClass,
  resourceQuota,
  runtimeClass,
];

const mutating = admissionPlugins.filter(({ mutate }) => mutate !== undefined);
const validating = admissionPlugins.filter(({ validate }) => validate !== undefined);

export function admit(
  context: RestContext,
  object: KubeObject,
  old: KubeObject | undefined,
): KubeObject {
  let admitted = object;
  for (const plugin of mutating) admitted = plugin.mutate?.(admitted, old, context) ?? admitted;
  return admitted;
}

export function validateAdmission(
  context: RestContext,
  object: KubeObject,
  old: KubeObject | undefined,
): void {
  for (const plugin of validating) plugin.validate?.(object, old, context);
}
