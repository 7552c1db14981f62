/**
 * One volume: free, bound, or left behind by its claim, and then kept, emptied or deleted.
 *
 * Not simulated: the pod that empties a recycled volume.
 */
import { isBeingDeleted, keyOf } from "../../api/object.ts";
import type { PersistentVolume, PersistentVolumeClaim } from "../../api/types.generated.ts";
import { PROVISIONED_BY } from "../../volume/annotation.ts";
import { modeOf } from "../../volume/match.ts";
import type { ControllerContext } from "../controller.ts";
import { setPhase, unbind } from "./binding.ts";

export function syncVolume(volume: PersistentVolume, context: ControllerContext): void {
  const { claimRef } = volume.spec;
  if (claimRef === undefined || (claimRef.uid ?? "") === "") {
    setPhase(volume, "Available", "", context);
    return;
  }
  const key = `${claimRef.namespace ?? ""}/${claimRef.name ?? ""}`;
  const claim = context.cache.get("PersistentVolumeClaim", key);
  if (claim === undefined || claim.metadata.uid !== claimRef.uid) {
    release(volume, context);
  } else if ((claim.spec.volumeName ?? "") === "") noteMode(volume, claim, context);
  else if (claim.spec.volumeName === volume.metadata.name) setPhase(volume, "Bound", "", context);
  else if (isProvisioned(volume) && volume.spec.persistentVolumeReclaimPolicy === "Delete") {
    release(volume, context);
  } else unbind(volume, context);
}

function isProvisioned({ metadata }: PersistentVolume): boolean {
  return metadata.annotations?.[PROVISIONED_BY] !== undefined;
}

function noteMode(
  volume: PersistentVolume,
  claim: PersistentVolumeClaim,
  { event }: ControllerContext,
): void {
  if (modeOf(volume) === modeOf(claim)) return;
  const [mine, its] = [volume.metadata.name, claim.metadata.name];
  const toVolume = `Cannot bind PersistentVolume to requested PersistentVolumeClaim "${its}" due to incompatible volumeMode.`;
  event(volume, "Warning", "VolumeMismatch", toVolume);
  const toClaim = `Cannot bind PersistentVolume "${mine}" to requested PersistentVolumeClaim due to incompatible volumeMode.`;
  event(claim, "Warning", "VolumeMismatch", toClaim);
}

/** A failure stays to be seen. */
function release(volume: PersistentVolume, context: ControllerContext): void {
  const { phase } = volume.status;
  const isTold = phase === "Released" || phase === "Failed";
  const released = isTold ? volume : setPhase(volume, "Released", "", context);
  switch (released.spec.persistentVolumeReclaimPolicy) {
    case "Recycle":
      recycle(released, context);
      break;
    case "Delete":
      remove(released, context);
      break;
    default:
  }
}

function recycle(volume: PersistentVolume, context: ControllerContext): void {
  const { hostPath, nfs } = volume.spec;
  if (hostPath === undefined && nfs === undefined) {
    fail(volume, "VolumeFailedRecycle", "No recycler plugin found for the volume!", context);
    return;
  }
  context.event(volume, "Normal", "VolumeRecycled", "Volume recycled");
  unbind(volume, context);
}

/** What a provisioner outside has made it also removes. */
function remove(volume: PersistentVolume, context: ControllerContext): void {
  if (isProvisioned(volume) || isBeingDeleted(volume)) return;
  const { hostPath } = volume.spec;
  const { name } = volume.metadata;
  if (hostPath === undefined) {
    const why = `error getting deleter volume plugin for volume "${name}": no deletable volume plugin matched`;
    fail(volume, "VolumeFailedDelete", why, context);
  } else if (!/^\/tmp\/.+/.test(hostPath.path)) {
    const why = `host_path deleter only supports /tmp/.+ but received provided ${hostPath.path}`;
    fail(volume, "VolumeFailedDelete", why, context);
  } else context.api.delete("PersistentVolume", keyOf(volume));
}

function fail(
  volume: PersistentVolume,
  reason: string,
  message: string,
  context: ControllerContext,
): void {
  if (volume.status.phase === "Failed") return;
  setPhase(volume, "Failed", message, context);
  context.event(volume, "Warning", reason, message);
}
