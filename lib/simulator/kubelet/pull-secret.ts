/**
 * The Secrets that a pod names for pulling its images: a missing one is told, and the pull is tried
 * without it. https://kubernetes.io/docs/tasks/configure-pod-container/pull-image-private-registry/
 */
import type { Pod } from "../api/types.generated.ts";
import type { NodeContext } from "./node-context.ts";

export function tellMissingPullSecrets({ event, store }: NodeContext, pod: Pod): void {
  const { imagePullSecrets = [] } = pod.spec;
  if (imagePullSecrets.length === 0) return;
  const names = imagePullSecrets.map(({ name = "" }) => name);
  const missing = names.filter(
    (name) => store.get("Secret", `${pod.metadata.namespace}/${name}`) === undefined,
  );
  if (missing.length === 0) return;
  const message = `Unable to retrieve some image pull secrets (${missing.join(", ")}); attempting to pull the image may not succeed.`;
  event(pod, "Warning", "FailedToRetrieveImagePullSecret", message);
}
