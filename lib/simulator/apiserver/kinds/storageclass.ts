/** What the API server knows of StorageClasses: defaults, what never changes, columns. */
import {
  type FieldError,
  forbiddenField,
  invalid,
  notSupported,
  required,
} from "../../api/field-error.ts";
import { sameJson } from "../../api/json.ts";
import { labelKeyFaults } from "../../api/name-rule.ts";
import type { StorageClass } from "../../api/types.generated.ts";
import { ageOf, columns } from "../column.ts";
import { fillIn } from "../fill-in.ts";
import type { KindStrategy } from "../kind-strategy.ts";
import { isDefaultClass } from "../storage/default-class.ts";
import { checkTopologies } from "../storage/topology-rule.ts";

const POLICIES = ["Delete", "Retain"];
const MODES = ["Immediate", "WaitForFirstConsumer"];
const PARAMETERS_MAX = 512;

export const storageClassStrategy: KindStrategy<StorageClass> = {
  kind: "StorageClass",

  setDefaults: (storageClass) =>
    fillIn<StorageClass>(storageClass, {
      reclaimPolicy: "Delete",
      volumeBindingMode: "Immediate",
    }),

  validate(storageClass) {
    const { parameters = {}, provisioner = "", reclaimPolicy, volumeBindingMode } = storageClass;
    const errors: FieldError[] = [];
    if (provisioner === "") errors.push(required("provisioner"));
    else {
      for (const fault of labelKeyFaults(provisioner.toLowerCase())) {
        errors.push(invalid("provisioner", provisioner, fault));
      }
    }
    if (Object.keys(parameters).length > PARAMETERS_MAX) {
      const field = "Provisioner Parameters Length exceeded max allowed length of 512";
      errors.push({ field: "parameters", type: "Too long", detail: field });
    }
    if ("" in parameters) errors.push(invalid("parameters", "", "field can not be empty."));
    if (!POLICIES.includes(reclaimPolicy ?? "")) {
      errors.push(notSupported("reclaimPolicy", reclaimPolicy, POLICIES));
    }
    if (!MODES.includes(volumeBindingMode ?? "")) {
      errors.push(notSupported("volumeBindingMode", volumeBindingMode, MODES));
    }
    checkTopologies(storageClass.allowedTopologies ?? [], errors);
    return errors;
  },

  validateUpdate(storageClass, old) {
    const errors: FieldError[] = [];
    for (const field of ["parameters", "provisioner", "reclaimPolicy"] as const) {
      if (!sameJson(storageClass[field] ?? {}, old[field] ?? {})) {
        errors.push(forbiddenField(field, `updates to ${field} are forbidden.`));
      }
    }
    const mode = storageClass.volumeBindingMode;
    if (mode !== old.volumeBindingMode) {
      errors.push(invalid("volumeBindingMode", mode, "field is immutable"));
    }
    return errors;
  },

  columns: columns(
    "Name",
    "Provisioner",
    "ReclaimPolicy",
    "VolumeBindingMode",
    "AllowVolumeExpansion",
    "Age",
  ),

  cells: (storageClass, { nowMs }) => [
    `${storageClass.metadata.name}${isDefaultClass(storageClass) ? " (default)" : ""}`,
    storageClass.provisioner,
    storageClass.reclaimPolicy ?? "Delete",
    storageClass.volumeBindingMode ?? "Immediate",
    storageClass.allowVolumeExpansion === true,
    ageOf(storageClass, nowMs),
  ],
};
