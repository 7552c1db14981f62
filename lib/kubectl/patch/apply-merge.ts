/** A strategic merge patch applied by kubectl itself: lists of maps are merged by their keys. */
import { isJsonObject, type JsonObject, type JsonValue } from "#lib/manifest";
import { builtInSchema } from "./model-schema.ts";
import type { PatchSchema } from "./patch-schema.ts";

export function applyMerge(object: JsonObject, patch: JsonObject): JsonObject {
  return merged(object, patch, builtInSchema);
}

function merged(object: JsonObject, patch: JsonObject, schema: PatchSchema): JsonObject {
  if (patch.$patch === "replace") return withoutDirectives(patch);
  const next: Record<string, JsonValue> = { ...object };
  for (const [name, value] of Object.entries(patch)) {
    if (name.startsWith("$")) continue;
    const old = next[name];
    if (value === null) delete next[name];
    else if (Array.isArray(value)) next[name] = mergedList(old, value, name, schema);
    else if (isJsonObject(value)) {
      next[name] = merged(isJsonObject(old) ? old : {}, value, schema.field(name));
    } else next[name] = value;
  }
  return next;
}

function mergedList(
  old: JsonValue | undefined,
  items: readonly JsonValue[],
  name: string,
  schema: PatchSchema,
): JsonValue {
  const rule = schema.listRule(name);
  const before = Array.isArray(old) ? old : [];
  if (rule.kind === "merge-set") return [...new Set([...before, ...items])];
  const maps = items.filter(isJsonObject);
  if (rule.kind === "replace" || maps.length < items.length) return [...items];
  if (maps.some(({ $patch }) => $patch === "replace")) {
    return maps.filter(({ $patch }) => $patch === undefined);
  }
  const key = rule.mergeKey;
  let list = before.filter(isJsonObject);
  for (const item of maps) {
    const at = list.findIndex((one) => one[key] === item[key]);
    if (item.$patch === "delete") list = list.filter((_one, index) => index !== at);
    else if (at < 0) list = [...list, withoutDirectives(item)];
    else {
      const found = list[at] ?? {};
      list = list.with(at, merged(found, item, schema.field(name)));
    }
  }
  return list;
}

function withoutDirectives(object: JsonObject): JsonObject {
  return Object.fromEntries(Object.entries(object).filter(([name]) => !name.startsWith("$")));
}
