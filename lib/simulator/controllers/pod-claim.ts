/**
 * Which pods belong to an owner with a selector: its own that still match, and orphans that match
 * and are taken in. Own pods that match no longer are let go.
 * https://kubernetes.io/docs/concepts/workloads/controllers/replicaset/#non-template-pod-acquisitions
 */
import { matchesSelector } from "../api/label.ts";
import { controllerOf, isBeingDeleted, type KubeObject } from "../api/object.ts";
import type { LabelSelector, Pod } from "../api/types.generated.ts";
import type { ControllerContext } from "./controller.ts";
import { controllerReference } from "./owner.ts";

export function claimPods(
  owner: KubeObject,
  selector: LabelSelector | undefined,
  context: ControllerContext,
  /** What a pod must be besides: for owners that know their pods by name. */
  isMember: (pod: Pod) => boolean = () => true,
): readonly Pod[] {
  const { cache } = context;
  const own = cache.listOwnedBy("Pod", owner.metadata.uid);
  const claimed: Pod[] = [];
  for (const pod of own) {
    if (controllerOf(pod)?.uid !== owner.metadata.uid) continue;
    const isOurs = matchesSelector(selector, pod.metadata.labels) && isMember(pod);
    if (isOurs) claimed.push(pod);
    else if (!isBeingDeleted(owner)) release(owner, pod, context);
  }
  if (isBeingDeleted(owner)) return claimed;
  if (cache.count("Pod") > own.length) {
    claimed.push(...adopt(owner, selector, context, isMember));
  }
  return claimed;
}

function adopt(
  owner: KubeObject,
  selector: LabelSelector | undefined,
  context: ControllerContext,
  isMember: (pod: Pod) => boolean,
): readonly Pod[] {
  const { namespace } = owner.metadata;
  const orphans = context.cache
    .list("Pod", namespace ?? "")
    .filter((pod) => controllerOf(pod) === undefined && !isBeingDeleted(pod))
    .filter((pod) => matchesSelector(selector, pod.metadata.labels) && isMember(pod))
    .filter(({ status }) => status.phase !== "Succeeded" && status.phase !== "Failed");
  const reference = controllerReference(owner);
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
