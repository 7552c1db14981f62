/** Rules for files that hold a pod's own fields. */
import { type FieldError, invalid, required } from "../../api/field-error.ts";
import type { DownwardAPIVolumeFile } from "../../api/types.generated.ts";
import { checkFieldRef, checkResourceRef, VOLUME_FIELDS } from "./field-ref-rule.ts";
import { checkFilePath, checkMode } from "./path-rule.ts";

export function checkDownwardFile(
  { path = "", fieldRef, resourceFieldRef, mode }: DownwardAPIVolumeFile,
  field: string,
  errors: FieldError[],
): void {
  if (path === "") errors.push(required(`${field}.path`));
  checkFilePath(path, `${field}.path`, errors);
  if (fieldRef !== undefined) {
    checkFieldRef(fieldRef, VOLUME_FIELDS, `${field}.fieldRef`, errors);
    if (resourceFieldRef !== undefined) {
      const why = "fieldRef and resourceFieldRef can not be specified simultaneously";
      errors.push(invalid(field, "resource", why));
    }
  } else if (resourceFieldRef !== undefined) {
    checkResourceRef(resourceFieldRef, `${field}.resourceFieldRef`, true, errors);
  } else errors.push(required(field, "one of fieldRef and resourceFieldRef is required"));
  checkMode(mode, `${field}.mode`, errors);
}
