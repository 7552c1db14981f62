/**
 * Disks that only one pod may use: claims of access mode ReadWriteOncePod in the whole cluster, and
 * the old disk volumes on each node.
 */
import { keyFor, splitKey } from "../../api/object.ts";
import type { Pod, Volume } from "../../api/types.generated.ts";
import { namedClaimKeysOf } from "../claim.ts";
import type { Refusal, SchedulerPlugin } from "../plugin.ts";

const NAME = "VolumeRestrictions";
const IN_USE: Refusal = {
  reasons: [
    "node(s) unavailable due to PersistentVolumeClaim with ReadWriteOncePod access mode already in-use by another pod",
  ],
  unresolvable: false,
};
const NO_DISK: Refusal = { reasons: ["node(s) had no available disk"], unresolvable: false };

/** Claims for one pod alone, and how many of them others use. */
type State = { readonly claims: ReadonlySet<string>; conflicts: number };

export const volumeRestrictions: SchedulerPlugin = {
  name: NAME,

  preFilter(pod, { index, cache }, state) {
    const claims = new Set<string>();
    for (const key of namedClaimKeysOf(pod)) {
      const claim = cache.get("PersistentVolumeClaim", key);
      if (claim === undefined) {
        const { name } = splitKey(key);
        const reasons = [`persistentvolumeclaim ${JSON.stringify(name)} not found`];
        return { reasons, unresolvable: true };
      }
      if (claim.spec.accessModes?.includes("ReadWriteOncePod") === true) claims.add(key);
    }
    if (claims.size === 0 && !disksOf(pod).some(isRestricted)) return "skip";
    let conflicts = 0;
    for (const key of claims) {
      const users = index.counter(`claim ${key}`, (other) => namedClaimKeysOf(other).includes(key));
      if (!users.isEmpty) conflicts += 1;
    }
    state.set(NAME, { claims, conflicts } satisfies State);
    return undefined;
  },

  filter(pod, { pods }, state) {
    const disks = disksOf(pod).filter(isRestricted);
    const clashes = (other: Pod): boolean =>
      disksOf(other).some((theirs) => disks.some((ours) => clash(ours, theirs)));
    if (disks.length > 0 && pods.some(clashes)) return NO_DISK;
    return (state.get(NAME) as State).conflicts > 0 ? IN_USE : undefined;
  },

  recount({ other, state }, by) {
    const kept = state.get(NAME) as State;
    for (const key of namedClaimKeysOf(other)) if (kept.claims.has(key)) kept.conflicts += by;
  },

  wakes(pod, change) {
    if (change.kind === "Storage") return true;
    if (change.kind !== "PodGone") return change.kind === "Node" && change.before === undefined;
    const { namespace } = pod.metadata;
    const theirs = new Set(namedClaimKeysOf(change.pod));
    return (
      disksOf(pod).some(isRestricted) ||
      (pod.spec.volumes ?? []).some((volume) =>
        theirs.has(keyFor(namespace, volume.persistentVolumeClaim?.claimName ?? "")),
      )
    );
  },
};

function disksOf({ spec }: Pod): readonly Volume[] {
  return spec.volumes ?? [];
}

function isRestricted(volume: Volume): boolean {
  const { awsElasticBlockStore, gcePersistentDisk, iscsi, rbd } = volume;
  return [awsElasticBlockStore, gcePersistentDisk, iscsi, rbd].some((disk) => disk !== undefined);
}

function clash(a: Volume, b: Volume): boolean {
  const share = (one?: { readOnly?: boolean | undefined }, two?: typeof one): boolean =>
    one?.readOnly === true && two?.readOnly === true;
  if (a.gcePersistentDisk !== undefined && b.gcePersistentDisk !== undefined) {
    if (share(a.gcePersistentDisk, b.gcePersistentDisk)) return false;
    return a.gcePersistentDisk.pdName === b.gcePersistentDisk.pdName;
  }
  if (a.awsElasticBlockStore !== undefined && b.awsElasticBlockStore !== undefined)
    return a.awsElasticBlockStore.volumeID === b.awsElasticBlockStore.volumeID;
  if (a.iscsi !== undefined && b.iscsi !== undefined)
    return !share(a.iscsi, b.iscsi) && a.iscsi.iqn === b.iscsi.iqn;
  if (a.rbd === undefined || b.rbd === undefined || share(a.rbd, b.rbd)) return false;
  const { image, monitors, pool } = b.rbd;
  const isSame = a.rbd.image === image && a.rbd.pool === pool;
  return isSame && a.rbd.monitors.some((monitor) => monitors.includes(monitor));
}
