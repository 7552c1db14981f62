/**
 * `kubectl kustomize`: bases, generators, patches and transformers → the objects of a folder.
 * Not simulated: remote bases, components, replacements, helm charts, plugins.
 */
import { isJsonObject, type JsonObject, readManifest } from "#lib/manifest";
import { KubectlError } from "../command/error.ts";
import type { KubectlIo } from "../command/io.ts";
import { generated } from "./generator.ts";
import {
  fieldsOf,
  joinPath,
  type Kustomization,
  notAFolder,
  type Resource,
  readKustomization,
  textsOf,
} from "./kustomization.ts";
import { renameReferences } from "./name-reference.ts";
import { inLegacyOrder } from "./order.ts";
import { patched } from "./patches.ts";
import { transformed } from "./transformer.ts";

const DEPTH_MAX = 20;

export function buildKustomization(io: KubectlIo, path: string): readonly JsonObject[] {
  const folder = path.length > 1 ? path.replace(/\/$/, "") : path;
  const resources = build(io, folder, 0);
  const sort = fieldsOf(readKustomization(io, folder).fields.sortOptions);
  const objects = resources.map(({ object }) => object);
  return sort.order === "fifo" ? objects : inLegacyOrder(objects);
}

function build(io: KubectlIo, folder: string, depth: number): readonly Resource[] {
  if (depth > DEPTH_MAX) throw new KubectlError(`cycle detected: ${folder} refers to itself`);
  const kustomization = readKustomization(io, folder);
  const { fields } = kustomization;
  const paths = [...textsOf(fields.resources), ...textsOf(fields.bases)];
  const read = paths.flatMap((path) => accumulate(io, kustomization, path, depth));
  const all = [...read, ...generated(io, kustomization)];
  checkUnique(all);
  const changed = transformed(patched(io, kustomization, all), fields);
  return renameReferences(changed);
}

function accumulate(
  io: KubectlIo,
  { folder }: Kustomization,
  path: string,
  depth: number,
): readonly Resource[] {
  const place = joinPath(folder, path);
  const text = io.readFile(place);
  if (text === undefined) {
    if (hasFolder(io, place)) return build(io, place, depth + 1);
    throw new KubectlError(
      `accumulating resources: accumulation err='accumulating resources from '${path}': open ` +
        `${place}: no such file or directory': ${notAFolder(io, place)}`,
    );
  }
  return readManifest(text).entries.flatMap((entry) => {
    if (entry.kind === "failure") {
      throw new KubectlError(
        `accumulating resources: accumulation err='accumulating resources from '${path}': ` +
          `${entry.message}'`,
      );
    }
    const object = entry.kind === "document" ? entry.document.object : undefined;
    if (!isJsonObject(object)) return [];
    return [{ object, names: [String(fieldsOf(object.metadata).name ?? "")] }];
  });
}

function hasFolder(io: KubectlIo, path: string): boolean {
  return (
    io.listFiles(path) !== undefined || io.readFile(`${path}/kustomization.yaml`) !== undefined
  );
}

function checkUnique(resources: readonly Resource[]): void {
  const seen = new Set<string>();
  for (const { object } of resources) {
    const { name, namespace } = fieldsOf(object.metadata);
    const id = `${String(object.apiVersion)} ${String(object.kind)} ${String(namespace)}/${String(name)}`;
    if (seen.has(id)) {
      throw new KubectlError(
        `may not add resource with an already registered id: ${String(object.kind)}.` +
          `${String(object.apiVersion).replace("/", ".")}/${String(name)}.` +
          `${namespace === undefined ? "[noNs]" : String(namespace)}`,
      );
    }
    seen.add(id);
  }
}
