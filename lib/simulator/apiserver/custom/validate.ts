/** Whether a value is what its schema asks for, in the words of Kubernetes' validator. */
import {
  type FieldError,
  invalid,
  notSupported,
  required,
  tooMany,
} from "../../api/field-error.ts";
import { sameJson } from "../../api/json.ts";
import { matchingItem } from "./correlate.ts";
import { isOfFormat } from "./format.ts";
import { childPath, isObject, type Json, type Schema } from "./schema.ts";

/** What was there before and has not changed may stay as it is, even if it is not right. */
export function schemaFaults(
  value: unknown,
  schema: Schema,
  path: string,
  old?: unknown,
): readonly FieldError[] {
  if (value === null && schema.nullable === true) return [];
  if (old !== undefined && sameJson(value, old)) return [];
  const type = typeFault(value, schema, path);
  if (type !== undefined) return [type];
  return [
    ...enumFaults(value, schema, path),
    ...valueFaults(value, schema, path, old),
    ...combinationFaults(value, schema, path),
  ];
}

export function typeName(value: unknown): string {
  if (value === null) return "null";
  if (Array.isArray(value)) return "array";
  if (typeof value === "number") return Number.isInteger(value) ? "integer" : "number";
  return typeof value;
}

function typeFault(value: unknown, schema: Schema, path: string): FieldError | undefined {
  const actual = typeName(value);
  const either = schema["x-kubernetes-int-or-string"] === true;
  const wanted = either ? "integer,string" : (schema.type ?? "");
  if (wanted === "" || wanted === actual || (wanted === "number" && actual === "integer")) {
    return undefined;
  }
  if (either && (actual === "integer" || actual === "string")) return undefined;
  return inBody(path, actual, `must be of type ${wanted}: ${JSON.stringify(actual)}`);
}

/** `spec.keep in body should be …` */
function inBody(path: string, value: unknown, why: string): FieldError {
  return invalid(path, value, `${path} in body ${why}`);
}

function enumFaults(value: unknown, schema: Schema, path: string): readonly FieldError[] {
  const { enum: choices } = schema;
  if (choices === undefined || choices.some((choice) => sameJson(choice, value))) return [];
  const texts = choices.map((one) => (typeof one === "string" ? one : JSON.stringify(one)));
  return [notSupported(path, value, texts)];
}

function valueFaults(
  value: unknown,
  schema: Schema,
  path: string,
  old: unknown,
): readonly FieldError[] {
  if (typeof value === "string") return textFaults(value, schema, path);
  if (typeof value === "number") return numberFaults(value, schema, path);
  if (Array.isArray(value)) return listFaults(value, schema, path, old);
  return isObject(value) ? objectFaults(value, schema, path, old) : [];
}

function textFaults(text: string, schema: Schema, path: string): readonly FieldError[] {
  const { format, maxLength, minLength, pattern } = schema;
  const faults: FieldError[] = [];
  const length = [...text].length;
  if (maxLength !== undefined && length > maxLength) {
    const unit = maxLength === 1 ? "byte" : "bytes";
    const detail = `may not be more than ${maxLength} ${unit}`;
    faults.push({ field: path, type: "Too long", detail });
  }
  if (minLength !== undefined && length < minLength) {
    faults.push(inBody(path, text, `should be at least ${minLength} chars long`));
  }
  if (pattern !== undefined && pattern !== "" && !matches(pattern, text)) {
    faults.push(inBody(path, text, `should match '${pattern}'`));
  }
  if (format !== undefined && !isOfFormat(text, format)) {
    faults.push(inBody(path, text, `must be of type ${format}: ${JSON.stringify(text)}`));
  }
  return faults;
}

function matches(pattern: string, text: string): boolean {
  try {
    return new RegExp(pattern, "u").test(text);
  } catch {
    return true;
  }
}

function numberFaults(value: number, schema: Schema, path: string): readonly FieldError[] {
  const { exclusiveMaximum, exclusiveMinimum, maximum, minimum, multipleOf } = schema;
  const faults: FieldError[] = [];
  if (maximum !== undefined && (exclusiveMaximum ? value >= maximum : value > maximum)) {
    const than = exclusiveMaximum ? "less than" : "less than or equal to";
    faults.push(inBody(path, value, `should be ${than} ${maximum}`));
  }
  if (minimum !== undefined && (exclusiveMinimum ? value <= minimum : value < minimum)) {
    const than = exclusiveMinimum ? "greater than" : "greater than or equal to";
    faults.push(inBody(path, value, `should be ${than} ${minimum}`));
  }
  if (multipleOf !== undefined && !Number.isInteger(value / multipleOf)) {
    faults.push(inBody(path, value, `should be a multiple of ${multipleOf}`));
  }
  return faults;
}

