/**
 * What the API server knows of PersistentVolumes: defaults, what stays as it was made, columns.
 * https://kubernetes.io/docs/concepts/storage/persistent-volumes/
 */
import { type FieldError, forbiddenField, invalid } from "../../api/field-error.ts";
import { sameJson } from "../../api/json.ts";
import { formatTime } from "../../api/time.ts";
import type { PersistentVolume, PersistentVolumeSpec } from "../../api/types.generated.ts";
import { ageOf, columns } from "../column.ts";
import { changeField, fillIn } from "../fill-in.ts";
import { internalForm } from "../internal-form/internal-form.ts";
import { unifiedDiff } from "../internal-form/unified-diff.ts";
import type { KindStrategy } from "../kind-strategy.ts";
import { accessModesText } from "../storage/access-mode.ts";
import { classNameOf } from "../storage/default-class.ts";
import { VOLUME_SOURCES, validateVolumeSpec } from "../storage/volume-rule.ts";

const AFFINITY_FIXED = "field is immutable, except for updating from beta label to GA";
const RECYCLE =
  "spec.persistentVolumeReclaimPolicy: The Recycle reclaim policy is deprecated. Instead, the recommended approach is to use dynamic provisioning.";

const OLD_ANNOTATIONS = {
  "volume.beta.kubernetes.io/storage-class":
    'deprecated since v1.8; use "storageClassName" attribute instead',
  "volume.beta.kubernetes.io/mount-options":
    'deprecated since v1.31; use "mountOptions" attribute instead',
};

export const persistentVolumeStrategy: KindStrategy<PersistentVolume> = {
  kind: "PersistentVolume",

  setDefaults(volume) {
    let spec = fillIn<PersistentVolumeSpec>(volume.spec ?? {}, {
      persistentVolumeReclaimPolicy: "Retain",
      volumeMode: "Filesystem",
    });
    spec = changeField(spec, "hostPath", (source) => fillIn(source, { type: "" as never }));
    return spec === volume.spec ? volume : { ...volume, spec };
  },

  allocate(volume, old, { engine }) {
    if (old !== undefined) return volume;
    const lastPhaseTransitionTime = formatTime(engine.nowMs);
    return { ...volume, status: { phase: "Pending", lastPhaseTransitionTime } };
  },

  validate: ({ spec }) => validateVolumeSpec(spec),

  validateUpdate({ spec }, { spec: old }) {
    const errors: FieldError[] = [];
    if (VOLUME_SOURCES.some((name) => !sameJson(spec[name], old[name]))) {
      const form = (of: PersistentVolumeSpec) => internalForm("PersistentVolumeSource", of);
      const why = "spec.persistentvolumesource is immutable after creation";
      const diff = unifiedDiff(form(old), form(spec));
      errors.push(forbiddenField("spec.persistentvolumesource", `${why}\n${diff}`));
    }
    if (spec.volumeMode !== old.volumeMode) {
      errors.push(invalid("volumeMode", spec.volumeMode, "field is immutable"));
    }
    const affinity =
      spec.nodeAffinity === undefined
        ? null
        : internalForm("VolumeNodeAffinity", spec.nodeAffinity);
    if (old.nodeAffinity !== undefined && !sameJson(spec.nodeAffinity, old.nodeAffinity)) {
      errors.push(invalid("nodeAffinity", affinity, AFFINITY_FIXED));
    }
    return errors;
  },

  warnings({ metadata, spec }) {
    const texts = Object.entries(OLD_ANNOTATIONS)
      .filter(([name]) => metadata.annotations?.[name] !== undefined)
      .map(([name, how]) => `metadata.annotations[${name}]: ${how}`);
    return spec.persistentVolumeReclaimPolicy === "Recycle" ? [...texts, RECYCLE] : texts;
  },

  columns: columns(
    "Name",
    "Capacity",
    "Access Modes",
    "Reclaim Policy",
    "Status",
    "Claim",
    "StorageClass",
    "VolumeAttributesClass",
    "Reason",
    "Age",
    "+VolumeMode",
  ),

  cells(volume, { nowMs }) {
    const { metadata, spec, status } = volume;
    const { claimRef } = spec;
    const isGoing = metadata.deletionTimestamp !== undefined;
    return [
      metadata.name,
      spec.capacity?.storage ?? "0",
      accessModesText(spec.accessModes),
      spec.persistentVolumeReclaimPolicy ?? "",
      isGoing ? "Terminating" : (status.phase ?? ""),
      claimRef === undefined ? "" : `${claimRef.namespace ?? ""}/${claimRef.name ?? ""}`,
      classNameOf(volume) ?? "",
      spec.volumeAttributesClassName ?? "<unset>",
      status.reason ?? "",
      ageOf(volume, nowMs),
      spec.volumeMode ?? "<unset>",
    ];
  },
};
