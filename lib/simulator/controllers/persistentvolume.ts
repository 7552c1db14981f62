/**
 * Brings claims and volumes together, and says what becomes of a volume whose claim is gone.
 * https://kubernetes.io/docs/concepts/storage/persistent-volumes/#lifecycle-of-a-volume-and-claim
 *
 * Not simulated: the period in which waiting claims are looked at (they are when a volume comes).
 */
import { type KubeObject, keyOf } from "../api/object.ts";
import type { PersistentVolume, PersistentVolumeClaim, Pod } from "../api/types.generated.ts";
import type { Cache } from "../informers/cache.ts";
import { claimsOf } from "../volume/pod-claim.ts";
import type { Controller } from "./controller.ts";
import { syncClaim } from "./persistentvolume/claim.ts";
import { syncVolume } from "./persistentvolume/volume.ts";

export const persistentVolumeController: Controller = {
  name: "persistentvolume-controller",
  for: "*",
  watches: [
    { kind: "PersistentVolume", keysFor: keysOfVolume },
    { kind: "PersistentVolumeClaim", keysFor: keysOfClaim },
    { kind: "StorageClass", keysFor: (_class, cache) => waitingClaims(cache, () => true) },
    { kind: "Pod", keysFor: keysOfPod },
  ],

  reconcile(key, context) {
    const [kind = "", objectKey = ""] = key.split(" ");
    if (kind === "PersistentVolume") {
      const volume = context.cache.get(kind, objectKey);
      if (volume !== undefined) syncVolume(volume, context);
    } else if (kind === "PersistentVolumeClaim") {
      const claim = context.cache.get(kind, objectKey);
      if (claim !== undefined) syncClaim(claim, context);
    }
    return "done";
  },
};

const volumeKey = (name: string) => `PersistentVolume ${name}`;
const claimKey = (key: string) => `PersistentVolumeClaim ${key}`;

function keysOfVolume(object: KubeObject, cache: Cache): readonly string[] {
  const { metadata, spec } = object as unknown as PersistentVolume;
  const { claimRef } = spec;
  const own = [volumeKey(metadata.name)];
  if (claimRef !== undefined) {
    own.push(claimKey(`${claimRef.namespace ?? ""}/${claimRef.name ?? ""}`));
  }
  const mayTake = ({ spec: { volumeName = "" } }: PersistentVolumeClaim) =>
    volumeName === metadata.name || (volumeName === "" && claimRef === undefined);
  return [...own, ...waitingClaims(cache, mayTake)];
}

function keysOfClaim(object: KubeObject): readonly string[] {
  const { volumeName = "" } = (object as unknown as PersistentVolumeClaim).spec;
  const own = claimKey(keyOf(object));
  return volumeName === "" ? [own] : [own, volumeKey(volumeName)];
}

// A pod that found no place is mentioned by the claims that it waits for.
function keysOfPod(object: KubeObject, cache: Cache): readonly string[] {
  const pod = object as unknown as Pod;
  const claims = claimsOf(pod);
  if (claims.length === 0 || (pod.spec.nodeName ?? "") !== "") return [];
  const scheduled = pod.status.conditions?.find(({ type }) => type === "PodScheduled");
  if (scheduled?.status !== "False") return [];
  const names = new Set(claims.map(({ name }) => name));
  return waitingClaims(cache, ({ metadata }) => {
    return metadata.namespace === pod.metadata.namespace && names.has(metadata.name);
  });
}

function waitingClaims(
  cache: Cache,
  isMeant: (claim: PersistentVolumeClaim) => boolean,
): readonly string[] {
  return cache
    .list("PersistentVolumeClaim")
    .filter((claim) => claim.status.phase === "Pending" && isMeant(claim))
    .map((claim) => claimKey(keyOf(claim)));
}
