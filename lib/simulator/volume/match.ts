/**
 * Which volume fits a claim: class, size, modes, labels, node; of several the smallest.
 * https://kubernetes.io/docs/concepts/storage/persistent-volumes/#binding
 */
import { matchesSelector } from "../api/label.ts";
import { matchesNodeSelector } from "../api/node-selector.ts";
import { compareQuantities } from "../api/quantity.ts";
import type { Node, PersistentVolume, PersistentVolumeClaim } from "../api/types.generated.ts";
import { classNameOf } from "../apiserver/storage/default-class.ts";

/** The volume names the claim; perhaps before the claim came, then without its uid. */
export function isReservedFor(
  { spec }: PersistentVolume,
  { metadata }: PersistentVolumeClaim,
): boolean {
  const { claimRef } = spec;
  if (claimRef?.name !== metadata.name || claimRef.namespace !== metadata.namespace) return false;
  return (claimRef.uid ?? "") === "" || claimRef.uid === metadata.uid;
}

export type MatchOptions = {
  /** Only volumes that can be had there. */
  readonly node?: Node;
  /** Names of volumes that are promised to another claim already. */
  readonly taken?: ReadonlySet<string>;
  /** Without a node only reserved volumes are given. */
  readonly isDelayed: boolean;
};

export function smallestMatch(
  claim: PersistentVolumeClaim,
  volumes: readonly PersistentVolume[],
  { isDelayed, node, taken }: MatchOptions,
): PersistentVolume | undefined {
  const { spec } = claim;
  const size = spec.resources?.requests?.storage;
  const wantedClass = classNameOf(claim) ?? "";
  let best: PersistentVolume | undefined;
  for (const volume of volumes) {
    if (taken?.has(volume.metadata.name)) continue;
    const { claimRef } = volume.spec;
    if (claimRef !== undefined && !isReservedFor(volume, claim)) continue;
    if (!fitsModes(volume, claim) || isSmaller(volume, size)) continue;
    if (volume.metadata.deletionTimestamp !== undefined) continue;
    if (node !== undefined && !isReachable(volume, node)) continue;
    if (claimRef !== undefined) return volume;
    if (node === undefined && isDelayed) continue;
    if (volume.status.phase !== "Available") continue;
    if (spec.selector !== undefined && !matchesSelector(spec.selector, volume.metadata.labels)) {
      continue;
    }
    if ((classNameOf(volume) ?? "") !== wantedClass) continue;
    if (best === undefined || isSmaller(volume, best.spec.capacity?.storage)) best = volume;
  }
  return best;
}

function isSmaller({ spec }: PersistentVolume, size: string | undefined): boolean {
  return compareQuantities(spec.capacity?.storage, size) < 0;
}

/** Access modes, volume mode and attributes. */
function fitsModes(volume: PersistentVolume, { spec }: PersistentVolumeClaim): boolean {
  return (
    hasAccessModes(volume, spec.accessModes) &&
    modeOf(volume) === modeOf({ spec }) &&
    (spec.volumeAttributesClassName ?? "") === (volume.spec.volumeAttributesClassName ?? "")
  );
}

type Moded = { readonly spec: { readonly volumeMode?: string | undefined } };

export function modeOf({ spec }: Moded): string {
  return spec.volumeMode ?? "Filesystem";
}

export function hasAccessModes(
  { spec }: PersistentVolume,
  wanted: readonly string[] | undefined,
): boolean {
  const modes: readonly string[] = spec.accessModes ?? [];
  return (wanted ?? []).every((mode) => modes.includes(mode));
}

export function isReachable({ spec }: PersistentVolume, node: Node): boolean {
  const selector = spec.nodeAffinity?.required;
  return selector === undefined || matchesNodeSelector(selector, node);
}

/** Why a volume that the claim asks for by name cannot be had; undefined when it can. */
export function misfit(volume: PersistentVolume, claim: PersistentVolumeClaim): string | undefined {
  const { metadata } = volume;
  if (metadata.deletionTimestamp !== undefined) {
    return `the volume is marked for deletion "${metadata.name}"`;
  }
  if (isSmaller(volume, claim.spec.resources?.requests?.storage)) {
    return "requested PV is too small";
  }
  if ((classNameOf(volume) ?? "") !== (classNameOf(claim) ?? "")) {
    return "storageClassName does not match";
  }
  const attributes = [volume, claim].map(({ spec }) => spec.volumeAttributesClassName ?? "");
  if (attributes[0] !== attributes[1]) return "volumeAttributesClassName does not match";
  if (modeOf(volume) !== modeOf(claim)) return "incompatible volumeMode";
  if (!hasAccessModes(volume, claim.spec.accessModes)) return "incompatible accessMode";
  return undefined;
}
