/** The types of what rules speak of, with how large each value can be by its schema. */
import {
  BOOL,
  type CelType,
  DOUBLE,
  DURATION,
  DYN,
  INT,
  listOf,
  mapOf,
  objectType,
  STRING,
  scalarType,
  sized,
  TIMESTAMP,
} from "#lib/cel";
import { isObject, type Schema } from "../../custom/schema.ts";

/** No request is larger; what has no bound of its own is bounded by it. */
export const REQUEST_BYTES = 3 * 1024 * 1024;
const LONGEST_TEXT = REQUEST_BYTES - 2;

/** The type of what a rule calls `self`. */
export function declaredType(schema: Schema, isRoot: boolean): CelType {
  const { additionalProperties: others, items, properties } = schema;
  if (schema["x-kubernetes-int-or-string"] === true) return sized(DYN, textLength(schema));
  switch (schema.type) {
    case "array": {
      if (items === undefined) return listOf(DYN);
      const most = schema.maxItems ?? Math.floor(LONGEST_TEXT / (leastBytes(items) + 1));
      return sized(listOf(declaredType(items, false)), Math.max(0, most));
    }
    case "boolean":
      return sized(BOOL, 0);
    case "integer":
      return sized(INT, 0);
    case "number":
      return sized(DOUBLE, 0);
    case "string":
      return textType(schema);
    case "object":
      break;
    default:
      return DYN;
  }
  if (isObject(others)) {
    const value = others as Schema;
    const most = schema.maxProperties ?? Math.floor(LONGEST_TEXT / (leastBytes(value) + 6));
    return sized(mapOf(sized(STRING, 0), declaredType(value, false)), Math.max(0, most));
  }
  const isResource = isRoot || schema["x-kubernetes-embedded-resource"] === true;
  const type = objectType("object", (name) => {
    if (isResource && (name === "apiVersion" || name === "kind")) return ANY_TEXT;
    if (isResource && name === "metadata") return METADATA;
    const inner = properties?.[unescaped(name)];
    return inner === undefined ? undefined : declaredType(inner, false);
  });
  return sized(type, 0);
}

const ANY_TEXT = sized(STRING, LONGEST_TEXT);
const METADATA = sized(
  objectType("object", (name) =>
    name === "name" || name === "generateName" ? ANY_TEXT : undefined,
  ),
  0,
);

function textType(schema: Schema): CelType {
  const types: Readonly<Record<string, readonly [CelType, number]>> = {
    "date-time": [TIMESTAMP, 32],
    date: [TIMESTAMP, 12],
    duration: [DURATION, 32],
  };
  const { format = "" } = schema;
  const time = types[format];
  if (time !== undefined) return sized(...time);
  return sized(format === "byte" ? scalarType("bytes") : STRING, textLength(schema));
}

function textLength({ enum: choices = [], format, maxLength }: Schema): number {
  // A character may take four bytes.
  if (maxLength !== undefined) return Math.max(0, maxLength) * (format === "byte" ? 1 : 4);
  const lengths = choices.map((one) => (typeof one === "string" ? one.length : 0));
  return lengths.length > 0 ? Math.max(...lengths) : LONGEST_TEXT;
}

/** How short a value that fits the schema can be written. */
export function leastBytes(schema: Schema): number {
  if (schema["x-kubernetes-int-or-string"] === true) return 1;
  switch (schema.type) {
    case "boolean":
      return 4;
    case "integer":
    case "number":
      return 1;
    case "string":
      return { "date-time": 21, date: 12, duration: 3 }[schema.format ?? ""] ?? 2;
    case "object":
      break;
    default:
      return 2;
  }
  const { properties = {}, required = [] } = schema;
  return required.reduce((bytes, name) => {
    const inner = properties[name];
    if (inner === undefined || inner.default !== undefined) return bytes;
    return bytes + name.length + leastBytes(inner) + 4;
  }, 2);
}

function unescaped(name: string): string {
  return name
    .replaceAll("__dot__", ".")
    .replaceAll("__dash__", "-")
    .replaceAll("__slash__", "/")
    .replaceAll("__underscores__", "__")
    .replace(
      /^__(true|false|null|in|as|break|const|continue|else|for|function|if|import|let|loop|package|namespace|return|var|void|while)__$/,
      "$1",
    );
}
