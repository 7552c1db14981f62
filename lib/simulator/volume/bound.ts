/** A volume as it looks once it belongs to a claim. */
import type { PersistentVolume, PersistentVolumeClaim } from "../api/types.generated.ts";
import { BOUND_BY_CONTROLLER } from "./annotation.ts";
import { isReservedFor } from "./match.ts";

/** The volume itself when it names the claim in full already. */
export function boundTo(volume: PersistentVolume, claim: PersistentVolumeClaim): PersistentVolume {
  const { claimRef } = volume.spec;
  const { name, namespace, resourceVersion, uid } = claim.metadata;
  const isReserved = isReservedFor(volume, claim);
  if (isReserved && claimRef?.uid === uid) return volume;
  const reference = {
    apiVersion: "v1",
    kind: "PersistentVolumeClaim",
    name,
    namespace,
    resourceVersion,
    uid,
  };
  // What a person has reserved is not given back to everybody when the claim goes.
  const annotations = isReserved
    ? {}
    : { annotations: { ...volume.metadata.annotations, [BOUND_BY_CONTROLLER]: "yes" } };
  return {
    ...volume,
    metadata: { ...volume.metadata, ...annotations },
    spec: { ...volume.spec, claimRef: reference },
  };
}
