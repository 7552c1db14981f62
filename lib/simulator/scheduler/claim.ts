/** The claims that a pod's volumes name, those that its ephemeral volumes will have included. */
import { keyFor, type ObjectKey } from "../api/object.ts";
import type { Pod } from "../api/types.generated.ts";

export function claimKeysOf({ metadata, spec }: Pod): readonly ObjectKey[] {
  return (spec.volumes ?? []).flatMap(({ ephemeral, name, persistentVolumeClaim }) => {
    if (persistentVolumeClaim !== undefined)
      return [keyFor(metadata.namespace, persistentVolumeClaim.claimName)];
    return ephemeral === undefined ? [] : [keyFor(metadata.namespace, `${metadata.name}-${name}`)];
  });
}

/** Those that the pod names itself. */
export function namedClaimKeysOf({ metadata, spec }: Pod): readonly ObjectKey[] {
  return (spec.volumes ?? []).flatMap(({ persistentVolumeClaim: claim }) =>
    claim === undefined ? [] : [keyFor(metadata.namespace, claim.claimName)],
  );
}
