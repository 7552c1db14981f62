/**
 * What the API server knows of PersistentVolumeClaims: defaults, what may still change, columns.
 *
 * Not simulated: data sources in other namespaces.
 */
import { type FieldError, forbiddenField, invalid } from "../../api/field-error.ts";
import { sameJson } from "../../api/json.ts";
import { compareQuantities, quantityOf } from "../../api/quantity.ts";
import type {
  PersistentVolumeClaim,
  PersistentVolumeClaimSpec,
  TypedLocalObjectReference,
} from "../../api/types.generated.ts";
import { ageOf, columns } from "../column.ts";
import { fillIn } from "../fill-in.ts";
import { internalForm } from "../internal-form/internal-form.ts";
import { unifiedDiff } from "../internal-form/unified-diff.ts";
import type { KindStrategy } from "../kind-strategy.ts";
import { accessModesText } from "../storage/access-mode.ts";
import { checkClaimSpec } from "../storage/claim-rule.ts";
import { classNameOf } from "../storage/default-class.ts";

const OLD_CLASS = "volume.beta.kubernetes.io/storage-class";
const MAY_CHANGE =
  "spec is immutable after creation except resources.requests and volumeAttributesClassName for bound claims";

export const persistentVolumeClaimStrategy: KindStrategy<PersistentVolumeClaim> = {
  kind: "PersistentVolumeClaim",

  setDefaults(claim) {
    const spec = fillIn<PersistentVolumeClaimSpec>(claim.spec ?? {}, { volumeMode: "Filesystem" });
    return spec === claim.spec ? claim : { ...claim, spec };
  },

  prepareForCreate(claim) {
    return { ...claim, spec: withSources(claim.spec), status: { phase: "Pending" } };
  },

  validate({ spec }) {
    const errors: FieldError[] = [];
    checkClaimSpec(spec, "spec", errors);
    return errors;
  },

  validateUpdate(claim, old) {
    const errors: FieldError[] = [];
    const [before, after] = comparable(claim, old);
    if (!sameJson(before, after)) {
      const form = (spec: PersistentVolumeClaimSpec) =>
        internalForm("PersistentVolumeClaimSpec", spec);
      const why = `${MAY_CHANGE}\n${unifiedDiff(form(before), form(after))}`;
      errors.push(forbiddenField("spec", why));
    }
    const size = claim.spec.resources?.requests?.storage;
    const isSmaller = compareQuantities(size, old.spec.resources?.requests?.storage) < 0;
    if (isSmaller && compareQuantities(size, old.status.capacity?.storage) <= 0) {
      const why = "field can not be less than status.capacity";
      errors.push(forbiddenField("spec.resources.requests.storage", why));
    }
    if (claim.spec.volumeMode !== old.spec.volumeMode) {
      errors.push(invalid("volumeMode", claim.spec.volumeMode, "field is immutable"));
    }
    return errors;
  },

  warnings({ metadata, spec }) {
    const texts: string[] = [];
    if (metadata.annotations?.[OLD_CLASS] !== undefined) {
      const how = 'deprecated since v1.8; use "storageClassName" attribute instead';
      texts.push(`metadata.annotations[${OLD_CLASS}]: ${how}`);
    }
    const size = spec.resources?.requests?.storage;
    if ((quantityOf(size)?.nanos ?? 0n) % 1_000_000_000n !== 0n) {
      const why = `fractional byte value "${size}" is invalid, must be an integer`;
      texts.push(`spec.resources.requests[storage]: ${why}`);
    }
    return texts;
  },

  columns: columns(
    "Name",
    "Status",
    "Volume",
    "Capacity",
    "Access Modes",
    "StorageClass",
    "VolumeAttributesClass",
    "Age",
    "+VolumeMode",
  ),

  cells(claim, { nowMs }) {
    const { metadata, spec, status } = claim;
    const isGoing = metadata.deletionTimestamp !== undefined;
    const isGiven = (spec.volumeName ?? "") !== "";
    return [
      metadata.name,
      isGoing ? "Terminating" : (status.phase ?? ""),
      spec.volumeName ?? "",
      isGiven ? (status.capacity?.storage ?? "0") : "",
      isGiven ? accessModesText(status.accessModes) : "",
      classNameOf(claim) ?? "",
      spec.volumeAttributesClassName ?? "<unset>",
      ageOf(claim, nowMs),
      spec.volumeMode ?? "<unset>",
    ];
  },
};

/** Either source stands for both; the older field knows claims and snapshots only. */
function withSources(given: PersistentVolumeClaimSpec): PersistentVolumeClaimSpec {
  const { dataSource: source, ...rest } = given;
  if (source === undefined && rest.dataSourceRef === undefined) return given;
  if (rest.dataSourceRef?.namespace !== undefined) return given;
  const isKnown = source !== undefined && OLD_SOURCES.includes(sourceKind(source));
  if (rest.dataSourceRef === undefined) {
    return isKnown ? { ...given, dataSourceRef: source } : rest;
  }
  return { ...rest, dataSource: source ?? rest.dataSourceRef };
}

const OLD_SOURCES = ["/PersistentVolumeClaim", "snapshot.storage.k8s.io/VolumeSnapshot"];

function sourceKind({ apiGroup, kind }: TypedLocalObjectReference): string {
  return `${apiGroup ?? ""}/${kind}`;
}

/** Both specs with everything that may change made alike. */
function comparable(
  { spec, status }: PersistentVolumeClaim,
  old: PersistentVolumeClaim,
): readonly [PersistentVolumeClaimSpec, PersistentVolumeClaimSpec] {
  let before = old.spec;
  let after = spec;
  if ((before.volumeName ?? "") === "") before = { ...before, volumeName: after.volumeName };
  if (before.storageClassName === undefined && (after.storageClassName ?? "") !== "") {
    before = { ...before, storageClassName: after.storageClassName };
  }
  if (status.phase !== "Bound") return [before, after];
  const storage = before.resources?.requests?.storage;
  if (storage !== undefined && after.resources?.requests !== undefined) {
    const requests = { ...after.resources.requests, storage };
    after = { ...after, resources: { ...after.resources, requests } };
  }
  if (after.volumeAttributesClassName !== undefined) {
    after = { ...after, volumeAttributesClassName: before.volumeAttributesClassName };
  }
  return [before, after];
}
