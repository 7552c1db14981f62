/**
 * A claim with ReadWriteOncePod is for one pod at a time, wherever it runs.
 *
 * Not simulated: disks of single clouds that only one node may mount.
 */
import { keyFor } from "../../api/object.ts";
import type { Pod } from "../../api/types.generated.ts";
import { claimsOf } from "../../volume/pod-claim.ts";
import type { SchedulerPlugin } from "../plugin.ts";

const NAME = "VolumeRestrictions";
const REFUSAL = {
  reasons: [
    "node(s) unavailable due to PersistentVolumeClaim with ReadWriteOncePod access mode already in-use by another pod",
  ],
  unresolvable: false,
};

export const volumeRestrictions: SchedulerPlugin = {
  name: NAME,

  preFilter(pod, { cache, nodes }, state) {
    if (cache === undefined) return "skip";
    const alone = claimsOf(pod).filter(({ name }) => {
      const claim = cache.get("PersistentVolumeClaim", keyFor(pod.metadata.namespace, name));
      return claim?.spec.accessModes?.includes("ReadWriteOncePod");
    });
    if (alone.length === 0) return "skip";
    const names = new Set(alone.map(({ name }) => name));
    const isUsing = (other: Pod) =>
      other.metadata.namespace === pod.metadata.namespace &&
      claimsOf(other).some(({ name }) => names.has(name));
    state.set(
      NAME,
      nodes.some((node) => node.pods.some(isUsing)),
    );
    return undefined;
  },

  // Every node is refused: the other pod holds the claim wherever it runs.
  filter: (_pod, _node, state) => (state.get(NAME) === true ? REFUSAL : undefined),
};