function listFaults(
  list: readonly unknown[],
  schema: Schema,
  path: string,
  old: unknown,
): readonly FieldError[] {
  const { items, maxItems, minItems } = schema;
  const { length } = list;
  return [
    ...(maxItems !== undefined && length > maxItems ? [tooMany(path, length, maxItems)] : []),
    ...(minItems !== undefined && length < minItems
      ? [inBody(path, length, `should have at least ${minItems} items`)]
      : []),
    ...(items === undefined
      ? []
      : list.flatMap((item, i) =>
          schemaFaults(item, items, `${path}[${i}]`, matchingItem(item, old, schema)),
        )),
  ];
}

function objectFaults(
  object: Json,
  schema: Schema,
  path: string,
  old: unknown,
): readonly FieldError[] {
  const { additionalProperties: others, maxProperties, minProperties, properties = {} } = schema;
  const names = Object.keys(object);
  const missing = (schema.required ?? []).filter((name) => object[name] === undefined);
  const count = names.length;
  return [
    ...missing.map((name) => required(childPath(path, name))),
    ...(maxProperties !== undefined && count > maxProperties
      ? [tooMany(path, count, maxProperties)]
      : []),
    ...(minProperties !== undefined && count < minProperties
      ? [inBody(path, count, `should have at least ${minProperties} properties`)]
      : []),
    ...names.flatMap((name) => {
      const inner = properties[name] ?? (isObject(others) ? (others as Schema) : undefined);
      const before = isObject(old) ? old[name] : undefined;
      const at = childPath(path, name);
      return inner === undefined ? [] : schemaFaults(object[name], inner, at, before);
    }),
  ];
}

function combinationFaults(value: unknown, schema: Schema, path: string): readonly FieldError[] {
  const { allOf, anyOf, not, oneOf } = schema;
  const faultsOf = (one: Schema) => schemaFaults(value, one, path);
  const fits = (one: Schema) => faultsOf(one).length === 0;
  const refuse = (why: string) => invalid("", "", `${JSON.stringify(path)} ${why}`);
  // Of choices none of which fits, the first tells what is missing.
  const nearest = (choices: readonly Schema[]) => (choices[0] ? faultsOf(choices[0]) : []);
  const faults: FieldError[] = [];
  if (anyOf !== undefined && !anyOf.some(fits)) {
    faults.push(refuse("must validate at least one schema (anyOf)"), ...nearest(anyOf));
  }
  if (oneOf !== undefined) {
    const count = oneOf.filter(fits).length;
    const found = count === 0 ? "Found none valid" : `Found ${count} valid alternatives`;
    const why = `must validate one and only one schema (oneOf). ${found}`;
    if (count !== 1) faults.push(refuse(why), ...(count === 0 ? nearest(oneOf) : []));
  }
  if (allOf !== undefined && !allOf.every(fits)) {
    const none = allOf.some(fits) ? "" : ". None validated";
    faults.push(refuse(`must validate all the schemas (allOf)${none}`));
    faults.push(...allOf.flatMap(faultsOf));
  }
  if (not !== undefined && fits(not)) faults.push(refuse("must not validate the schema (not)"));
  return faults;
}

/** Lists that are sets or maps have no two items that are the same. */
export function listTypeFaults(
  value: unknown,
  schema: Schema,
  path: string,
): readonly FieldError[] {
  if (Array.isArray(value)) {
    const { items } = schema;
    return [
      ...duplicateFaults(value, schema, path),
      ...(items === undefined
        ? []
        : value.flatMap((item, i) => listTypeFaults(item, items, `${path}[${i}]`))),
    ];
  }
  if (!isObject(value)) return [];
  const { additionalProperties: others, properties = {} } = schema;
  return Object.keys(value).flatMap((name) => {
    const inner = properties[name] ?? (isObject(others) ? (others as Schema) : undefined);
    return inner === undefined ? [] : listTypeFaults(value[name], inner, childPath(path, name));
  });
}

function duplicateFaults(
  list: readonly unknown[],
  schema: Schema,
  path: string,
): readonly FieldError[] {
  const listType = schema["x-kubernetes-list-type"];
  if (listType !== "set" && listType !== "map") return [];
  const keys = schema["x-kubernetes-list-map-keys"] ?? [];
  const identity = (item: unknown) =>
    listType === "set" || !isObject(item)
      ? item
      : Object.fromEntries(
          keys.filter((key) => item[key] !== undefined).map((key) => [key, item[key]]),
        );
  const identities = list.map(identity);
  return identities.flatMap((one, i) =>
    identities.findIndex((other) => sameJson(other, one)) < i
      ? [{ field: `${path}[${i}]`, type: "Duplicate value" as const, detail: "", value: one }]
      : [],
  );
}
