/** Schemas of custom resources: their form, pruning of what they do not know, and defaults. */
import type { KubeObject } from "../../api/object.ts";
import type { JSONSchemaProps } from "../../api/types.generated.ts";

export type Schema = Omit<
  JSONSchemaProps,
  "items" | "additionalProperties" | "properties" | "allOf" | "anyOf" | "oneOf" | "not"
> & {
  readonly items?: Schema;
  readonly additionalProperties?: Schema | boolean;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly allOf?: readonly Schema[];
  readonly anyOf?: readonly Schema[];
  readonly oneOf?: readonly Schema[];
  readonly not?: Schema;
};

export type Json = Readonly<Record<string, unknown>>;

export function isObject(value: unknown): value is Json {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** What a schema is about: the object without what the server itself keeps. */
export function bare(object: KubeObject): Json {
  const { apiVersion, kind, metadata, ...rest } = object;
  return rest;
}

/** `spec.ports[0].name`, the path that errors tell. */
export function childPath(path: string, name: string): string {
  return path === "" ? name : `${path}.${name}`;
}

/** Leaves out what the schema does not know; `unknown` is given the paths of it. */
export function pruned(
  value: unknown,
  schema: Schema,
  path: string,
  unknown: (path: string) => void,
): unknown {
  if (Array.isArray(value)) {
    const { items } = schema;
    if (items === undefined) return value;
    return value.map((item, i) => pruned(item, items, `${path}[${i}]`, unknown));
  }
  if (!isObject(value)) return value;
  const { additionalProperties: others, properties = {} } = schema;
  const keepsAll = schema["x-kubernetes-preserve-unknown-fields"] === true;
  const isResource = schema["x-kubernetes-embedded-resource"] === true;
  const kept: Record<string, unknown> = {};
  for (const name of Object.keys(value).sort()) {
    const at = childPath(path, name);
    const inner = properties[name] ?? (isObject(others) ? (others as Schema) : undefined);
    if (inner !== undefined) kept[name] = pruned(value[name], inner, at, unknown);
    else if (keepsAll || others === true || (isResource && EMBEDDED.includes(name))) {
      kept[name] = value[name];
    } else unknown(at);
  }
  return kept;
}

const EMBEDDED = ["apiVersion", "kind", "metadata"];

/** Fills in what is missing, from the outside in: a default may have defaults of its own. */
export function defaulted(value: unknown, schema: Schema): unknown {
  if (Array.isArray(value)) {
    const { items } = schema;
    return items === undefined ? value : value.map((item) => defaulted(item, items));
  }
  if (!isObject(value)) return value;
  const { additionalProperties: others, properties = {} } = schema;
  const filled: Record<string, unknown> = {};
  for (const name in value) {
    const inner = properties[name] ?? (isObject(others) ? (others as Schema) : undefined);
    const given = value[name];
    if (given === null && inner !== undefined && !keepsNull(inner)) continue;
    filled[name] = given;
  }
  for (const [name, inner] of Object.entries(properties)) {
    if (filled[name] === undefined && inner.default !== undefined) filled[name] = inner.default;
  }
  for (const name in filled) {
    const inner = properties[name] ?? (isObject(others) ? (others as Schema) : undefined);
    if (inner !== undefined) filled[name] = defaulted(filled[name], inner);
  }
  return filled;
}

function keepsNull(schema: Schema): boolean {
  return schema.nullable === true && schema.default === undefined;
}
