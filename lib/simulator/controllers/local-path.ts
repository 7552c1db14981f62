/**
 * The provisioner `rancher.io/local-path`: makes a volume on the node that the scheduler has
 * chosen for a claim, and deletes it when it is released.
 * https://github.com/rancher/local-path-provisioner
 */
import { isBeingDeleted, type KubeObject, keyOf } from "../api/object.ts";
import { parseTime } from "../api/time.ts";
import type {
  PersistentVolume,
  PersistentVolumeClaim,
  StorageClass,
} from "../api/types.generated.ts";
import { PROVISIONED_BY, PROVISIONER, SELECTED_NODE } from "../volume/annotation.ts";
import type { Controller, ControllerContext, Reconciled } from "./controller.ts";

const NAME = "rancher.io/local-path";
const FOLDER = "/opt/local-path-provisioner";
/** How long removing a volume's folder takes. */
const REMOVAL_MS = 200;

export const localPathProvisioner: Controller = {
  name: NAME,
  for: "*",
  watches: [
    { kind: "PersistentVolumeClaim", keysFor: (object) => keysIf(isAsked(object), object) },
    { kind: "PersistentVolume", keysFor: (object) => keysIf(isLeft(object), object) },
  ],

  reconcile(key, context) {
    const [kind = "", objectKey = ""] = key.split(" ");
    const object = context.cache.find(kind, objectKey);
    if (object === undefined) return "done";
    if (kind === "PersistentVolumeClaim" && isAsked(object)) {
      provision(object as unknown as PersistentVolumeClaim, context);
    } else if (kind === "PersistentVolume" && isLeft(object)) {
      return remove(object as unknown as PersistentVolume, context);
    }
    return "done";
  },
};

function keysIf(isMeant: boolean, object: KubeObject): readonly string[] {
  return isMeant ? [`${object.kind} ${keyOf(object)}`] : [];
}

function isAsked(object: KubeObject): boolean {
  const { metadata, spec } = object as unknown as PersistentVolumeClaim;
  if (isBeingDeleted(object) || (spec.volumeName ?? "") !== "") return false;
  return metadata.annotations?.[PROVISIONER] === NAME && spec.storageClassName !== undefined;
}

function isLeft(object: KubeObject): boolean {
  const { metadata, spec, status } = object as unknown as PersistentVolume;
  if (status.phase !== "Released" || spec.persistentVolumeReclaimPolicy !== "Delete") return false;
  return metadata.annotations?.[PROVISIONED_BY] === NAME && !isBeingDeleted(object);
}

function provision(claim: PersistentVolumeClaim, { api, cache, event }: ControllerContext): void {
  const storageClass = cache.get("StorageClass", claim.spec.storageClassName ?? "");
  if (storageClass === undefined) return;
  const node = claim.metadata.annotations?.[SELECTED_NODE];
  if (node === undefined && storageClass.volumeBindingMode === "WaitForFirstConsumer") return;
  const volume = volumeFor(claim, storageClass, node ?? "");
  const { name = "" } = volume.metadata;
  if (cache.get("PersistentVolume", name) !== undefined) return;
  const begun = `External provisioner is provisioning volume for claim "${keyOf(claim)}"`;
  event(claim, "Normal", "Provisioning", begun);
  if (node === undefined) {
    const why = `failed to provision volume with StorageClass "${storageClass.metadata.name}": configuration error, no node was specified`;
    event(claim, "Warning", "ProvisioningFailed", why);
    return;
  }
  api.create("PersistentVolume", volume);
  event(claim, "Normal", "ProvisioningSucceeded", `Successfully provisioned volume ${name}`);
}

function volumeFor(
  { metadata, spec }: PersistentVolumeClaim,
  { metadata: { name: storageClassName }, reclaimPolicy = "Delete" }: StorageClass,
  node: string,
) {
  const { name, namespace, resourceVersion, uid } = metadata;
  const volumeName = `pvc-${uid}`;
  const storage = spec.resources?.requests?.storage ?? "0";
  const path = `${FOLDER}/${volumeName}_${namespace}_${name}`;
  const onNode = { key: "kubernetes.io/hostname", operator: "In", values: [node] } as const;
  const claimRef = {
    apiVersion: "v1",
    kind: "PersistentVolumeClaim",
    name,
    namespace,
    resourceVersion,
    uid,
  };
  return {
    metadata: {
      name: volumeName,
      annotations: { "local.path.provisioner/selected-node": node, [PROVISIONED_BY]: NAME },
    },
    spec: {
      accessModes: spec.accessModes,
      capacity: { storage },
      claimRef,
      hostPath: { path, type: "DirectoryOrCreate" as const },
      nodeAffinity: { required: { nodeSelectorTerms: [{ matchExpressions: [onNode] }] } },
      persistentVolumeReclaimPolicy: reclaimPolicy,
      storageClassName,
      volumeMode: spec.volumeMode,
    },
  };
}

function remove(volume: PersistentVolume, { api, nowMs }: ControllerContext): Reconciled {
  const since = parseTime(volume.status.lastPhaseTransitionTime ?? "");
  const doneMs = since === undefined ? nowMs : since + REMOVAL_MS;
  if (doneMs > nowMs) return { requeueAtMs: doneMs };
  api.delete("PersistentVolume", keyOf(volume), { uid: volume.metadata.uid });
  return "done";
}
