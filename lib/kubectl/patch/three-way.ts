/**
 * What `apply` sends: the difference between the object as it is, as it was applied before and as
 * it is wanted now, as a strategic merge patch with its directives.
 */
import { isJsonObject, type JsonObject, type JsonValue } from "#lib/manifest";
import type { ListRule, PatchSchema } from "./patch-schema.ts";

type Mode = {
  /** Compare what is there with what is wanted: additions and changes. */
  readonly changes: boolean;
  /** Compare what was applied with what is wanted: what was taken away. */
  readonly deletions: boolean;
};

const CHANGES: Mode = { changes: true, deletions: false };
const DELETIONS: Mode = { changes: false, deletions: true };

export function threeWayPatch(
  original: JsonObject | undefined,
  modified: JsonObject,
  current: JsonObject,
  schema: PatchSchema,
): JsonObject {
  const delta = diffMaps(current, modified, schema, CHANGES);
  const removed = diffMaps(original ?? {}, modified, schema, DELETIONS);
  return mergePatches(removed, delta, schema);
}

/** The strategic merge patch that turns one object into the other. */
export function twoWayPatch(from: JsonObject, to: JsonObject, schema: PatchSchema): JsonObject {
  return diffMaps(from, to, schema, { changes: true, deletions: true });
}

type Patch = { [key: string]: JsonValue };

function diffMaps(
  original: JsonObject,
  modified: JsonObject,
  schema: PatchSchema,
  mode: Mode,
  retainKeys = false,
): JsonObject {
  const patch: Patch = {};
  for (const [key, wanted] of Object.entries(modified)) {
    const had = original[key];
    if (had === undefined) {
      if (mode.changes) patch[key] = wanted;
    } else diffField(patch, key, had, wanted, schema, mode);
  }
  if (mode.deletions) {
    for (const key of Object.keys(original)) if (!(key in modified)) patch[key] = null;
  }
  const kept = Object.keys(modified).filter((key) => modified[key] !== null);
  const gone = Object.keys(original).some((key) => !(key in modified));
  if (retainKeys && kept.length > 0 && (Object.keys(patch).length > 0 || gone)) {
    patch.$retainKeys = kept.sort();
  }
  return patch;
}

function diffField(
  patch: Patch,
  key: string,
  had: JsonValue,
  wanted: JsonValue,
  schema: PatchSchema,
  mode: Mode,
): void {
  if (isJsonObject(had) && isJsonObject(wanted)) {
    const rule = schema.mapRule(key);
    if (rule.replace) {
      if (mode.changes && !same(had, wanted)) patch[key] = wanted;
      return;
    }
    const below = diffMaps(had, wanted, schema.field(key), mode, rule.retainKeys);
    if (Object.keys(below).length > 0) patch[key] = below;
    return;
  }
  if (Array.isArray(had) && Array.isArray(wanted)) {
    const rule = schema.listRule(key);
    if (rule.kind !== "replace") {
      diffLists(patch, key, had, wanted, schema.field(key), rule, mode);
      return;
    }
  }
  if (mode.changes && !same(had, wanted)) patch[key] = wanted;
}

function diffLists(
  patch: Patch,
  key: string,
  had: readonly JsonValue[],
  wanted: readonly JsonValue[],
  schema: PatchSchema,
  rule: ListRule,
  mode: Mode,
): void {
  if (had.length === 0) {
    if (mode.changes && wanted.length > 0) patch[key] = wanted;
    return;
  }
  if (rule.kind === "merge-map") diffMapLists(patch, key, had, wanted, schema, rule, mode);
  else diffScalarLists(patch, key, had, wanted, mode);
}

