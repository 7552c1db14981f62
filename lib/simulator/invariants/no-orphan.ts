/**
 * When all is quiet, nothing is left of an owner that is gone, or in a namespace that is, but pods
 * on their way out whose kubelet is silent, and what waits for such pods before it goes.
 */
import { isBeingDeleted, type KubeObject } from "../api/object.ts";
import type { Pod } from "../api/types.generated.ts";
import { type Invariant, isSilent, nameOf, type State, walk } from "./history.ts";

export const noOrphan: Invariant = {
  name: "no orphan after garbage collection",
  violations(history) {
    const state = walk(history);
    const objects = state
      .kinds()
      .filter((kind) => kind !== "Event")
      .flatMap((kind) => state.list<KubeObject>(kind));
    const uids = new Set(objects.map(({ metadata }) => metadata.uid));
    const found: string[] = [];
    for (const object of objects) {
      const { namespace, ownerReferences = [] } = object.metadata;
      if (isStranded(object, objects, state)) continue;
      if (ownerReferences.length > 0 && !ownerReferences.some(({ uid }) => uids.has(uid))) {
        found.push(`${nameOf(object)} has outlived ${ownerReferences[0]?.kind}`);
      }
      if (namespace !== undefined && state.find("Namespace", namespace) === undefined) {
        found.push(`${nameOf(object)} has outlived its namespace`);
      }
    }
    return found;
  },
};

function isStranded(object: KubeObject, all: readonly KubeObject[], state: State): boolean {
  if (!isBeingDeleted(object)) return false;
  if (object.kind === "Pod") return isSilent((object as unknown as Pod).spec.nodeName, state);
  if (object.metadata.finalizers?.includes("foregroundDeletion") !== true) return false;
  const { uid } = object.metadata;
  return all.some(
    (one) =>
      one.metadata.ownerReferences?.some((owner) => owner.uid === uid) === true &&
      isStranded(one, all, state),
  );
}
