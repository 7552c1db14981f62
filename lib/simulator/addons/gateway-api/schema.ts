/** Small builders for the structural schemas of definitions. */

export type Schema = { readonly [field: string]: unknown };

export const text: Schema = { type: "string" };
export const port: Schema = { type: "integer", format: "int32", minimum: 1, maximum: 65_535 };

export function oneOf(values: readonly string[], fallback?: string): Schema {
  const one = { type: "string", enum: values };
  return fallback === undefined ? one : { ...one, default: fallback };
}

export function list(items: Schema, most = 64): Schema {
  return { type: "array", items, maxItems: most };
}

export function object(
  properties: Readonly<Record<string, Schema>>,
  required: readonly string[] = [],
): Schema {
  return required.length === 0
    ? { type: "object", properties }
    : { type: "object", properties, required };
}

export function withDefault(schema: Schema, value: unknown): Schema {
  return { ...schema, default: value };
}
