/** Defaults without writing to what is given: an object that lacks nothing comes back as it is. */
import { NOTHING } from "../api/json.ts";

/**
 * Fills in the fields that are undefined or null (a pointer that the client left out);
 * an empty text counts as missing where one is expected.
 */
export function fillIn<T extends object>(object: T, defaults: Partial<T>): T {
  let missing: Partial<T> | undefined;
  for (const name in defaults) {
    const value = defaults[name];
    if (value === undefined || !isMissing(object[name], value)) continue;
    missing ??= {};
    missing[name] = value;
  }
  return missing === undefined ? object : { ...NOTHING, ...object, ...missing };
}

function isMissing(given: unknown, wanted: unknown): boolean {
  return given === undefined || given === null || (given === "" && wanted !== "");
}

/** Replaces one field by what `change` makes of it; a field that is missing stays missing. */
export function changeField<T extends object, K extends keyof T>(
  object: T,
  name: K,
  change: (value: NonNullable<T[K]>) => T[K],
): T {
  const value = object[name];
  if (value === undefined || value === null) return object;
  const changed = change(value);
  return changed === value ? object : { ...object, [name]: changed };
}

/** As `map`; the list itself comes back when no item changed. */
export function changeItems<T>(items: readonly T[], change: (item: T) => T): readonly T[] {
  let changed: T[] | undefined;
  for (const [i, item] of items.entries()) {
    const next = change(item);
    if (next === item) continue;
    changed ??= [...items];
    changed[i] = next;
  }
  return changed ?? items;
}