function diffMapLists(
  patch: Patch,
  key: string,
  had: readonly JsonValue[],
  wanted: readonly JsonValue[],
  schema: PatchSchema,
  rule: Extract<ListRule, { kind: "merge-map" }>,
  mode: Mode,
): void {
  const { mergeKey, retainKeys } = rule;
  const before = byKey(had, mergeKey);
  const after = byKey(wanted, mergeKey);
  const items: JsonValue[] = [];
  for (const [name, item] of after) {
    const old = before.get(name);
    if (old === undefined) {
      if (mode.changes) items.push(item);
      continue;
    }
    const below = diffMaps(old, item, schema, mode, retainKeys);
    if (Object.keys(below).length > 0) items.push({ ...below, [mergeKey]: item[mergeKey] ?? name });
  }
  if (mode.deletions) {
    for (const [name, item] of before) {
      if (!after.has(name)) items.push({ $patch: "delete", [mergeKey]: item[mergeKey] ?? name });
    }
  }
  const sameOrder = same([...before.keys()], [...after.keys()]) && had.length === wanted.length;
  if (items.length > 0) patch[key] = items;
  if (items.length > 0 || (mode.changes && !sameOrder)) {
    const order = [...after.values()].map((item) => ({ [mergeKey]: item[mergeKey] ?? null }));
    if (order.length > 0) patch[`$setElementOrder/${key}`] = order;
  }
}

function diffScalarLists(
  patch: Patch,
  key: string,
  had: readonly JsonValue[],
  wanted: readonly JsonValue[],
  mode: Mode,
): void {
  const added = wanted.filter((item) => !had.includes(item));
  const removed = had.filter((item) => !wanted.includes(item));
  if (mode.changes && added.length > 0) patch[key] = added;
  if (mode.deletions && removed.length > 0) patch[`$deleteFromPrimitiveList/${key}`] = removed;
  const changed = (mode.changes && !same(had, wanted)) || (mode.deletions && removed.length > 0);
  if (changed && wanted.length > 0) patch[`$setElementOrder/${key}`] = wanted;
}

/** Items by the text of their key; the last of equal keys stands. */
function byKey(list: readonly JsonValue[], mergeKey: string): ReadonlyMap<string, JsonObject> {
  const entries = list
    .filter(isJsonObject)
    .map((item) => [String(item[mergeKey] ?? ""), item] as const);
  return new Map(entries);
}

/** Two patches of one object as one; where both speak of a field, the second is right. */
function mergePatches(first: JsonObject, second: JsonObject, schema: PatchSchema): JsonObject {
  const merged: Patch = { ...first };
  for (const [key, value] of Object.entries(second)) {
    const other = merged[key];
    if (isJsonObject(other) && isJsonObject(value)) {
      merged[key] = mergePatches(other, value, schema.field(key));
    } else if (Array.isArray(other) && Array.isArray(value) && !key.startsWith("$")) {
      merged[key] = mergeLists(other, value, schema.field(key), schema.listRule(key));
    } else merged[key] = value;
  }
  return merged;
}

function mergeLists(
  first: readonly JsonValue[],
  second: readonly JsonValue[],
  schema: PatchSchema,
  rule: ListRule,
): readonly JsonValue[] {
  if (rule.kind === "replace") return second;
  if (rule.kind === "merge-set") return [...new Set([...first, ...second])];
  const merged = new Map(byKey(second, rule.mergeKey));
  for (const [name, item] of byKey(first, rule.mergeKey)) {
    const other = merged.get(name);
    merged.set(name, other === undefined ? item : mergePatches(item, other, schema));
  }
  return [...merged.values()];
}

/** Equal as JSON; the order of fields does not count. */
export function same(a: unknown, b: unknown): boolean {
  if (a === b) return true;
  if (Array.isArray(a) && Array.isArray(b)) {
    return a.length === b.length && a.every((item, at) => same(item, b[at]));
  }
  if (!isJsonObject(a) || !isJsonObject(b)) return false;
  const keys = Object.keys(a);
  return (
    keys.length === Object.keys(b).length && keys.every((key) => key in b && same(a[key], b[key]))
  );
}
