/** How a value is divided into fields: what is one whole, what has named parts, what has items. */
import { type FieldType, modelOf, type SchemaField, type SchemaModel } from "../../api/schema.ts";

export type Json = Readonly<Record<string, unknown>>;

export type Shape =
  | { readonly kind: "whole" }
  | { readonly kind: "parts"; readonly part: (name: string) => Shape | undefined }
  | { readonly kind: "entries"; readonly entry: Shape }
  | { readonly kind: "keyed"; readonly keys: readonly string[]; readonly item: Shape }
  | { readonly kind: "set" };

const WHOLE: Shape = { kind: "whole" };

/** Of kinds without a model: objects have parts, everything else is whole. */
export const FREE: Shape = { kind: "parts", part: () => FREE };

const shapes = new Map<string, Shape>();

export function shapeOfKind(model: string): Shape {
  const known = shapes.get(model);
  if (known !== undefined) return known;
  const found = modelOf(model);
  const shape = found === undefined ? customShape() : shapeOfModel(found);
  shapes.set(model, shape);
  return shape;
}

function customShape(): Shape {
  const metadata = shapeOfKind("ObjectMeta");
  return { kind: "parts", part: (name) => (name === "metadata" ? metadata : FREE) };
}

function shapeOfModel(model: SchemaModel): Shape {
  if (model.atomic) return WHOLE;
  const parts = new Map<string, Shape>();
  return {
    kind: "parts",
    part(name) {
      const field = model.fields.get(name);
      if (field === undefined) return undefined;
      const known = parts.get(name);
      if (known !== undefined) return known;
      const shape = shapeOfField(field);
      parts.set(name, shape);
      return shape;
    },
  };
}

function shapeOfField({ listType, mapKeys, type }: SchemaField): Shape {
  if (listType === "atomic") return WHOLE;
  if (type.kind !== "list") return shapeOfType(type);
  if (listType === "set") return { kind: "set" };
  if (listType !== "map") return WHOLE;
  return { kind: "keyed", keys: mapKeys, item: shapeOfType(type.item) };
}

function shapeOfType(type: FieldType): Shape {
  switch (type.kind) {
    case "model":
      return shapeOfKind(type.model);
    case "map":
      return { kind: "entries", entry: shapeOfType(type.value) };
    default:
      return WHOLE;
  }
}

export function isObject(value: unknown): value is Json {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** What of an object or list of this shape is named apart; undefined for what is one whole. */
export function partsOf(
  value: unknown,
  shape: Shape,
): ReadonlyMap<string, { readonly value: unknown; readonly shape: Shape }> | undefined {
  const parts = new Map<string, { readonly value: unknown; readonly shape: Shape }>();
  if (shape.kind === "parts" || shape.kind === "entries") {
    if (!isObject(value)) return undefined;
    for (const name in value) {
      if (value[name] === undefined) continue;
      const inner = shape.kind === "entries" ? shape.entry : (shape.part(name) ?? WHOLE);
      parts.set(`f:${name}`, { value: value[name], shape: inner });
    }
    return parts;
  }
  if (shape.kind === "whole" || !Array.isArray(value)) return undefined;
  for (const item of value) {
    if (shape.kind === "set") parts.set(`v:${JSON.stringify(item)}`, { value: item, shape: WHOLE });
    else parts.set(`k:${keyOfItem(item, shape.keys)}`, { value: item, shape: shape.item });
  }
  return parts;
}

/** Keys that may be left out, and what they are then. */
const KEY_DEFAULTS: Readonly<Record<string, unknown>> = { protocol: "TCP" };

export function keyFields(item: unknown, keys: readonly string[]): Json {
  if (!isObject(item)) return {};
  const entries = [...keys].sort().map((key) => [key, item[key] ?? KEY_DEFAULTS[key]] as const);
  return Object.fromEntries(entries.filter(([, value]) => value !== undefined));
}

export function keyOfItem(item: unknown, keys: readonly string[]): string {
  return JSON.stringify(keyFields(item, keys));
}
