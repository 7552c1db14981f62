/** A pod goes where its bound volumes can be had and where the others can be found or made. */
import { keyFor } from "../../api/object.ts";
import type { PersistentVolumeClaim, Pod } from "../../api/types.generated.ts";
import type { Cache } from "../../informers/cache.ts";
import { claimsOf, isOwnedBy } from "../../volume/pod-claim.ts";
import { nodeDiffers } from "../cluster-change.ts";
import type { CycleState, Refusal, SchedulerPlugin } from "../plugin.ts";
import { isDelayed, isFullyBound, planVolumes } from "../volume/plan.ts";

const NAME = "VolumeBinding";

type State = { readonly claims: readonly PersistentVolumeClaim[]; readonly cache: Cache };

export const volumeBinding: SchedulerPlugin = {
  name: NAME,

  preFilter(pod, { cache }, state) {
    if (claimsOf(pod).length === 0) return "skip";
    const claims: PersistentVolumeClaim[] = [];
    for (const { isEphemeral, name } of claimsOf(pod)) {
      const claim = cache.get("PersistentVolumeClaim", keyFor(pod.metadata.namespace, name));
      const fault = claimFault(pod, name, claim, isEphemeral);
      if (fault !== undefined) return refusal(fault);
      if (claim !== undefined) claims.push(claim);
    }
    if (claims.some((claim) => !isFullyBound(claim) && !isDelayed(claim, cache))) {
      return refusal("pod has unbound immediate PersistentVolumeClaims");
    }
    state.set(NAME, { claims, cache } satisfies State);
    return undefined;
  },

  filter(_pod, { node }, state: CycleState) {
    const { cache, claims } = state.get(NAME) as State;
    const { conflicts } = planVolumes(claims, node, cache);
    return conflicts.length === 0 ? undefined : { reasons: conflicts, unresolvable: true };
  },

  wakes: (_pod, change) => change.kind === "Storage" || nodeDiffers(change, "labels"),
};

function refusal(reason: string): Refusal {
  return { reasons: [reason], unresolvable: true };
}

function claimFault(
  pod: Pod,
  name: string,
  claim: PersistentVolumeClaim | undefined,
  isEphemeral: boolean,
): string | undefined {
  if (claim === undefined) {
    return isEphemeral
      ? `waiting for ephemeral volume controller to create the persistentvolumeclaim "${name}"`
      : `persistentvolumeclaim "${name}" not found`;
  }
  if (claim.status.phase === "Lost") {
    const volume = claim.spec.volumeName ?? "";
    return `persistentvolumeclaim "${name}" bound to non-existent persistentvolume "${volume}"`;
  }
  if (claim.metadata.deletionTimestamp !== undefined) {
    return `persistentvolumeclaim "${name}" is being deleted`;
  }
  if (!isEphemeral || isOwnedBy(claim, pod)) return undefined;
  const { namespace } = pod.metadata;
  const who = keyFor(namespace, pod.metadata.name);
  return `PVC ${keyFor(namespace, name)} was not created for pod ${who} (pod is not owner)`;
}
