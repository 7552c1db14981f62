/** Patches of a kustomization: strategic merges and JSON patches, in files or in place. */
import { isJsonObject, type JsonObject, type JsonValue, readManifest } from "#lib/manifest";
import { KubectlError } from "../command/error.ts";
import type { KubectlIo } from "../command/io.ts";
import { applyMerge } from "../patch/apply-merge.ts";
import { applyJsonPatch } from "../patch/json-patch.ts";
import type { Resource } from "./kustomization.ts";
import { fieldsOf, joinPath, type Kustomization, listOf, textsOf } from "./kustomization.ts";

type Target = JsonObject | undefined;
type Patch = { readonly values: readonly JsonValue[]; readonly target: Target };

export function patched(
  io: KubectlIo,
  { folder, fields }: Kustomization,
  resources: readonly Resource[],
): readonly Resource[] {
  const patches: Patch[] = [
    ...textsOf(fields.patchesStrategicMerge).map((text) => ({
      values: read(io.readFile(joinPath(folder, text)) ?? text),
      target: undefined,
    })),
    ...[...listOf(fields.patchesJson6902), ...listOf(fields.patches)].map((one) => ({
      values: read(textOf(io, folder, one)),
      target: isJsonObject(one.target) ? one.target : undefined,
    })),
  ];
  return patches.reduce(applyOne, resources);
}

function textOf(io: KubectlIo, folder: string, { path, patch }: JsonObject): string {
  if (typeof patch === "string") return patch;
  const place = joinPath(folder, String(path));
  const text = io.readFile(place);
  if (text !== undefined) return text;
  throw new KubectlError(
    `unable to get patch from path ${String(path)}: open ${place}: no such file or directory`,
  );
}

function read(text: string): readonly JsonValue[] {
  return readManifest(text).entries.flatMap((entry): JsonValue[] => {
    if (entry.kind === "failure") throw new KubectlError(entry.message);
    return [entry.kind === "document" ? entry.document.object : (entry.value as JsonValue)];
  });
}

function applyOne(resources: readonly Resource[], { values, target }: Patch): readonly Resource[] {
  return values.reduce<readonly Resource[]>((all, value) => {
    if (Array.isArray(value)) {
      return change(all, target ?? {}, (object) => applyJsonPatch(object, listOf(value)));
    }
    if (!isJsonObject(value)) return all;
    const metadata = fieldsOf(value.metadata);
    const own = { kind: value.kind, name: metadata.name } as JsonObject;
    const known = all.some((resource) => matches(resource, target ?? own));
    if (!known && target === undefined) {
      const id = `${String(value.kind)}.${String(value.apiVersion).replace("/", ".")}`;
      throw new KubectlError(
        `no resource matches strategic merge patch "${id}/${String(metadata.name)}.[noNs]": ` +
          `no matches for Id ${id}/${String(metadata.name)}.[noNs]; failed to find unique target for patch`,
      );
    }
    return change(all, target ?? own, (object) =>
      value.$patch === "delete"
        ? undefined
        : applyMerge(object, target === undefined ? value : withNameOf(value, object)),
    );
  }, resources);
}

/** A patch with a target may call itself anything. */
function withNameOf(patch: JsonObject, object: JsonObject): JsonObject {
  const { name } = fieldsOf(object.metadata);
  const metadata = { ...fieldsOf(patch.metadata), ...(name === undefined ? {} : { name }) };
  return { ...patch, apiVersion: object.apiVersion ?? "", kind: object.kind ?? "", metadata };
}

function change(
  resources: readonly Resource[],
  target: JsonObject,
  apply: (object: JsonObject) => JsonObject | undefined,
): readonly Resource[] {
  return resources.flatMap((resource) => {
    if (!matches(resource, target)) return [resource];
    const object = apply(resource.object);
    return object === undefined ? [] : [{ ...resource, object }];
  });
}

function matches({ object, names }: Resource, target: JsonObject): boolean {
  const apiVersion = String(object.apiVersion);
  const [group, version] = apiVersion.includes("/") ? apiVersion.split("/") : ["", apiVersion];
  const { labels, namespace } = fieldsOf(object.metadata);
  const agrees = (wanted: JsonValue | undefined, is: unknown) =>
    wanted === undefined || new RegExp(`^(?:${String(wanted)})$`).test(String(is ?? ""));
  const selector = typeof target.labelSelector === "string" ? target.labelSelector : "";
  const labelled = selector
    .split(",")
    .filter(Boolean)
    .every((pair) => {
      const [key = "", value = ""] = pair.split("=");
      return fieldsOf(labels)[key] === value;
    });
  return (
    agrees(target.group, group) &&
    agrees(target.version, version) &&
    agrees(target.kind, object.kind) &&
    agrees(target.namespace, namespace) &&
    (target.name === undefined || names.some((name) => agrees(target.name, name))) &&
    labelled
  );
}
