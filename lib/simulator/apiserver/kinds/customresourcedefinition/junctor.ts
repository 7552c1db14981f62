/** What schemas inside of `allOf`, `anyOf`, `oneOf` and `not` may not say: they only narrow. */
import { type FieldError, forbiddenField, required } from "../../../api/field-error.ts";
import { isObject, type Schema } from "../../custom/schema.ts";

const EMPTY = ["type", "title", "description", "x-kubernetes-validations"] as const;
const FALSE = [
  "x-kubernetes-preserve-unknown-fields",
  "x-kubernetes-embedded-resource",
  "x-kubernetes-int-or-string",
  "nullable",
] as const;

type Parts = Pick<Schema, "items" | "properties">;

type Choice = readonly [Schema, string];

export function junctorFaults(schema: Schema, at: string): readonly FieldError[] {
  return choicesOf(schema, at).flatMap(([one, where]) => narrowFaults(one, where));
}

/** What is narrowed has to be there: its fields are told of outside as well. */
export function completenessFaults(schema: Schema, at: string): readonly FieldError[] {
  return choicesOf(schema, at).flatMap(([one, where]) => completeFaults(one, schema, where, at));
}

function choicesOf(schema: Schema, at: string): readonly Choice[] {
  const isIntOrString = schema["x-kubernetes-int-or-string"] === true;
  const { allOf = [], anyOf = [], oneOf = [], not } = schema;
  // An integer or a text may say so in the one way that was used before.
  if (isIntOrString) return [];
  return [
    ...allOf.map((one, i) => [one, `${at}.allOf[${i}]`] as const),
    ...anyOf.map((one, i) => [one, `${at}.anyOf[${i}]`] as const),
    ...oneOf.map((one, i) => [one, `${at}.oneOf[${i}]`] as const),
    ...(not === undefined ? [] : [[not, `${at}.not`] as const]),
  ];
}

function narrowFaults(schema: Schema, at: string): readonly FieldError[] {
  const { additionalProperties, items, properties = {} } = schema;
  const isSet = (value: unknown) =>
    value !== undefined && value !== "" && !(Array.isArray(value) && value.length === 0);
  return [
    ...Object.entries(properties).flatMap(([name, inner]) =>
      narrowFaults(inner, `${at}.properties[${name}]`),
    ),
    ...(items === undefined ? [] : narrowFaults(items, `${at}.items`)),
    ...(isObject(additionalProperties)
      ? [forbiddenField(`${at}.additionalProperties`, "must be undefined to be structural")]
      : []),
    ...EMPTY.filter((field) => isSet(schema[field])).map((field) =>
      forbiddenField(`${at}.${field}`, "must be empty to be structural"),
    ),
    ...(schema.default === undefined
      ? []
      : [forbiddenField(`${at}.default`, "must be undefined to be structural")]),
    ...FALSE.filter((field) => schema[field] === true).map((field) =>
      forbiddenField(`${at}.${field}`, "must be false to be structural"),
    ),
  ];
}

function completeFaults(
  part: Schema,
  whole: Parts | undefined,
  at: string,
  outside: string,
): readonly FieldError[] {
  const why = `because it is defined in ${at}`;
  const properties = Object.entries(part.properties ?? {}).flatMap(([name, inner]) => {
    const found = whole?.properties?.[name];
    const field = `${outside}.properties[${name}]`;
    const where = `${at}.properties[${name}]`;
    if (found === undefined && isObject((whole as Schema).additionalProperties)) return [];
    if (found === undefined) return [required(field, `because it is defined in ${where}`)];
    return completeFaults(inner, found, where, field);
  });
  if (part.items === undefined) return properties;
  if (whole?.items === undefined) return [...properties, required(`${outside}.items`, why)];
  return [
    ...properties,
    ...completeFaults(part.items, whole.items, `${at}.items`, `${outside}.items`),
  ];
}
