/**
 * Keeps a claim that is being deleted for as long as a pod on a node uses it.
 * https://kubernetes.io/docs/concepts/storage/persistent-volumes/#storage-object-in-use-protection
 */
import { isBeingDeleted, type KubeObject, keyFor } from "../api/object.ts";
import type { Pod } from "../api/types.generated.ts";
import type { Cache } from "../informers/cache.ts";
import { claimsOf, usesClaim } from "../volume/pod-claim.ts";
import type { Controller } from "./controller.ts";
import { withoutFinalizer } from "./finalizer.ts";

const FINALIZER = "kubernetes.io/pvc-protection";

export const pvcProtectionController: Controller = {
  name: "pvc-protection-controller",
  for: "PersistentVolumeClaim",
  watches: [{ kind: "Pod", keysFor: claimsOfPod }],

  reconcile(key, { api, cache }) {
    const claim = cache.get("PersistentVolumeClaim", key);
    if (claim === undefined || !isBeingDeleted(claim)) return "done";
    if (!claim.metadata.finalizers?.includes(FINALIZER)) return "done";
    const isUsed = cache
      .list("Pod", claim.metadata.namespace ?? "")
      .some((pod) => (pod.spec.nodeName ?? "") !== "" && usesClaim(pod, claim));
    if (!isUsed) api.update<"PersistentVolumeClaim">(withoutFinalizer(claim, FINALIZER));
    return "done";
  },
};

function claimsOfPod(object: KubeObject, cache: Cache): readonly string[] {
  const { namespace } = object.metadata;
  return claimsOf(object as unknown as Pod)
    .map(({ name }) => keyFor(namespace, name))
    .filter((key) => {
      const claim = cache.get("PersistentVolumeClaim", key);
      return claim !== undefined && isBeingDeleted(claim);
    });
}
