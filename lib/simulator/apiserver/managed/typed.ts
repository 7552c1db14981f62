/** Whether a configuration fits its kind, in the words of server-side apply. */
import { ApiError } from "../../api/error.ts";
import type { ResourceRow } from "../../api/resource.ts";
import { type FieldType, modelOf, type SchemaField, type SchemaModel } from "../../api/schema.ts";
import { keyText } from "./field-set.ts";
import { isObject, type Json, keyFields, keyOfItem } from "./shape.ts";

export function checkTyped(config: Json, row: ResourceRow, namespace: string): void {
  const model = modelOf(row.model);
  if (model === undefined) return;
  const faults = modelFaults(config, model, "");
  if (faults.length === 0) return;
  const name = String((config.metadata as Json | undefined)?.name ?? "");
  const where = namespace === "" ? `/${name}` : `${namespace}/${name}`;
  const what = `${row.group}/${row.version}, Kind=${row.kind}`;
  const many =
    faults.length === 1 ? faults[0] : `errors:\n${faults.map((one) => `  ${one}`).join("\n")}`;
  throw new ApiError(500, "", `failed to create typed patch object (${where}; ${what}): ${many}`);
}

function modelFaults(value: Json, model: SchemaModel, path: string): readonly string[] {
  return Object.keys(value).flatMap((name) => {
    const at = `${path}.${name}`;
    const field = model.fields.get(name);
    if (field === undefined) return [`${at}: field not declared in schema`];
    return value[name] === null ? [] : fieldFaults(value[name], field, at);
  });
}

function fieldFaults(value: unknown, field: SchemaField, path: string): readonly string[] {
  const { listType, mapKeys, type } = field;
  if (type.kind !== "list" || !Array.isArray(value) || listType !== "map") {
    return typeFaults(value, type, path);
  }
  const seen = new Set<string>();
  const repeated = new Map<string, Json>();
  for (const item of value) {
    const key = keyOfItem(item, mapKeys);
    if (seen.has(key)) repeated.set(key, keyFields(item, mapKeys));
    seen.add(key);
  }
  return [
    ...[...repeated.values()].map((key) => `${path}: duplicate entries for key ${keyText(key)}`),
    ...value.flatMap((item) =>
      typeFaults(item, type.item, `${path}${keyText(keyFields(item, mapKeys))}`),
    ),
  ];
}

function typeFaults(value: unknown, type: FieldType, path: string): readonly string[] {
  const got = (wanted: string) => [`${path}: expected ${wanted}, got ${shown(value)}`];
  switch (type.kind) {
    case "model": {
      const model = modelOf(type.model);
      if (model === undefined) return [];
      return isObject(value) ? modelFaults(value, model, path) : got("map");
    }
    case "map":
      if (!isObject(value)) return got("map");
      return Object.entries(value).flatMap(([name, item]) =>
        item === null ? [] : typeFaults(item, type.value, `${path}.${name}`),
      );
    case "list":
      if (!Array.isArray(value)) return got("list");
      return value.flatMap((item, i) => typeFaults(item, type.item, `${path}[${i}]`));
    case "int32":
    case "int64":
    case "number":
      return typeof value === "number" ? [] : got("numeric (int or float)");
    case "boolean":
      return typeof value === "boolean" ? [] : got("boolean");
    case "string":
    case "bytes":
    case "time":
    case "micro-time":
      return typeof value === "string" ? [] : got("string");
    default:
      return [];
  }
}

function shown(value: unknown): string {
  if (typeof value === "string") return "string";
  if (Array.isArray(value)) return "list";
  return isObject(value) ? "map" : `&value.valueUnstructured{Value:${JSON.stringify(value)}}`;
}
