/** Which claims a pod uses: those it names and those that are made for it alone. */
import type { PersistentVolumeClaim, Pod, Volume } from "../api/types.generated.ts";

export type PodClaim = {
  readonly name: string;
  /** Made for the pod from a template in its spec. */
  readonly isEphemeral: boolean;
};

const NONE: readonly PodClaim[] = [];
const cache = new WeakMap<readonly Volume[], readonly PodClaim[]>();

export function claimsOf({ metadata, spec }: Pod): readonly PodClaim[] {
  const { volumes } = spec;
  if (volumes === undefined) return NONE;
  const known = cache.get(volumes);
  if (known !== undefined) return known;
  const claims = volumes.flatMap((volume): readonly PodClaim[] => {
    if (volume.persistentVolumeClaim !== undefined) {
      return [{ name: volume.persistentVolumeClaim.claimName, isEphemeral: false }];
    }
    if (volume.ephemeral === undefined) return NONE;
    return [{ name: `${metadata.name}-${volume.name}`, isEphemeral: true }];
  });
  const found = claims.length === 0 ? NONE : claims;
  cache.set(volumes, found);
  return found;
}

export function usesClaim(pod: Pod, claim: PersistentVolumeClaim): boolean {
  if (pod.metadata.namespace !== claim.metadata.namespace) return false;
  return claimsOf(pod).some(
    ({ isEphemeral, name }) =>
      name === claim.metadata.name && (!isEphemeral || isOwnedBy(claim, pod)),
  );
}

export function isOwnedBy({ metadata }: PersistentVolumeClaim, pod: Pod): boolean {
  const owners = metadata.ownerReferences ?? [];
  return owners.some(({ controller, uid }) => controller === true && uid === pod.metadata.uid);
}
