/** One claim: finds it a volume, asks for one to be made, or says what it waits for. */
import { sameJson } from "../../api/json.ts";
import { keyOf } from "../../api/object.ts";
import type {
  PersistentVolume,
  PersistentVolumeClaim,
  StorageClass,
} from "../../api/types.generated.ts";
import { classNameOf, defaultClassOf } from "../../apiserver/storage/default-class.ts";
import {
  BIND_COMPLETED,
  OLD_PROVISIONER,
  PROVISIONER,
  SELECTED_NODE,
} from "../../volume/annotation.ts";
import { hasAccessModes, isReservedFor, misfit, smallestMatch } from "../../volume/match.ts";
import { claimsOf } from "../../volume/pod-claim.ts";
import type { ControllerContext } from "../controller.ts";
import { bind, markLost, markPending } from "./binding.ts";

export function syncClaim(claim: PersistentVolumeClaim, context: ControllerContext): void {
  if (claim.metadata.annotations?.[BIND_COMPLETED] !== undefined) syncBound(claim, context);
  else syncUnbound(claim, context);
}

function syncUnbound(claim: PersistentVolumeClaim, context: ControllerContext): void {
  const { volumeName = "" } = claim.spec;
  if (volumeName !== "") {
    askForVolume(claim, context.cache.get("PersistentVolume", volumeName), context);
    return;
  }
  const storageClass = context.cache.get("StorageClass", classNameOf(claim) ?? "");
  const isDelayed = storageClass?.volumeBindingMode === "WaitForFirstConsumer";
  const volume = bestMatch(claim, isDelayed, context);
  if (volume !== undefined) {
    bind(volume, claim, context);
    return;
  }
  if (takesDefaultClass(claim, context)) return;
  const hasNode = claim.metadata.annotations?.[SELECTED_NODE] !== undefined;
  if (isDelayed && !hasNode) noteConsumer(claim, context);
  else if ((classNameOf(claim) ?? "") !== "") {
    provision(claim, storageClass, context);
    return;
  } else {
    const why = "no persistent volumes available for this claim and no storage class is set";
    context.event(claim, "Normal", "FailedBinding", why);
  }
  markPending(claim, context);
}

/** Volumes with fewer access modes first, so that none is spent on who needs less. */
function bestMatch(
  claim: PersistentVolumeClaim,
  isDelayed: boolean,
  { cache }: ControllerContext,
): PersistentVolume | undefined {
  const groups = new Map<string, PersistentVolume[]>();
  const sorted = [...cache.list("PersistentVolume")].sort((a, b) =>
    a.metadata.name < b.metadata.name ? -1 : 1,
  );
  for (const volume of sorted) {
    if (!hasAccessModes(volume, claim.spec.accessModes)) continue;
    const modes = [...(volume.spec.accessModes ?? [])].sort().join(",");
    const group = groups.get(modes);
    if (group === undefined) groups.set(modes, [volume]);
    else group.push(volume);
  }
  const count = (modes: string) => modes.split(",").length;
  const order = [...groups].sort(([a], [b]) => count(a) - count(b));
  for (const [, volumes] of order) {
    const found = smallestMatch(claim, volumes, { isDelayed });
    if (found !== undefined) return found;
  }
  return undefined;
}

function askForVolume(
  claim: PersistentVolumeClaim,
  volume: PersistentVolume | undefined,
  context: ControllerContext,
): void {
  if (volume === undefined) {
    markPending(claim, context);
    return;
  }
  const { claimRef } = volume.spec;
  if (claimRef !== undefined && isReservedFor(volume, claim)) {
    bind(volume, claim, context);
    return;
  }
  const { name } = volume.metadata;
  if (claimRef !== undefined) {
    const why = `volume "${name}" already bound to a different claim.`;
    context.event(claim, "Warning", "FailedBinding", why);
    markPending(claim, context);
    return;
  }
  const why = misfit(volume, claim);
  if (why === undefined) bind(volume, claim, context);
  else {
    const message = `Cannot bind to requested volume "${name}": ${why}`;
    context.event(claim, "Warning", "VolumeMismatch", message);
    markPending(claim, context);
  }
}

/** A claim from before there was a default class gets it now. */
function takesDefaultClass(claim: PersistentVolumeClaim, context: ControllerContext): boolean {
  if (classNameOf(claim) !== undefined) return false;
  const name = defaultClassOf(context.cache.list("StorageClass"))?.metadata.name;
  if (name === undefined) return false;
  const spec = { ...claim.spec, storageClassName: name };
  context.api.update<"PersistentVolumeClaim">({ ...claim, spec });
  return true;
}

function noteConsumer(claim: PersistentVolumeClaim, { cache, event }: ControllerContext): void {
  const pods = cache
    .list("Pod", claim.metadata.namespace ?? "")
    .filter((pod) => (pod.spec.nodeName ?? "") === "" && uses(claimsOf(pod), claim))
    .map(({ metadata }) => metadata.name);
  if (pods.length === 0) {
    const message = "waiting for first consumer to be created before binding";
    event(claim, "Normal", "WaitForFirstConsumer", message);
    return;
  }
  const who = pods.length > 1 ? `pods ${pods.join(",")}` : `pod ${pods[0]}`;
  event(claim, "Normal", "WaitForPodScheduled", `waiting for ${who} to be scheduled`);
}

function uses(claims: ReturnType<typeof claimsOf>, { metadata }: PersistentVolumeClaim): boolean {
  return claims.some(({ name }) => name === metadata.name);
}

function provision(
  claim: PersistentVolumeClaim,
  storageClass: StorageClass | undefined,
  { api, cache, event }: ControllerContext,
): void {
  if (storageClass === undefined) {
    const why = `storageclass.storage.k8s.io "${classNameOf(claim)}" not found`;
    event(claim, "Warning", "ProvisioningFailed", why);
    return;
  }
  const { provisioner } = storageClass;
  if (provisioner.startsWith("kubernetes.io/")) {
    const why = `no volume plugin matched name: ${provisioner}`;
    event(claim, "Warning", "ProvisioningFailed", why);
    return;
  }
  const asked = { [OLD_PROVISIONER]: provisioner, [PROVISIONER]: provisioner };
  const annotations = { ...claim.metadata.annotations, ...asked };
  if (!sameJson(annotations, claim.metadata.annotations)) {
    api.update<"PersistentVolumeClaim">({
      ...claim,
      metadata: { ...claim.metadata, annotations },
    });
  }
  const current = cache.get("PersistentVolumeClaim", keyOf(claim)) ?? claim;
  const message = `Waiting for a volume to be created either by the external provisioner '${provisioner}' or manually by the system administrator. If volume creation is delayed, please verify that the provisioner is running and correctly registered.`;
  event(current, "Normal", "ExternalProvisioning", message);
}

function syncBound(claim: PersistentVolumeClaim, context: ControllerContext): void {
  const { volumeName = "" } = claim.spec;
  if (volumeName === "") {
    const why = "Bound claim has lost reference to PersistentVolume. Data on the volume is lost!";
    markLost(claim, "ClaimLost", why, context);
    return;
  }
  const volume = context.cache.get("PersistentVolume", volumeName);
  if (volume === undefined) {
    const why = "Bound claim has lost its PersistentVolume. Data on the volume is lost!";
    markLost(claim, "ClaimLost", why, context);
    return;
  }
  const { claimRef } = volume.spec;
  if (claimRef === undefined || claimRef.uid === claim.metadata.uid) {
    bind(volume, claim, context);
    return;
  }
  const why = "Two claims are bound to the same volume, this one is bound incorrectly";
  markLost(claim, "ClaimMisbound", why, context);
}
