/** Keys of the claims that a pod uses. */
import { keyFor, type ObjectKey } from "../api/object.ts";
import type { Pod } from "../api/types.generated.ts";
import { claimsOf } from "../volume/pod-claim.ts";

const NONE: readonly ObjectKey[] = [];

/** All of them, those that its ephemeral volumes will have included. */
export function claimKeysOf(pod: Pod): readonly ObjectKey[] {
  const claims = claimsOf(pod);
  if (claims.length === 0) return NONE;
  return claims.map(({ name }) => keyFor(pod.metadata.namespace, name));
}

/** Those that the pod names itself. */
export function namedClaimKeysOf(pod: Pod): readonly ObjectKey[] {
  const named = claimsOf(pod).filter(({ isEphemeral }) => !isEphemeral);
  return named.map(({ name }) => keyFor(pod.metadata.namespace, name));
}
