/**
 * Strategic merge patch: lists are merged by their keys where the schema says so, and directives
 * (`$patch`, `$retainKeys`, `$setElementOrder/…`, `$deleteFromPrimitiveList/…`) say what else.
 * https://kubernetes.io/docs/tasks/manage-kubernetes-objects/update-api-object-kubectl-patch/
 */
import { type FieldType, modelOf, type SchemaField, type SchemaModel } from "../../api/schema.ts";
import { isScalar, knownOrder, mergeKeyedList, mergeScalarList, orderedAs } from "./merge-list.ts";

export type Json = Readonly<Record<string, unknown>>;

/** Thrown for a patch that cannot be applied; the message is the server's. */
export class StrategicMergeError extends Error {
  override readonly name = "StrategicMergeError";
}

const ORDER = "$setElementOrder/";
const DELETE = "$deleteFromPrimitiveList/";
const RETAIN = "$retainKeys";

export function applyStrategicMerge(
  original: Json,
  patch: Json,
  model: SchemaModel | undefined,
): Json {
  const directive = patch.$patch;
  if (directive === "replace") return withoutDirectives(omit(patch, "$patch")) as Json;
  if (directive === "delete") return {};
  if (directive !== undefined && directive !== "merge") {
    throw new StrategicMergeError(`Unknown patch type found: ${String(directive)}`);
  }
  const result: Record<string, unknown> = retained(original, patch);
  for (const name in patch) {
    if (name === "$patch" || name === RETAIN) continue;
    if (name.startsWith(ORDER) || name.startsWith(DELETE)) {
      const field = name.slice(name.indexOf("/") + 1);
      if (patch[field] === undefined) mergeField(result, field, undefined, patch, model);
      continue;
    }
    mergeField(result, name, patch[name], patch, model);
  }
  return result;
}

function retained(original: Json, patch: Json): Record<string, unknown> {
  const keep = patch[RETAIN];
  if (!Array.isArray(keep)) return { ...original };
  return Object.fromEntries(Object.entries(original).filter(([name]) => keep.includes(name)));
}

function mergeField(
  result: Record<string, unknown>,
  name: string,
  value: unknown,
  patch: Json,
  model: SchemaModel | undefined,
): void {
  const field = model?.fields.get(name);
  const deletions = patch[`${DELETE}${name}`];
  const order = patch[`${ORDER}${name}`];
  const old = result[name];
  if (value === null) {
    delete result[name];
    return;
  }
  if (Array.isArray(deletions) || Array.isArray(order) || Array.isArray(value)) {
    const merged = mergeList(old, value, field, { deletions, order });
    if (merged !== undefined) result[name] = merged;
    return;
  }
  if (isObject(value) && isObject(old) && !(field?.patchStrategies.includes("replace") ?? false)) {
    result[name] = applyStrategicMerge(old, value, modelIn(field?.type, name));
  } else if (isObject(value)) {
    const kept = value.$patch === "delete" ? undefined : withoutDirectives(value);
    if (kept === undefined) delete result[name];
    else result[name] = kept;
  } else result[name] = value;
}

type ListDirectives = { readonly deletions: unknown; readonly order: unknown };

function mergeList(
  old: unknown,
  value: unknown,
  field: SchemaField | undefined,
  { deletions, order }: ListDirectives,
): unknown {
  const merges = field?.patchStrategies.includes("merge") ?? false;
  if (!merges) return value === undefined ? old : withoutDirectives(value);
  const given = Array.isArray(value) ? value : [];
  const before = Array.isArray(old) ? old : undefined;
  if (before === undefined) {
    if (value === undefined) return undefined;
    const items = given.filter((item) => !(isObject(item) && item.$patch === "delete"));
    return withoutDirectives(items);
  }
  const key = field?.mergeKey;
  if (key === undefined || (given.every(isScalar) && before.every(isScalar))) {
    const gone = Array.isArray(deletions) ? deletions : [];
    const merged = mergeScalarList(before, given, gone);
    return Array.isArray(order) ? orderedAs(merged, order, before, (item) => String(item)) : merged;
  }
  const model = itemModel(field?.type);
  const merged = mergeKeyedList(before, given, key, (item, change) =>
    applyStrategicMerge(item, change, model),
  );
  if (!Array.isArray(order)) return merged;
  const known = knownOrder(before, merged, (item) => keyText(item, key));
  return orderedAs(merged, order, known, (item) => keyText(item, key));
}

export function keyText(item: unknown, key: string): string {
  return isObject(item) ? String(item[key]) : String(item);
}

function modelIn(type: FieldType | undefined, name: string): SchemaModel | undefined {
  if (name === "metadata" && type === undefined) return modelOf("ObjectMeta");
  return type?.kind === "model" ? modelOf(type.model) : undefined;
}

function itemModel(type: FieldType | undefined): SchemaModel | undefined {
  if (type?.kind !== "list" || type.item.kind !== "model") return undefined;
  return modelOf(type.item.model);
}

/** A value that is taken over whole loses its directives and nulls. */
function withoutDirectives(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutDirectives);
  if (!isObject(value)) return value;
  const kept: Record<string, unknown> = {};
  for (const name in value) {
    const isDirective =
      name === "$patch" || name === RETAIN || name.startsWith(ORDER) || name.startsWith(DELETE);
    if (!isDirective && value[name] !== null) kept[name] = withoutDirectives(value[name]);
  }
  return kept;
}

function omit(value: Json, name: string): Json {
  const { [name]: _, ...rest } = value;
  return rest;
}

export function isObject(value: unknown): value is Json {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
