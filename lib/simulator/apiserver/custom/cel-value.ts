/** A custom resource's values as its rules see them: texts of some formats are times. */
import { celTime } from "#lib/cel";
import { isObject, type Schema } from "./schema.ts";

const TIMES: Readonly<Record<string, "timestamp" | "duration">> = {
  "date-time": "timestamp",
  date: "timestamp",
  duration: "duration",
};

export function celTyped(value: unknown, schema: Schema): unknown {
  if (!hasTimes(schema)) return value;
  if (typeof value === "string") {
    const kind = TIMES[schema.format ?? ""];
    const text = schema.format === "date" ? `${value}T00:00:00Z` : value;
    return kind === undefined ? value : celTime(kind, text);
  }
  const { additionalProperties: others, items, properties = {} } = schema;
  if (Array.isArray(value)) return items ? value.map((item) => celTyped(item, items)) : value;
  if (!isObject(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, part]) => {
      const inner = properties[name] ?? (isObject(others) ? (others as Schema) : undefined);
      return [name, inner === undefined ? part : celTyped(part, inner)];
    }),
  );
}

const known = new WeakMap<Schema, boolean>();

function hasTimes(schema: Schema): boolean {
  const found = known.get(schema);
  if (found !== undefined) return found;
  const { additionalProperties: others, items, properties = {} } = schema;
  const has =
    (schema.format ?? "") in TIMES ||
    Object.values(properties).some(hasTimes) ||
    (items !== undefined && hasTimes(items)) ||
    (isObject(others) && hasTimes(others as Schema));
  known.set(schema, has);
  return has;
}
