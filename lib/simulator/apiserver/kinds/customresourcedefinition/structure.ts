/**
 * What the schema of a custom resource must be to be structural, and its rules to compile.
 *
 * Not simulated: most of what schemas inside `allOf`, `anyOf`, `oneOf` and `not` may not say, the
 * estimated cost of rules.
 */
import {
  BOOL,
  type CelType,
  compileChecked,
  DOUBLE,
  DYN,
  INT,
  listOf,
  mapOf,
  objectType,
  STRING,
  scalarType,
  typeText,
} from "#lib/cel";
import { type FieldError, forbiddenField, invalid, required } from "../../../api/field-error.ts";
import type { ValidationRule } from "../../../api/types.generated.ts";
import { isOneOf, modelType } from "../../admission/policy/scope.ts";
import { isObject, type Schema } from "../../custom/schema.ts";
import { schemaFaults } from "../../custom/validate.ts";

const TYPES = ["array", "boolean", "integer", "number", "object", "string"];

type Place = "root" | "field" | "item";

export function structureFaults(schema: Schema, at: string, place: Place): readonly FieldError[] {
  return [
    ...typeFaults(schema, at, place),
    ...listFaults(schema, at),
    ...defaultFaults(schema, at, place),
    ...ruleFaults(schema, at, place),
    ...innerFaults(schema, at),
  ];
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
  if (schema.properties !== undefined && isObject(schema.additionalProperties)) {
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

function innerFaults(schema: Schema, at: string): readonly FieldError[] {
  const { additionalProperties: others, items, properties = {} } = schema;
  return [
    ...Object.entries(properties)
      .filter(([name]) => !(name === "metadata" && /openAPIV3Schema$/.test(at)))
      .flatMap(([name, inner]) => structureFaults(inner, `${at}.properties[${name}]`, "field")),
    ...(items === undefined ? [] : structureFaults(items, `${at}.items`, "item")),
    ...(isObject(others)
      ? structureFaults(others as Schema, `${at}.additionalProperties`, "field")
      : []),
  ];
}

function ruleFaults(schema: Schema, at: string, place: Place): readonly FieldError[] {
  const rules = schema["x-kubernetes-validations"] ?? [];
  if (rules.length === 0) return [];
  const self = typeOf(schema, place === "root");
  return rules.flatMap((rule, i) =>
    oneRuleFaults(rule, self, `${at}.x-kubernetes-validations[${i}]`),
  );
}

function oneRuleFaults(rule: ValidationRule, self: CelType, at: string): readonly FieldError[] {
  const { fieldPath = "", message = "", messageExpression = "" } = rule;
  const faults: FieldError[] = [];
  const scope = new Map([
    ["self", self],
    ["oldSelf", self],
  ]);
  if ((rule.rule ?? "").trim() === "") {
    faults.push(required(`${at}.rule`, "rule is not specified"));
  } else {
    const compiled = compileChecked(rule.rule, scope);
    const shown = internalRule(rule);
    if (!compiled.ok) {
      faults.push(invalid(`${at}.rule`, shown, `compilation failed: ${compiled.error.message}`));
    } else if (!isOneOf(compiled.value.type, [BOOL])) {
      faults.push(invalid(`${at}.rule`, shown, "cel expression must evaluate to a bool"));
    }
  }
  if (messageExpression !== "") {
    const compiled = compileChecked(messageExpression, scope);
    const shown = internalRule(rule);
    const where = `${at}.messageExpression`;
    if (!compiled.ok) {
      const why = `messageExpression compilation failed: ${compiled.error.message}`;
      faults.push(invalid(where, shown, why));
    } else if (!isOneOf(compiled.value.type, [STRING])) {
      faults.push(invalid(where, shown, "messageExpression must evaluate to a string"));
    }
  }
  if (message !== "" && message.trim() === "") {
    faults.push(invalid(`${at}.message`, message, "message must be non-empty if specified"));
  } else if (/\n/.test(message.trim())) {
    faults.push(invalid(`${at}.message`, message, "message must not contain line breaks"));
  }
  if (fieldPath !== "" && !/^[.[]/.test(fieldPath)) {
    faults.push(
      invalid(
        `${at}.fieldPath`,
        fieldPath,
        "fieldPath must be a valid path: does not start with '.' or '['",
      ),
    );
  }
  return faults;
}

function internalRule(rule: ValidationRule) {
  const { fieldPath = "", message = "", messageExpression = "", optionalOldSelf, reason } = rule;
  return {
    Rule: rule.rule,
    Message: message,
    MessageExpression: messageExpression,
    Reason: reason ?? null,
    FieldPath: fieldPath,
    OptionalOldSelf: optionalOldSelf ?? null,
  };
}

/** The type of what a rule calls `self`. */
function typeOf(schema: Schema, isRoot: boolean): CelType {
  const { additionalProperties: others, items, properties } = schema;
  if (schema["x-kubernetes-int-or-string"] === true) return DYN;
  switch (schema.type) {
    case "array":
      return items === undefined ? listOf(DYN) : listOf(typeOf(items, false));
    case "boolean":
      return BOOL;
    case "integer":
      return INT;
    case "number":
      return DOUBLE;
    case "string":
      return formatType(schema.format);
    case "object":
      break;
    default:
      return DYN;
  }
  if (isObject(others)) return mapOf(STRING, typeOf(others as Schema, false));
  const isResource = isRoot || schema["x-kubernetes-embedded-resource"] === true;
  return objectType("object", (name) => {
    if (isResource && (name === "apiVersion" || name === "kind")) return STRING;
    if (isResource && name === "metadata") return metadataType();
    const inner = properties?.[unescaped(name)];
    return inner === undefined ? undefined : typeOf(inner, false);
  });
}

function metadataType(): CelType {
  const whole = modelType("ObjectMeta");
  return objectType("object", (name) =>
    name === "name" || name === "generateName"
      ? STRING
      : typeText(whole) === "dyn"
        ? DYN
        : undefined,
  );
}

function formatType(format: string | undefined): CelType {
  if (format === "date-time" || format === "date") return scalarType("google.protobuf.Timestamp");
  if (format === "duration") return scalarType("google.protobuf.Duration");
  return STRING;
}

function unescaped(name: string): string {
  return name
    .replaceAll("__dot__", ".")
    .replaceAll("__dash__", "-")
    .replaceAll("__slash__", "/")
    .replace(
      /^__(true|false|null|in|as|break|const|continue|else|for|function|if|import|let|loop|package|namespace|return|var|void|while)__$/,
      "$1",
    );
}
