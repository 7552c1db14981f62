/**
 * Which pods belong to an owner with a selector: its own that still match, and orphans that match
 * and are taken in. Own pods that match no longer are let go.
 * https://kubernetes.io/docs/concepts/workloads/controllers/replicaset/#non-template-pod-acquisitions
 */
import { matchesSelector } from "../api/label.ts";
import { controllerOf, isBeingDeleted, type KubeObject } from "../api/object.ts";
import type { LabelSelector, Pod } from "../api/types.generated.ts";
import type { ControllerContext } from "./controller.ts";

export function claimPods(
  owner: KubeObject,
  selector: LabelSelector | undefined,
  context: ControllerContext,
): readonly Pod[] {
  const { cache } = context;
  const own = cache.listOwnedBy("Pod", owner.metadata.uid);
  const claimed: Pod[] = [];
  for (const pod of own) {
    if (controllerOf(pod)?.uid !== owner.metadata.uid) continue;
    if (matchesSelector(selector, pod.metadata.labels)) claimed.push(pod);
    else if (!isBeingDeleted(owner)) release(owner, pod, context);
  }
  if (isBeingDeleted(owner)) return claimed;
  if (cache.count("Pod") > own.length) claimed.push(...adopt(owner, selector, context));
  return claimed;
}

function adopt(
  owner: KubeObject,
  selector: LabelSelector | undefined,
  context: ControllerContext,
): readonly Pod[] {
  const { name, uid, namespace } = owner.metadata;
  const orphans = context.cache
    .list("Pod", namespace ?? "")
    .filter((pod) => controllerOf(pod) === undefined && !isBeingDeleted(pod))
    .filter((pod) => matchesSelector(selector, pod.metadata.labels))
    .filter(({ status }) => status.phase !== "Succeeded" && status.phase !== "Failed");
  const { apiVersion, kind } = owner;
  const reference = { apiVersion, kind, name, uid, controller: true, blockOwnerDeletion: true };
  return orphans.map((pod) => {
    const ownerReferences = [...(pod.metadata.ownerReferences ?? []), reference];
    return context.api.update<"Pod">({ ...pod, metadata: { ...pod.metadata, ownerReferences } });
  });
}

function release(owner: KubeObject, pod: Pod, { api }: ControllerContext): void {
  const rest = (pod.metadata.ownerReferences ?? []).filter(({ uid }) => uid !== owner.metadata.uid);
  const { ownerReferences: _gone, ...metadata } = pod.metadata;
  const released = rest.length === 0 ? metadata : { ...metadata, ownerReferences: rest };
  api.update<"Pod">({ ...pod, metadata: released });
}
