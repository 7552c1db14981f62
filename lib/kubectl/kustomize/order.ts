/** The order in which kustomize prints: what others need first, webhooks last. */
import type { JsonObject } from "#lib/manifest";
import { fieldsOf } from "./kustomization.ts";

const FIRST = [
  ...["Namespace", "ResourceQuota", "StorageClass", "CustomResourceDefinition"],
  ...["ServiceAccount", "PodSecurityPolicy", "Role", "ClusterRole", "RoleBinding"],
  ...["ClusterRoleBinding", "ConfigMap", "Secret", "Endpoints", "Service", "LimitRange"],
  ...["PriorityClass", "PersistentVolume", "PersistentVolumeClaim", "Deployment"],
  ...["StatefulSet", "CronJob", "PodDisruptionBudget"],
];
const LAST = ["MutatingWebhookConfiguration", "ValidatingWebhookConfiguration"];

function rank({ kind }: JsonObject): number {
  const first = FIRST.indexOf(String(kind));
  if (first >= 0) return first - FIRST.length;
  return LAST.indexOf(String(kind)) + 1;
}

function text(object: JsonObject): string {
  const { namespace = "", name = "" } = fieldsOf(object.metadata);
  return `${String(object.apiVersion)}_${String(object.kind)}|${String(namespace)}|${String(name)}`;
}

export function inLegacyOrder(objects: readonly JsonObject[]): readonly JsonObject[] {
  return [...objects].sort((a, b) => {
    const [x, y] = [text(a), text(b)];
    return rank(a) - rank(b) || (x < y ? -1 : x > y ? 1 : 0);
  });
}
