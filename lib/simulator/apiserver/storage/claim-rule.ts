/** Rules for the spec of a claim, alone or as a template in pods and StatefulSets. */
import {
  type FieldError,
  forbiddenField,
  invalid,
  notSupported,
  required,
} from "../../api/field-error.ts";
import { dnsSubdomainFaults } from "../../api/name-rule.ts";
import { quantityOf } from "../../api/quantity.ts";
import type {
  PersistentVolumeClaimSpec,
  TypedLocalObjectReference,
} from "../../api/types.generated.ts";
import { validateLabelSelector } from "../validation/label-selector.ts";

export const ACCESS_MODES = ["ReadOnlyMany", "ReadWriteMany", "ReadWriteOnce", "ReadWriteOncePod"];
export const VOLUME_MODES = ["Block", "Filesystem"];

export function checkClaimSpec(
  spec: PersistentVolumeClaimSpec,
  field: string,
  errors: FieldError[],
): void {
  checkSource(spec.dataSource, `${field}.dataSource`, errors);
  const modes: readonly string[] = spec.accessModes ?? [];
  const at = `${field}.accessModes`;
  if (modes.length === 0) errors.push(required(at, "at least 1 access mode is required"));
  errors.push(...validateLabelSelector(spec.selector, `${field}.selector`));
  checkAccessModes(modes, ACCESS_MODES, at, errors);
  checkSize(spec.resources?.requests?.storage, `${field}.resources[storage]`, errors);
  checkClassName(spec.storageClassName, `${field}.storageClassName`, errors);
  if (spec.volumeMode !== undefined && !VOLUME_MODES.includes(spec.volumeMode)) {
    errors.push(notSupported(`${field}.volumeMode`, spec.volumeMode, VOLUME_MODES));
  }
  checkSource(spec.dataSourceRef, `${field}.dataSourceRef`, errors);
  checkClassName(spec.volumeAttributesClassName, `${field}.volumeAttributesClassName`, errors);
  const { dataSource, dataSourceRef } = spec;
  if (dataSource === undefined || dataSourceRef === undefined) return;
  const sources = [dataSource, dataSourceRef].map(({ apiGroup, kind, name }) => [
    apiGroup ?? "",
    kind,
    name,
  ]);
  if (sources[0]?.join() !== sources[1]?.join()) {
    errors.push(invalid(field, {}, "must match dataSourceRef"));
  }
}

export function checkAccessModes(
  modes: readonly string[],
  known: readonly string[],
  field: string,
  errors: FieldError[],
): void {
  for (const mode of modes) {
    if (!known.includes(mode)) errors.push(notSupported(field, mode, known));
  }
  const others = modes.filter((mode) => mode !== "ReadWriteOncePod" && known.includes(mode));
  if (modes.includes("ReadWriteOncePod") && others.length > 0) {
    errors.push(forbiddenField(field, "may not use ReadWriteOncePod with other access modes"));
  }
}

function checkSize(size: string | undefined, field: string, errors: FieldError[]): void {
  if (size === undefined) errors.push(required(field));
  else if ((quantityOf(size)?.nanos ?? 0n) <= 0n) {
    errors.push(invalid(field, size, "must be greater than zero"));
  }
}

export function checkClassName(
  name: string | undefined,
  field: string,
  errors: FieldError[],
): void {
  if (name === undefined || name === "") return;
  for (const fault of dnsSubdomainFaults(name)) errors.push(invalid(field, name, fault));
}

/** Claims stand in the core group and need not name it. */
function checkSource(
  source: TypedLocalObjectReference | undefined,
  field: string,
  errors: FieldError[],
): void {
  if (source === undefined) return;
  const { kind = "", name = "" } = source;
  // A group that is not given is stored as null.
  const apiGroup = source.apiGroup ?? "";
  if (name === "") errors.push(required(`${field}.name`));
  if (kind === "") errors.push(required(`${field}.kind`));
  if (apiGroup === "" && kind !== "PersistentVolumeClaim") {
    const why = "must be 'PersistentVolumeClaim' when referencing the default apiGroup";
    errors.push(invalid(field, kind, why));
  }
  if (apiGroup === "") return;
  for (const fault of dnsSubdomainFaults(apiGroup)) errors.push(invalid(field, apiGroup, fault));
}
