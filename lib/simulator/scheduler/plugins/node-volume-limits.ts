/**
 * A node takes no more volumes of a CSI driver than the driver said on it.
 * https://kubernetes.io/docs/concepts/storage/storage-limits/
 *
 * Not simulated: volumes that are attached to a node without a pod there.
 */
import type { Pod } from "../../api/types.generated.ts";
import type { Cache } from "../../informers/cache.ts";
import { claimKeysOf } from "../claim.ts";
import type { Refusal, SchedulerPlugin } from "../plugin.ts";

const NAME = "NodeVolumeLimits";
const FULL: Refusal = { reasons: ["node(s) exceed max volume count"], unresolvable: false };

export const nodeVolumeLimits: SchedulerPlugin = {
  name: NAME,

  preFilter(pod, { cache }, state) {
    if (csiVolumesOf(pod, cache).size === 0) return "skip";
    state.set(NAME, cache);
    return undefined;
  },

  filter(pod, { node, pods }, state) {
    const cache = state.get(NAME) as Cache;
    const drivers = cache.get("CSINode", node.metadata.name)?.spec.drivers ?? [];
    const limits = new Map(drivers.map(({ name, allocatable }) => [name, allocatable?.count]));
    const wanted = csiVolumesOf(pod, cache);
    const attached = new Map<string, string>();
    for (const other of pods) {
      for (const [volume, driver] of csiVolumesOf(other, cache)) attached.set(volume, driver);
    }
    const added = new Map<string, number>();
    for (const [volume, driver] of wanted) {
      if (!attached.has(volume)) added.set(driver, (added.get(driver) ?? 0) + 1);
    }
    for (const [driver, count] of added) {
      const limit = limits.get(driver);
      const used = [...attached.values()].filter((name) => name === driver).length;
      if (limit !== undefined && used + count > limit) return FULL;
    }
    return undefined;
  },

  wakes: (_pod, change) =>
    change.kind === "PodGone" ||
    change.kind === "Storage" ||
    (change.kind === "Node" && change.before === undefined),
};

/** Volume → its driver. */
function csiVolumesOf(pod: Pod, cache: Cache): ReadonlyMap<string, string> {
  const volumes = new Map<string, string>();
  for (const key of claimKeysOf(pod)) {
    const claim = cache.get("PersistentVolumeClaim", key);
    if (claim === undefined) continue;
    const { storageClassName = "", volumeName = "" } = claim.spec;
    if (volumeName === "") {
      // Not bound yet: it will be one of the class's driver.
      const driver = cache.get("StorageClass", storageClassName)?.provisioner;
      if (driver !== undefined) volumes.set(`claim ${key}`, driver);
      continue;
    }
    const csi = cache.get("PersistentVolume", volumeName)?.spec.csi;
    if (csi !== undefined) volumes.set(`${csi.driver}/${csi.volumeHandle}`, csi.driver);
  }
  return volumes;
}
