/** A kustomization as it is read: the fields that are known here, unknown ones refused. */
import { isJsonObject, type JsonObject, readManifest } from "#lib/manifest";
import { KubectlError } from "../command/error.ts";
import type { KubectlIo } from "../command/io.ts";

export type Kustomization = { readonly folder: string; readonly fields: JsonObject };

/** An object, and the names by which patches and other objects know it: that in the file too. */
export type Resource = { readonly object: JsonObject; readonly names: readonly string[] };

const FILE_NAMES = ["kustomization.yaml", "kustomization.yml", "Kustomization"];

const KNOWN: ReadonlySet<string> = new Set([
  ...["apiVersion", "kind", "metadata", "resources", "bases", "components", "namespace"],
  ...["namePrefix", "nameSuffix", "commonLabels", "labels", "commonAnnotations", "images"],
  ...["replicas", "configMapGenerator", "secretGenerator", "generatorOptions", "sortOptions"],
  ...["patches", "patchesStrategicMerge", "patchesJson6902", "buildMetadata", "openapi"],
]);

export function readKustomization(io: KubectlIo, folder: string): Kustomization {
  const found = FILE_NAMES.map((name) => joinPath(folder, name)).filter(
    (path) => io.readFile(path) !== undefined,
  );
  const [path] = found;
  if (path === undefined) throw missing(io, folder);
  if (found.length > 1) {
    throw new KubectlError(`Found multiple kustomization files under: ${folder}`);
  }
  const [entry] = readManifest(io.readFile(path) ?? "").entries;
  const object = entry?.kind === "document" ? entry.document.object : undefined;
  if (!isJsonObject(object)) {
    throw new KubectlError("kustomization.yaml is empty");
  }
  const unknown = Object.keys(object).filter((name) => !KNOWN.has(name));
  if (unknown.length > 0) {
    const names = unknown.map((name) => `unknown field "${name}"`).join(", ");
    throw new KubectlError(
      `invalid Kustomization: error unmarshaling JSON: while decoding JSON: json: ${names}`,
    );
  }
  return { folder, fields: object };
}

function missing(io: KubectlIo, folder: string): KubectlError {
  if (io.listFiles(folder) !== undefined) {
    const names = "'kustomization.yaml', 'kustomization.yml' or 'Kustomization'";
    return new KubectlError(`unable to find one of ${names} in directory '${folder}'`);
  }
  return new KubectlError(notAFolder(io, folder));
}

/** The words of kustomize for a path where no folder is. */
export function notAFolder(io: KubectlIo, path: string): string {
  const absolute = path.startsWith("/");
  const parts = path.split("/").filter((part) => part !== "");
  let at = absolute ? "" : ".";
  for (const part of parts) {
    at = at === "." ? part : `${at}/${part}`;
    if (io.listFiles(at) === undefined && io.readFile(at) === undefined) break;
  }
  return (
    `must build at directory: not a valid directory: evalsymlink failure on '${path}' : ` +
    `lstat ${at}: no such file or directory`
  );
}

export function joinPath(folder: string, path: string): string {
  if (path.startsWith("/")) return path;
  const parts: string[] = [];
  for (const part of `${folder}/${path}`.split("/")) {
    if (part === ".." && parts.length > 0 && parts.at(-1) !== "..") parts.pop();
    else if (part !== "." && part !== "") parts.push(part);
  }
  return `${folder.startsWith("/") ? "/" : ""}${parts.join("/")}`;
}

export function listOf(value: unknown): readonly JsonObject[] {
  return Array.isArray(value) ? value.filter(isJsonObject) : [];
}

export function textsOf(value: unknown): readonly string[] {
  return Array.isArray(value) ? value.filter((item) => typeof item === "string") : [];
}

export function fieldsOf(value: unknown): JsonObject {
  return isJsonObject(value) ? value : {};
}
