/** The four writes of a binding, each left out when it is done already, and what undoes them. */
import { sameJson } from "../../api/json.ts";
import { formatTime } from "../../api/time.ts";
import type { PersistentVolume, PersistentVolumeClaim } from "../../api/types.generated.ts";
import { BIND_COMPLETED, BOUND_BY_CONTROLLER } from "../../volume/annotation.ts";
import { boundTo } from "../../volume/bound.ts";
import type { ControllerContext } from "../controller.ts";

export function bind(
  volume: PersistentVolume,
  claim: PersistentVolumeClaim,
  context: ControllerContext,
): void {
  const wanted = boundTo(volume, claim);
  const bound = wanted === volume ? volume : context.api.update<"PersistentVolume">(wanted);
  setPhase(bound, "Bound", "", context);
  const named = withVolume(claim, bound, context);
  const { accessModes, capacity } = bound.spec;
  const modes = accessModes === undefined ? {} : { accessModes };
  // The size that is told is the one at the time of binding; afterwards others keep it.
  const size = named.status.phase === "Bound" ? named.status.capacity : capacity;
  const status = {
    ...named.status,
    ...modes,
    ...(size === undefined ? {} : { capacity: size }),
    phase: "Bound" as const,
  };
  if (!sameJson(status, named.status)) {
    context.api.updateStatus<"PersistentVolumeClaim">({ ...named, status });
  }
}

function withVolume(
  claim: PersistentVolumeClaim,
  { metadata }: PersistentVolume,
  { api }: ControllerContext,
): PersistentVolumeClaim {
  const isNew = claim.spec.volumeName !== metadata.name;
  const annotations = {
    ...claim.metadata.annotations,
    ...(isNew ? { [BOUND_BY_CONTROLLER]: "yes" } : {}),
    [BIND_COMPLETED]: "yes",
  };
  if (!isNew && sameJson(annotations, claim.metadata.annotations)) return claim;
  return api.update<"PersistentVolumeClaim">({
    ...claim,
    metadata: { ...claim.metadata, annotations },
    spec: { ...claim.spec, volumeName: metadata.name },
  });
}

/** Gives a volume back to everybody, or to the claim that a person has reserved it for. */
export function unbind(volume: PersistentVolume, context: ControllerContext): void {
  const { claimRef, ...spec } = volume.spec;
  const { [BOUND_BY_CONTROLLER]: isOurs, ...annotations } = volume.metadata.annotations ?? {};
  const { uid: _uid, resourceVersion: _version, ...reserved } = claimRef ?? {};
  const freed = context.api.update<"PersistentVolume">({
    ...volume,
    metadata: { ...volume.metadata, annotations },
    spec: isOurs === undefined ? { ...spec, claimRef: reserved } : spec,
  });
  setPhase(freed, "Available", "", context);
}

type Phase = NonNullable<PersistentVolume["status"]["phase"]>;

export function setPhase(
  volume: PersistentVolume,
  phase: Phase,
  message: string,
  { api, nowMs }: ControllerContext,
): PersistentVolume {
  if (volume.status.phase === phase) return volume;
  const { message: _old, ...kept } = volume.status;
  const status = {
    ...kept,
    ...(message === "" ? {} : { message }),
    lastPhaseTransitionTime: formatTime(nowMs),
    phase,
  };
  return api.updateStatus<"PersistentVolume">({ ...volume, status });
}

export function markPending(claim: PersistentVolumeClaim, { api }: ControllerContext): void {
  const { accessModes: _modes, capacity: _size, ...rest } = claim.status;
  const status = { ...rest, phase: "Pending" as const };
  if (sameJson(status, claim.status)) return;
  api.updateStatus<"PersistentVolumeClaim">({ ...claim, status });
}

export function markLost(
  claim: PersistentVolumeClaim,
  reason: string,
  message: string,
  { api, event }: ControllerContext,
): void {
  if (claim.status.phase === "Lost") return;
  const { accessModes: _modes, capacity: _size, ...rest } = claim.status;
  const status = { ...rest, phase: "Lost" as const };
  api.updateStatus<"PersistentVolumeClaim">({ ...claim, status });
  event(claim, "Warning", reason, message);
}
