/** Merging the lists of strategic merge patches, and the order of what comes out. */
import { goText } from "./go-text.ts";

type Json = Readonly<Record<string, unknown>>;
type Merge = (item: Json, patch: Json) => Json;

/** A map of a keyed list that does not have its key. */
export class MergeKeyError extends Error {
  override readonly name = "MergeKeyError";
}

export function isScalar(value: unknown): boolean {
  return typeof value !== "object" || value === null;
}

export function mergeScalarList(
  before: readonly unknown[],
  patch: readonly unknown[],
  deletions: readonly unknown[],
): readonly unknown[] {
  const kept = before.filter((item) => !deletions.includes(item));
  const merged = [...new Set([...kept, ...patch])];
  return orderedAs(merged, [...new Set(patch)], before, (item) => String(item));
}

export function mergeKeyedList(
  before: readonly unknown[],
  patch: readonly unknown[],
  key: string,
  merge: Merge,
): readonly unknown[] {
  if (patch.some((item) => isObject(item) && item.$patch === "replace")) {
    return patch.filter((item) => isObject(item) && item.$patch === undefined);
  }
  let merged = [...before];
  const changes: Json[] = [];
  for (const item of patch) {
    if (!isObject(item)) continue;
    const value = item[key];
    if (value === undefined) {
      const text = goText(item);
      throw new MergeKeyError(`map: ${text} does not contain declared merge key: ${key}`);
    }
    const isSame = (other: unknown) => isObject(other) && other[key] === value;
    if (item.$patch === "delete") {
      merged = merged.filter((other) => !isSame(other));
      continue;
    }
    const at = merged.findIndex(isSame);
    if (at < 0) merged.push(merge({}, item));
    else merged[at] = merge(merged[at] as Json, item);
    changes.push(item);
  }
  return orderedAs(merged, changes, before, (item) => String((item as Json)[key]));
}

/**
 * What the patch names stands in the patch's order, what only the server has keeps its own; the
 * two are interleaved by the order that they had before, the patch's first where that says nothing.
 */
export function orderedAs(
  merged: readonly unknown[],
  wanted: readonly unknown[],
  before: readonly unknown[],
  keyOf: (item: unknown) => string,
): readonly unknown[] {
  const wantedAt = positions(wanted, keyOf);
  const beforeAt = positions(before, keyOf);
  const place = (places: ReadonlyMap<string, number>) => (item: unknown) =>
    places.get(keyOf(item)) ?? -1;
  const [inWanted, inBefore] = [place(wantedAt), place(beforeAt)];
  const named = merged.filter((item) => inWanted(item) >= 0);
  named.sort((a, b) => inWanted(a) - inWanted(b));
  const others = merged.filter((item) => inWanted(item) < 0);
  others.sort((a, b) => inBefore(a) - inBefore(b));
  const result: unknown[] = [];
  let i = 0;
  for (const item of named) {
    for (; i < others.length; i++) {
      const [left, right] = [inBefore(others[i]), inBefore(item)];
      if (left < 0 || right < 0 || left > right) break;
      result.push(others[i]);
    }
    result.push(item);
  }
  return [...result, ...others.slice(i)];
}

/**
 * The order from before as the server still sees it: it deletes and appends in place, so that new
 * items stand where as many were deleted.
 */
export function knownOrder(
  before: readonly unknown[],
  merged: readonly unknown[],
  keyOf: (item: unknown) => string,
): readonly unknown[] {
  const after = new Set(merged.map(keyOf));
  const old = new Set(before.map(keyOf));
  const kept = before.filter((item) => after.has(keyOf(item)));
  if (kept.length === before.length) return before;
  const added = merged.filter((item) => !old.has(keyOf(item)));
  const place = [...kept, ...added].slice(0, before.length);
  return [...place, ...before.slice(place.length)];
}

function positions(
  items: readonly unknown[],
  keyOf: (item: unknown) => string,
): ReadonlyMap<string, number> {
  return new Map(items.map((item, i) => [keyOf(item), i]));
}

function isObject(value: unknown): value is Json {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
