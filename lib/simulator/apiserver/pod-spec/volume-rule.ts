/**
 * Rules for a pod's volumes. Answers the names that mounts may use: those without a fault.
 *
 * Not simulated: the rules of volumes that clouds and old plugins provide.
 */
import {
  duplicate,
  type FieldError,
  forbiddenField,
  invalid,
  notSupported,
  required,
} from "../../api/field-error.ts";
import { dnsLabelFaults, dnsSubdomainFaults } from "../../api/name-rule.ts";
import { quantityOf } from "../../api/quantity.ts";
import type { KeyToPath, ObjectMeta, Volume } from "../../api/types.generated.ts";
import { checkClaimSpec } from "../storage/claim-rule.ts";
import { validateAnnotations, validateLabels } from "../validation/metadata.ts";
import { checkDownwardFile } from "./downward-rule.ts";
import { checkItem, checkMode, checkNoBacksteps } from "./path-rule.ts";
import { checkProjected } from "./projected-rule.ts";

type Source = Omit<Volume, "name">;
type Check<K extends keyof Source> = (
  source: NonNullable<Source[K]>,
  field: string,
  errors: FieldError[],
) => void;

const HOST_PATH_TYPES = [
  "",
  "BlockDevice",
  "CharDevice",
  "Directory",
  "DirectoryOrCreate",
  "File",
  "FileOrCreate",
  "Socket",
];

/** In the order in which the server looks at them. */
const CHECKS: { readonly [K in keyof Source]?: Check<K> } = {
  emptyDir({ sizeLimit }, field, errors) {
    if ((quantityOf(sizeLimit)?.nanos ?? 0n) >= 0n) return;
    errors.push(
      forbiddenField(`${field}.sizeLimit`, "SizeLimit field must be a valid resource quantity"),
    );
  },
  hostPath({ path, type }, field, errors) {
    if ((path ?? "") === "") {
      errors.push(required(`${field}.path`));
      return;
    }
    checkNoBacksteps(path, `${field}.path`, errors);
    if (type !== undefined && !HOST_PATH_TYPES.includes(type)) {
      errors.push(notSupported(`${field}.type`, type, HOST_PATH_TYPES));
    }
  },
  secret({ secretName, defaultMode, items }, field, errors) {
    if ((secretName ?? "") === "") errors.push(required(`${field}.secretName`));
    checkFiles(defaultMode, items, field, errors);
  },
  nfs({ server, path }, field, errors) {
    if ((server ?? "") === "") errors.push(required(`${field}.server`));
    if ((path ?? "") === "") errors.push(required(`${field}.path`));
    if (!(path ?? "").startsWith("/")) {
      errors.push(invalid(`${field}.path`, path ?? "", "must be an absolute path"));
    }
  },
  persistentVolumeClaim({ claimName }, field, errors) {
    if ((claimName ?? "") === "") errors.push(required(`${field}.claimName`));
  },
  downwardAPI({ defaultMode, items = [] }, field, errors) {
    checkMode(defaultMode, `${field}.defaultMode`, errors);
    for (const file of items) checkDownwardFile(file, field, errors);
  },
  configMap({ name, defaultMode, items }, field, errors) {
    if ((name ?? "") === "") errors.push(required(`${field}.name`));
    checkFiles(defaultMode, items, field, errors);
  },
  projected: checkProjected,
  csi({ driver }, field, errors) {
    if ((driver ?? "") === "") errors.push(required(`${field}.driver`));
    else {
      for (const fault of dnsSubdomainFaults(driver.toLowerCase())) {
        errors.push(invalid(`${field}.driver`, driver, fault));
      }
    }
  },
  ephemeral({ volumeClaimTemplate }, field, errors) {
    const at = `${field}.volumeClaimTemplate`;
    if (volumeClaimTemplate === undefined) errors.push(required(at));
    else {
      checkTemplateMetadata(volumeClaimTemplate.metadata ?? {}, `${at}.metadata`, errors);
      checkClaimSpec(volumeClaimTemplate.spec, `${at}.spec`, errors);
    }
  },
  image({ reference }, field, errors) {
    if ((reference ?? "") === "" && field.startsWith("spec.volumes")) {
      errors.push(required(`${field}.reference`));
    }
  },
};

/** Labels and annotations, and nothing else. */
function checkTemplateMetadata(
  metadata: Partial<ObjectMeta>,
  field: string,
  errors: FieldError[],
): void {
  const { annotations, labels, ...others } = metadata;
  errors.push(...validateAnnotations(annotations, `${field}.annotations`));
  errors.push(...validateLabels(labels, `${field}.labels`));
  for (const name of Object.keys(others)) {
    errors.push(forbiddenField(`${field}.${name}`, "cannot be set"));
  }
}

function checkFiles(
  defaultMode: number | undefined,
  items: readonly KeyToPath[] | undefined,
  field: string,
  errors: FieldError[],
): void {
  checkMode(defaultMode, `${field}.defaultMode`, errors);
  for (const [i, item] of (items ?? []).entries()) checkItem(item, `${field}.items[${i}]`, errors);
}

export function checkVolumes(
  volumes: readonly Volume[],
  field: string,
  errors: FieldError[],
): ReadonlySet<string> {
  const good = new Set<string>();
  for (let i = 0; i < volumes.length; i++) {
    const volume = volumes[i];
    if (volume === undefined) continue;
    const at = `${field}[${i}]`;
    const own: FieldError[] = [];
    checkSource(volume, at, own);
    const { name = "" } = volume;
    if (name === "") own.push(required(`${at}.name`));
    else for (const fault of dnsLabelFaults(name)) own.push(invalid(`${at}.name`, name, fault));
    if (good.has(name)) own.push(duplicate(`${at}.name`, name));
    if (own.length === 0) good.add(name);
    else errors.push(...own);
  }
  return good;
}

const ORDER = Object.keys(CHECKS) as readonly (keyof Source)[];

function checkSource(volume: Volume, field: string, errors: FieldError[]): void {
  const given = Object.keys(volume).filter((name) => name !== "name") as (keyof Source)[];
  if (given.length === 0) {
    errors.push(required(field, "must specify a volume type"));
    return;
  }
  const sorted = given.length === 1 ? given : [...given].sort((a, b) => place(a) - place(b));
  for (const [i, name] of sorted.entries()) {
    const at = `${field}.${name}`;
    if (i > 0) errors.push(forbiddenField(at, "may not specify more than 1 volume type"));
    else (CHECKS[name] as Check<typeof name> | undefined)?.(volume[name] as never, at, errors);
  }
}

function place(name: keyof Source): number {
  const at = ORDER.indexOf(name);
  return at < 0 ? ORDER.length : at;
}
