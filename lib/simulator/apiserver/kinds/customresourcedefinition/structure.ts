/**
 * What the schema of a custom resource must be to be structural.
 * https://kubernetes.io/docs/tasks/extend-kubernetes/custom-resources/custom-resource-definitions/#specifying-a-structural-schema
 */
import { type FieldError, forbiddenField, invalid, required } from "../../../api/field-error.ts";
import { isObject, type Schema } from "../../custom/schema.ts";
import { schemaFaults } from "../../custom/validate.ts";
import { completenessFaults, junctorFaults } from "./junctor.ts";

const TYPES = ["array", "boolean", "integer", "number", "object", "string"];

type Place = "root" | "field" | "item";

export function structureFaults(schema: Schema, at: string, place: Place): readonly FieldError[] {
  return [
    ...typeFaults(schema, at, place),
    ...listFaults(schema, at),
    ...junctorFaults(schema, at),
    ...ofParts(schema, at, structureFaults),
  ];
}

/** Of a schema whose parts are as they should be. */
export function outsideFaults(schema: Schema, at: string): readonly FieldError[] {
  return [...completenessFaults(schema, at), ...ofParts(schema, at, outsideFaults)];
}

/** Of a schema that is structural. */
export function defaultsFaults(schema: Schema, at: string, place: Place): readonly FieldError[] {
  return [...defaultFaults(schema, at, place), ...ofParts(schema, at, defaultsFaults)];
}

function typeFaults(schema: Schema, at: string, place: Place): readonly FieldError[] {
  const { type = "" } = schema;
  const isFree =
    schema["x-kubernetes-int-or-string"] === true ||
    schema["x-kubernetes-preserve-unknown-fields"] === true;
  if (type === "") {
    if (place === "root") return [required(`${at}.type`, "must not be empty at the root")];
    if (isFree) return [];
    const what = place === "item" ? "array items" : "object fields";
    return [required(`${at}.type`, `must not be empty for specified ${what}`)];
  }
  if (place === "root" && type !== "object") {
    return [invalid(`${at}.type`, type, "must be object at the root")];
  }
  if (!TYPES.includes(type)) {
    const choices = TYPES.map((one) => JSON.stringify(one)).join(", ");
    return [
      {
        field: `${at}.type`,
        type: "Unsupported value",
        detail: `supported values: ${choices}`,
        value: type,
      },
    ];
  }
  if (type === "array" && schema.items === undefined) {
    return [required(`${at}.items`, "must be specified")];
  }
  if (place === "root" && schema.additionalProperties !== undefined) {
    return [forbiddenField(`${at}.additionalProperties`, "must not be used at the root")];
  }
  if (schema.properties !== undefined && schema.additionalProperties !== undefined) {
    const why = "additionalProperties and properties are mutual exclusive";
    return [forbiddenField(`${at}.additionalProperties`, why)];
  }
  return schema.uniqueItems === true
    ? [
        forbiddenField(
          `${at}.uniqueItems`,
          "uniqueItems cannot be set to true since the runtime complexity becomes quadratic",
        ),
      ]
    : [];
}

function listFaults(schema: Schema, at: string): readonly FieldError[] {
  const listType = schema["x-kubernetes-list-type"];
  const keys = schema["x-kubernetes-list-map-keys"] ?? [];
  const faults: FieldError[] = [];
  const keysAt = `${at}.x-kubernetes-list-map-keys`;
  if (listType !== undefined && schema.type !== "array") {
    faults.push(
      schema.type === undefined
        ? required(`${at}.type`, "must be array if x-kubernetes-list-type is specified")
        : invalid(
            `${at}.type`,
            schema.type,
            "must be array if x-kubernetes-list-type is specified",
          ),
    );
  }
  if (listType !== undefined && !["atomic", "set", "map"].includes(listType)) {
    faults.push({
      field: `${at}.x-kubernetes-list-type`,
      type: "Unsupported value",
      detail: 'supported values: "atomic", "set", "map"',
      value: listType,
    });
  }
  if (keys.length > 0 && listType !== "map") {
    faults.push(
      invalid(
        `${at}.x-kubernetes-list-type`,
        listType ?? null,
        "must be map if x-kubernetes-list-map-keys is non-empty",
      ),
    );
  }
  if (listType !== "map") return faults;
  if (keys.length === 0) {
    faults.push(required(keysAt, "must not be empty if x-kubernetes-list-type is map"));
  }
  const properties = schema.items?.properties ?? {};
  for (const [i, key] of keys.entries()) {
    const property = properties[key];
    if (property === undefined) {
      const why = "entries must all be names of item properties";
      faults.push(invalid(`${keysAt}[${i}]`, key, why));
    } else if (!schema.items?.required?.includes(key) && property.default === undefined) {
      const why =
        "this property is in x-kubernetes-list-map-keys, so it must have a default or be a required property";
      faults.push(required(`${at}.items.properties[${key}].default`, why));
    }
  }
  return faults;
}

function defaultFaults(schema: Schema, at: string, place: Place): readonly FieldError[] {
  if (schema.default === undefined || place === "root") return [];
  return schemaFaults(schema.default, schema, "").map((fault) => ({
    ...fault,
    field: `${at}.default${fault.field === "" ? "" : `.${fault.field}`}`,
    detail: fault.detail.replace(/^ in body/, " in body"),
  }));
}

function ofParts(
  schema: Schema,
  at: string,
  faultsOf: (part: Schema, at: string, place: Place) => readonly FieldError[],
): readonly FieldError[] {
  const { additionalProperties: others, items, properties = {} } = schema;
  return [
    ...Object.entries(properties)
      .filter(([name]) => !(name === "metadata" && /openAPIV3Schema$/.test(at)))
      .flatMap(([name, inner]) => faultsOf(inner, `${at}.properties[${name}]`, "field")),
    ...(items === undefined ? [] : faultsOf(items, `${at}.items`, "item")),
    ...(isObject(others) ? faultsOf(others as Schema, `${at}.additionalProperties`, "field") : []),
  ];
}
