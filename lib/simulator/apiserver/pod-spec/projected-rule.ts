/**
 * Rules for projected volumes, which put several sources into one folder.
 *
 * Not simulated: trust bundles and pod certificates.
 */
import { type FieldError, forbiddenField, invalid, required } from "../../api/field-error.ts";
import type {
  KeyToPath,
  ProjectedVolumeSource,
  VolumeProjection,
} from "../../api/types.generated.ts";
import { checkDownwardFile } from "./downward-rule.ts";
import { checkFilePath, checkItem, checkMode } from "./path-rule.ts";

const CONFLICT = "conflicting duplicate paths";
type Named = {
  readonly name?: string | undefined;
  readonly items?: readonly KeyToPath[] | undefined;
};

export function checkProjected(
  { defaultMode, sources }: ProjectedVolumeSource,
  field: string,
  errors: FieldError[],
): void {
  checkMode(defaultMode, `${field}.defaultMode`, errors);
  const paths = new Set<string>();
  for (const [i, source] of (sources ?? []).entries()) {
    const at = `${field}.sources[${i}]`;
    if (source.secret !== undefined)
      checkNamed(source.secret, `${at}.secret`, field, paths, errors);
    if (source.configMap !== undefined)
      checkNamed(source.configMap, `${at}.configMap`, field, paths, errors);
    for (const file of source.downwardAPI?.items ?? []) {
      checkDownwardFile(file, `${at}.downwardAPI`, errors);
      if ((file.path ?? "") !== "") notePath(file.path, file.path, field, paths, errors);
    }
    checkToken(source, at, field, errors);
    if (Object.values(source).filter((value) => value !== undefined).length > 1) {
      errors.push(forbiddenField(at, "may not specify more than 1 volume type per source"));
    }
  }
}

function checkNamed(
  { name = "", items = [] }: Named,
  at: string,
  field: string,
  paths: Set<string>,
  errors: FieldError[],
): void {
  if (name === "") errors.push(required(`${at}.name`));
  for (const [i, item] of items.entries()) {
    checkItem(item, `${at}.items[${i}]`, errors);
    if ((item.path ?? "") !== "") notePath(item.path, name, field, paths, errors);
  }
}

function notePath(
  path: string,
  shown: string,
  field: string,
  paths: Set<string>,
  errors: FieldError[],
): void {
  if (paths.has(path)) errors.push(invalid(field, shown, CONFLICT));
  paths.add(path);
}

function checkToken(
  { serviceAccountToken: token }: VolumeProjection,
  at: string,
  field: string,
  errors: FieldError[],
): void {
  if (token === undefined) return;
  const seconds = token.expirationSeconds ?? 3600;
  const where = `${at}.serviceAccountToken.expirationSeconds`;
  if (seconds < 600)
    errors.push(invalid(where, seconds, "may not specify a duration less than 10 minutes"));
  if (seconds > 2 ** 32) {
    errors.push(invalid(where, seconds, "may not specify a duration larger than 2^32 seconds"));
  }
  if ((token.path ?? "") === "") errors.push(required(`${field}.path`));
  else checkFilePath(token.path, `${field}.path`, errors);
}
