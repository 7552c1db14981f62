/** The fields of a value, and those in which two values differ. */
import { sameJson } from "../../api/json.ts";
import { type FieldSet, joinPath } from "./field-set.ts";
import { partsOf, type Shape } from "./shape.ts";

/** All that a configuration speaks of. */
export function fieldSetOf(value: unknown, shape: Shape): FieldSet {
  const set = new Set<string>();
  collect(value, shape, "", set);
  return set;
}

function collect(value: unknown, shape: Shape, path: string, set: Set<string>): void {
  const parts = partsOf(value, shape);
  if (parts === undefined) {
    set.add(path);
    return;
  }
  if (parts.size === 0 && shape.kind !== "keyed" && shape.kind !== "set") set.add(path);
  for (const [element, part] of parts) {
    const at = joinPath(path, element);
    collect(part.value, part.shape, at, set);
    if (shape.kind !== "parts") set.add(at);
  }
}

export type Comparison = {
  readonly added: FieldSet;
  readonly modified: FieldSet;
  readonly removed: FieldSet;
};

export function compareFields(before: unknown, after: unknown, shape: Shape): Comparison {
  const found = {
    added: new Set<string>(),
    modified: new Set<string>(),
    removed: new Set<string>(),
  };
  compareAt(before, after, shape, "", found);
  return found;
}

type Found = {
  readonly added: Set<string>;
  readonly modified: Set<string>;
  readonly removed: Set<string>;
};

function compareAt(
  before: unknown,
  after: unknown,
  shape: Shape,
  path: string,
  found: Found,
): void {
  if (before === after) return;
  const old = before === undefined ? undefined : partsOf(before, shape);
  const now = after === undefined ? undefined : partsOf(after, shape);
  const isLeaf = (old === undefined || old.size === 0) && (now === undefined || now.size === 0);
  if (!isLeaf) {
    for (const [element, part] of now ?? []) {
      const at = joinPath(path, element);
      compareAt(old?.get(element)?.value, part.value, part.shape, at, found);
    }
    for (const [element, part] of old ?? []) {
      if (now?.has(element) === true) continue;
      compareAt(part.value, undefined, part.shape, joinPath(path, element), found);
    }
  }
  if (before === undefined) found.added.add(path);
  else if (after === undefined) found.removed.add(path);
  else if (isLeaf && !sameJson(before, after)) found.modified.add(path);
}
