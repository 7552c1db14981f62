/**
 * Which objects belong to an owner with a selector: its own that still match, and orphans that
 * match and are taken in. Own ones that match no longer are let go.
 * https://kubernetes.io/docs/concepts/workloads/controllers/replicaset/#non-template-pod-acquisitions
 */
import { matchesSelector } from "../api/label.ts";
import {
  controllerOf,
  isBeingDeleted,
  type KindMap,
  type KubeObject,
  keyOf,
} from "../api/object.ts";
import type { LabelSelector } from "../api/types.generated.ts";
import type { Cache } from "../informers/cache.ts";
import type { ControllerContext, Watch } from "./controller.ts";
import { controllerReference } from "./owner.ts";

type Claimable = "Pod" | "ReplicaSet" | "ControllerRevision";

export type Claim<K extends Claimable> = {
  readonly kind: K;
  readonly selector: LabelSelector | undefined;
  /** What an object must be besides: for owners that know theirs by name. */
  readonly isMember?: (object: KindMap[K]) => boolean;
  /** Which orphans are worth taking in. */
  readonly isWanted?: (object: KindMap[K]) => boolean;
};

export function claim<K extends Claimable>(
  owner: KubeObject,
  what: Claim<K>,
  context: ControllerContext,
): readonly KindMap[K][] {
  const { cache } = context;
  const own = cache.listOwnedBy(what.kind, owner.metadata.uid);
  const claimed: KindMap[K][] = [];
  for (const object of own) {
    if (controllerOf(object)?.uid !== owner.metadata.uid) continue;
    if (belongs(what, object)) claimed.push(object);
    else if (!isBeingDeleted(owner)) release(owner, object, context);
  }
  if (isBeingDeleted(owner)) return claimed;
  if (cache.count(what.kind) > own.length) claimed.push(...adopt(owner, what, context));
  return claimed;
}

function belongs<K extends Claimable>(
  { selector, isMember }: Claim<K>,
  object: KindMap[K],
): boolean {
  if (!matchesSelector(selector, object.metadata.labels)) return false;
  return isMember?.(object) ?? true;
}

function adopt<K extends Claimable>(
  owner: KubeObject,
  what: Claim<K>,
  { api, cache }: ControllerContext,
): readonly KindMap[K][] {
  const orphans = cache
    .list(what.kind, owner.metadata.namespace ?? "")
    .filter((object) => controllerOf(object) === undefined && !isBeingDeleted(object))
    .filter((object) => belongs(what, object) && (what.isWanted?.(object) ?? true));
  const reference = controllerReference(owner);
  return orphans.map((object) => {
    const ownerReferences = [...(object.metadata.ownerReferences ?? []), reference];
    return api.replace({
      ...object,
      metadata: { ...object.metadata, ownerReferences },
    }) as unknown as KindMap[K];
  });
}

function release(owner: KubeObject, object: KubeObject, { api }: ControllerContext): void {
  const { ownerReferences = [], ...metadata } = object.metadata;
  const rest = ownerReferences.filter(({ uid }) => uid !== owner.metadata.uid);
  const released = rest.length === 0 ? metadata : { ...metadata, ownerReferences: rest };
  api.replace({ ...object, metadata: released });
}

/** Orphans are looked at by those who would take them in. */
export function adoptionWatch<T extends KubeObject>(
  kind: Claimable,
  owners: (cache: Cache, namespace: string) => readonly T[],
  selectorOf: (owner: T) => LabelSelector | undefined,
): Watch {
  return {
    kind,
    keysFor: (object, cache) => {
      if (controllerOf(object) !== undefined) return [];
      return owners(cache, object.metadata.namespace ?? "")
        .filter((owner) => matchesSelector(selectorOf(owner), object.metadata.labels))
        .map(keyOf);
    },
  };
}
