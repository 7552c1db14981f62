/**
 * The volume claims of a StatefulSet's pods: made before the pod, and owned by the set or the pod
 * where the retention policy says that they go with it.
 * https://kubernetes.io/docs/concepts/workloads/controllers/statefulset/#persistentvolumeclaim-retention
 */
import { ApiError } from "../../api/error.ts";
import { sameJson } from "../../api/json.ts";
import { isBeingDeleted, type KubeObject, keyFor } from "../../api/object.ts";
import type {
  OwnerReference,
  PersistentVolumeClaim,
  Pod,
  StatefulSet,
} from "../../api/types.generated.ts";
import type { ControllerContext } from "../controller.ts";
import { controllerReference } from "../owner.ts";
import { claimName, firstOrdinal, ordinalOf, podName } from "./pod.ts";

/** Creates the claims that the pod of this ordinal needs and that do not exist. */
export function createClaims(
  set: StatefulSet,
  ordinal: number,
  { api, cache, event }: ControllerContext,
): void {
  const { namespace } = set.metadata;
  for (const template of set.spec.volumeClaimTemplates ?? []) {
    const name = claimName(set, template.metadata.name, ordinal);
    if (cache.get("PersistentVolumeClaim", keyFor(namespace, name)) !== undefined) continue;
    const what = `Create Claim ${name} Pod ${podName(set, ordinal)} in StatefulSet ${set.metadata.name}`;
    const { annotations, labels } = template.metadata;
    try {
      api.create("PersistentVolumeClaim", {
        metadata: {
          name,
          namespace,
          labels: { ...labels, ...set.spec.selector.matchLabels },
          ...(annotations === undefined ? {} : { annotations }),
          ...ownersByPolicy(set, ordinal),
        },
        spec: template.spec,
      });
      event(set, "Normal", "SuccessfulCreate", `${what} success`);
    } catch (error) {
      if (error instanceof ApiError && error.reason === "AlreadyExists") continue;
      if (error instanceof ApiError) {
        event(set, "Warning", "FailedCreate", `${what} failed error: ${error.message}`);
      }
      throw error;
    }
  }
}

function ownersByPolicy(set: StatefulSet, ordinal: number) {
  const { whenDeleted, whenScaled } = set.spec.persistentVolumeClaimRetentionPolicy ?? {};
  const condemned = !isInRange(set, ordinal);
  const bySet = whenDeleted === "Delete" && !(condemned && whenScaled === "Delete");
  return bySet ? { ownerReferences: [controllerReference(set)] } : {};
}

/** Whether a claim of the pod still belongs to one that is gone: then nothing can be made yet. */
export function hasStaleClaim(
  set: StatefulSet,
  ordinal: number,
  context: ControllerContext,
): boolean {
  return claimsOf(set, ordinal, context).some((claim) =>
    (claim.metadata.ownerReferences ?? []).some(({ kind, name, uid }) => {
      if (kind !== "Pod" || name !== podName(set, ordinal)) return false;
      const pod = context.cache.get("Pod", keyFor(set.metadata.namespace, name));
      return pod?.metadata.uid !== uid;
    }),
  );
}

/** Lets each claim of the pod name the owner that its retention asks for, and no other of ours. */
export function retainClaims(set: StatefulSet, pod: Pod, context: ControllerContext): void {
  const ordinal = ordinalOf(set, pod.metadata.name);
  if (ordinal === undefined) return;
  const { whenDeleted, whenScaled } = set.spec.persistentVolumeClaimRetentionPolicy ?? {};
  const byPod = whenScaled === "Delete" && !isInRange(set, ordinal);
  const bySet = whenDeleted === "Delete" && !byPod;
  const owner: KubeObject | undefined = byPod ? pod : bySet ? set : undefined;
  for (const claim of claimsOf(set, ordinal, context)) {
    if (isBeingDeleted(claim)) continue;
    const before = claim.metadata.ownerReferences ?? [];
    const others = before.filter(({ uid }) => uid !== set.metadata.uid && uid !== pod.metadata.uid);
    // A claim that another controller has is left to it.
    if (others.some(({ controller }) => controller === true)) continue;
    const wanted = owner === undefined ? others : [...others, controllerReference(owner)];
    if (!sameJson(before, wanted))
      context.api.update<"PersistentVolumeClaim">(owned(claim, wanted));
  }
}

function owned(
  claim: PersistentVolumeClaim,
  ownerReferences: readonly OwnerReference[],
): PersistentVolumeClaim {
  const { ownerReferences: _old, ...metadata } = claim.metadata;
  return {
    ...claim,
    metadata: ownerReferences.length === 0 ? metadata : { ...metadata, ownerReferences },
  };
}

function claimsOf(
  set: StatefulSet,
  ordinal: number,
  { cache }: ControllerContext,
): readonly PersistentVolumeClaim[] {
  return (set.spec.volumeClaimTemplates ?? []).flatMap(({ metadata }) => {
    const key = keyFor(set.metadata.namespace, claimName(set, metadata.name, ordinal));
    return cache.get("PersistentVolumeClaim", key) ?? [];
  });
}

export function isInRange(set: StatefulSet, ordinal: number): boolean {
  const first = firstOrdinal(set);
  return ordinal >= first && ordinal < first + (set.spec.replicas ?? 1);
}
