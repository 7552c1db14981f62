/** Rules for paths inside volumes and for the modes of files. */
import { type FieldError, invalid, required } from "../../api/field-error.ts";
import type { KeyToPath } from "../../api/types.generated.ts";

const MODE = "must be a number between 0 and 0777 (octal), both inclusive";
const MODE_LARGEST = 0o777;

export function checkMode(mode: number | undefined, field: string, errors: FieldError[]): void {
  if (mode !== undefined && (mode < 0 || mode > MODE_LARGEST))
    errors.push(invalid(field, mode, MODE));
}

export function checkNoBacksteps(path: string, field: string, errors: FieldError[]): void {
  if (path.split("/").includes("..")) errors.push(invalid(field, path, "must not contain '..'"));
}

/** Relative, and never up. */
export function checkDescending(path: string, field: string, errors: FieldError[]): void {
  if (path.startsWith("/")) errors.push(invalid(field, path, "must be a relative path"));
  checkNoBacksteps(path, field, errors);
}

export function checkFilePath(path: string, field: string, errors: FieldError[]): void {
  checkDescending(path, field, errors);
  if (path.startsWith("..") && !path.startsWith("../")) {
    errors.push(invalid(field, path, "must not start with '..'"));
  }
}

export function checkItem(item: KeyToPath, field: string, errors: FieldError[]): void {
  if ((item.key ?? "") === "") errors.push(required(`${field}.key`));
  if ((item.path ?? "") === "") errors.push(required(`${field}.path`));
  checkFilePath(item.path ?? "", `${field}.path`, errors);
  checkMode(item.mode, `${field}.mode`, errors);
}
