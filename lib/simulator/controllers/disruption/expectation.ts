/** How many pods a budget expects, by the sizes of what owns them, and how many must be healthy. */
import { percentOf } from "../../api/int-or-string.ts";
import { controllerOf, type KubeObject, keyFor } from "../../api/object.ts";
import type { Pod, PodDisruptionBudget } from "../../api/types.generated.ts";
import type { Cache } from "../../informers/cache.ts";

export type Expectation =
  | {
      readonly expected: number;
      readonly desired: number;
      /** There are pods that nobody keeps up, where their owners' sizes are asked for. */
      readonly unmanaged: boolean;
    }
  | { readonly error: string };

type Scale = { readonly size: number; readonly unmanaged: boolean } | { readonly error: string };

export function expectationOf(
  { spec }: PodDisruptionBudget,
  pods: readonly Pod[],
  cache: Cache,
): Expectation {
  const { maxUnavailable, minAvailable } = spec;
  if (maxUnavailable === undefined && typeof minAvailable === "number")
    return { expected: pods.length, desired: minAvailable, unmanaged: false };
  const scale = scaleOf(pods, cache);
  if ("error" in scale) return scale;
  const { size, unmanaged } = scale;
  if (maxUnavailable !== undefined) {
    const desired = Math.max(0, size - shareOf(maxUnavailable, size));
    return { expected: size, desired, unmanaged };
  }
  const desired = minAvailable === undefined ? 0 : shareOf(minAvailable, size);
  return { expected: minAvailable === undefined ? 0 : size, desired, unmanaged };
}

function shareOf(value: number | string, size: number): number {
  return typeof value === "number" ? value : Math.ceil(((percentOf(value) ?? 0) * size) / 100);
}

/** The sum of the sizes of all owners, each counted once. */
function scaleOf(pods: readonly Pod[], cache: Cache): Scale {
  const sizes = new Map<string, number>();
  let unmanaged = false;
  for (const pod of pods) {
    const owner = controllerOf(pod);
    if (owner === undefined) {
      unmanaged = true;
      continue;
    }
    const found = sizedOwner(pod, cache);
    if (found === undefined)
      return { error: `found no controllers for pod "${pod.metadata.name}"` };
    if ("error" in found) return found;
    sizes.set(found.uid, found.size);
  }
  let size = 0;
  for (const one of sizes.values()) size += one;
  return { size, unmanaged };
}

type Sized = { readonly uid: string; readonly size: number } | { readonly error: string };

const SCALABLE = ["ReplicationController", "ReplicaSet", "StatefulSet"];

function sizedOwner(pod: Pod, cache: Cache): Sized | undefined {
  const { namespace } = pod.metadata;
  const owner = controllerOf(pod);
  if (owner === undefined) return undefined;
  if (!SCALABLE.includes(owner.kind)) {
    const [group = ""] = owner.apiVersion.includes("/") ? owner.apiVersion.split("/") : [];
    const resource = `${owner.kind.toLowerCase()}s${group === "" ? "" : `.${group}`}`;
    return { error: `${resource} does not implement the scale subresource` };
  }
  const set = cache.find(owner.kind, keyFor(namespace, owner.name));
  if (set === undefined || set.metadata.uid !== owner.uid) return undefined;
  const above = owner.kind === "ReplicaSet" ? controllerOf(set) : undefined;
  if (above?.kind === "Deployment") {
    const deployment = cache.find("Deployment", keyFor(namespace, above.name));
    if (deployment?.metadata.uid === above.uid && deployment !== undefined)
      return { uid: above.uid, size: replicasOf(deployment) };
  }
  return { uid: owner.uid, size: replicasOf(set) };
}

function replicasOf(object: KubeObject): number {
  return (object.spec as { readonly replicas?: number } | undefined)?.replicas ?? 1;
}
