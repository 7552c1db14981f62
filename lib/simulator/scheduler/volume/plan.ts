/**
 * What must happen to a pod's claims before it can run on a node: volumes to take, volumes to have
 * made, or why the node will not do.
 * https://kubernetes.io/docs/concepts/storage/storage-classes/#volume-binding-mode
 */
import { keyFor } from "../../api/object.ts";
import { compareQuantities } from "../../api/quantity.ts";
import type {
  Node,
  PersistentVolume,
  PersistentVolumeClaim,
  Pod,
  StorageClass,
} from "../../api/types.generated.ts";
import { classNameOf } from "../../apiserver/storage/default-class.ts";
import type { Cache } from "../../informers/cache.ts";
import { BIND_COMPLETED, SELECTED_NODE } from "../../volume/annotation.ts";
import { isReachable, smallestMatch } from "../../volume/match.ts";
import { claimsOf } from "../../volume/pod-claim.ts";

export type VolumePlan = {
  readonly takes: readonly {
    readonly claim: PersistentVolumeClaim;
    readonly volume: PersistentVolume;
  }[];
  readonly makes: readonly PersistentVolumeClaim[];
  /** Why the node will not do; empty when it does. */
  readonly conflicts: readonly string[];
};

const WRONG_NODE = "node(s) didn't match PersistentVolume's node affinity";
const NO_VOLUME = "node(s) didn't find available persistent volumes to bind";
const VOLUME_GONE = "node(s) unavailable due to one or more pvc(s) bound to non-existent pv(s)";

export function isFullyBound({ metadata, spec }: PersistentVolumeClaim): boolean {
  return (spec.volumeName ?? "") !== "" && metadata.annotations?.[BIND_COMPLETED] !== undefined;
}

/** The claims of a pod that are there. */
export function foundClaims(pod: Pod, cache: Cache): readonly PersistentVolumeClaim[] {
  return claimsOf(pod).flatMap(({ name }) => {
    const found = cache.get("PersistentVolumeClaim", keyFor(pod.metadata.namespace, name));
    return found === undefined ? [] : [found];
  });
}

export function isDelayed(claim: PersistentVolumeClaim, cache: Cache): boolean {
  return classOf(claim, cache)?.volumeBindingMode === "WaitForFirstConsumer";
}

function classOf(claim: PersistentVolumeClaim, cache: Cache): StorageClass | undefined {
  return cache.get("StorageClass", classNameOf(claim) ?? "");
}

export function planVolumes(
  claims: readonly PersistentVolumeClaim[],
  node: Node,
  cache: Cache,
): VolumePlan {
  const conflicts = new Set<string>();
  const takes: { claim: PersistentVolumeClaim; volume: PersistentVolume }[] = [];
  const makes: PersistentVolumeClaim[] = [];
  const taken = new Set<string>();
  const open: PersistentVolumeClaim[] = [];
  for (const claim of claims) {
    if (!isFullyBound(claim)) open.push(claim);
    else {
      const volume = cache.get("PersistentVolume", claim.spec.volumeName ?? "");
      if (volume === undefined) conflicts.add(VOLUME_GONE);
      else if (!isReachable(volume, node)) conflicts.add(WRONG_NODE);
    }
  }
  // The small ones first, so that they do not take what only a large one needs.
  for (const claim of open.sort((a, b) => compareQuantities(sizeOf(a), sizeOf(b)))) {
    const chosen = claim.metadata.annotations?.[SELECTED_NODE];
    if (chosen !== undefined) {
      if (chosen === node.metadata.name) makes.push(claim);
      else conflicts.add(NO_VOLUME);
      continue;
    }
    const volumes = cache.list("PersistentVolume");
    const volume = smallestMatch(claim, volumes, { node, taken, isDelayed: true });
    if (volume !== undefined) {
      taken.add(volume.metadata.name);
      takes.push({ claim, volume });
    } else if (canMake(classOf(claim, cache), node)) makes.push(claim);
    else conflicts.add(NO_VOLUME);
  }
  return { takes, makes, conflicts: [...conflicts] };
}

function sizeOf({ spec }: PersistentVolumeClaim): string | undefined {
  return spec.resources?.requests?.storage;
}

function canMake(storageClass: StorageClass | undefined, { metadata }: Node): boolean {
  const { allowedTopologies = [], provisioner = "" } = storageClass ?? {};
  if (provisioner === "" || provisioner === "kubernetes.io/no-provisioner") return false;
  if (allowedTopologies.length === 0) return true;
  return allowedTopologies.some(({ matchLabelExpressions = [] }) =>
    matchLabelExpressions.every(({ key, values }) => values.includes(metadata.labels?.[key] ?? "")),
  );
}
