/** The admission plugins that the API server runs, in this order. */
import type { KubeObject } from "../../api/object.ts";
import type { RestContext } from "../rest/context.ts";
import { defaultStorageClass } from "./default-storage-class.ts";
import { defaultTolerationSeconds } from "./default-toleration-seconds.ts";
import { namespaceLifecycle } from "./namespace-lifecycle.ts";
import type { AdmissionPlugin } from "./plugin.ts";
import { priority } from "./priority.ts";
import { runtimeClass } from "./runtime-class.ts";
import { serviceAccount } from "./service-account.ts";
import { storageObjectInUseProtection } from "./storage-object-in-use-protection.ts";
import { taintNodesByCondition } from "./taint-nodes-by-condition.ts";

export const admissionPlugins: readonly AdmissionPlugin[] = [
  namespaceLifecycle,
  serviceAccount,
  taintNodesByCondition,
  priority,
  defaultTolerationSeconds,
  defaultStorageClass,
  storageObjectInUseProtection,
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
