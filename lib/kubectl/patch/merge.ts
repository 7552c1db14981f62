/** JSON merge patches: for kinds without a schema here, and for labels and annotations. */
import { isJsonObject, type JsonObject, type JsonValue } from "#lib/manifest";
import { same } from "./three-way.ts";

/** The merge patch that `apply` sends for custom resources. */
export function threeWayMergePatch(
  original: JsonObject | undefined,
  modified: JsonObject,
  current: JsonObject,
): JsonObject {
  const changes = mergePatch(current, modified, { deletions: false });
  const removed = onlyNulls(mergePatch(original ?? {}, modified, { deletions: true }));
  return combine(removed, changes);
}

/** The merge patch that turns one object into the other. */
export function mergePatch(
  from: JsonObject,
  to: JsonObject,
  { deletions }: { readonly deletions: boolean } = { deletions: true },
): JsonObject {
  const patch: { [key: string]: JsonValue } = {};
  for (const [key, wanted] of Object.entries(to)) {
    const had = from[key];
    if (had === undefined) patch[key] = wanted;
    else if (isJsonObject(had) && isJsonObject(wanted)) {
      const below = mergePatch(had, wanted, { deletions });
      if (Object.keys(below).length > 0) patch[key] = below;
    } else if (!same(had, wanted)) patch[key] = wanted;
  }
  if (deletions) for (const key of Object.keys(from)) if (!(key in to)) patch[key] = null;
  return patch;
}

function onlyNulls(patch: JsonObject): JsonObject {
  const kept: { [key: string]: JsonValue } = {};
  for (const [key, value] of Object.entries(patch)) {
    if (value === null) kept[key] = null;
    else if (isJsonObject(value)) {
      const below = onlyNulls(value);
      if (Object.keys(below).length > 0) kept[key] = below;
    }
  }
  return kept;
}

function combine(first: JsonObject, second: JsonObject): JsonObject {
  const merged: { [key: string]: JsonValue } = { ...first };
  for (const [key, value] of Object.entries(second)) {
    const other = merged[key];
    merged[key] = isJsonObject(other) && isJsonObject(value) ? combine(other, value) : value;
  }
  return merged;
}
