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
import type { PersistentVolumeClaimSpec } from "../../api/types.generated.ts";
import { validateLabelSelector } from "../validation/label-selector.ts";

export const ACCESS_MODES = ["ReadOnlyMany", "ReadWriteMany", "ReadWriteOnce", "ReadWriteOncePod"];
export const VOLUME_MODES = ["Block", "Filesystem"];

export function checkClaimSpec(
  spec: PersistentVolumeClaimSpec,
  field: string,
  errors: FieldError[],
): void {
  const modes: readonly string[] = spec.accessModes ?? [];
  const at = `${field}.accessModes`;
  if (modes.length === 0) errors.push(required(at, "at least 1 access mode is required"));
  errors.push(...validateLabelSelector(spec.selector, `${field}.selector`));
  for (const mode of modes) {
    if (!ACCESS_MODES.includes(mode)) errors.push(notSupported(at, mode, ACCESS_MODES));
  }
  const others = modes.filter((mode) => mode !== "ReadWriteOncePod" && ACCESS_MODES.includes(mode));
  if (modes.includes("ReadWriteOncePod") && others.length > 0) {
    errors.push(forbiddenField(at, "may not use ReadWriteOncePod with other access modes"));
  }
  checkSize(spec.resources?.requests?.storage, `${field}.resources[storage]`, errors);
  checkClassName(spec.storageClassName, `${field}.storageClassName`, errors);
  if (spec.volumeMode !== undefined && !VOLUME_MODES.includes(spec.volumeMode)) {
    errors.push(notSupported(`${field}.volumeMode`, spec.volumeMode, VOLUME_MODES));
  }
  checkClassName(spec.volumeAttributesClassName, `${field}.volumeAttributesClassName`, errors);
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
