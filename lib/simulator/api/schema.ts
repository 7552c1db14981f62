/**
 * The schema of all built-in kinds, read from compact text when a model is first asked for.
 *
 * Grammar of a field: TYPE *(";" ATTRIBUTE). TYPE: `s` string, `i` int32, `l` int64, `n` float,
 * `b` boolean, `y` bytes, `d` time, `u` time with microseconds, `q` quantity, `o` integer or
 * string, `x` anything, `@Model`, `[TYPE` list, `{TYPE` map. ATTRIBUTE: `!` required, `e=A,B` enum,
 * `t=` list or map type, `k=A,B` map keys, `m=` merge key, `p=A,B` patch strategies, `o=` what
 * becomes of an empty value (z dropped, p kept when given, k always there, n null when missing),
 * `g=` Go's name of the type, `w=` the struct in which Go embeds the field. The entry `*` is of
 * the model as a whole.
 */
import { assert } from "#lib/shared";
import { SCHEMA_DATA } from "./schema.generated.ts";

export type ScalarType =
  | "string"
  | "int32"
  | "int64"
  | "number"
  | "boolean"
  | "bytes"
  | "time"
  | "micro-time"
  | "quantity"
  | "int-or-string"
  | "any";

export type FieldType =
  | { readonly kind: ScalarType }
  | { readonly kind: "list"; readonly item: FieldType; readonly goName: string }
  | { readonly kind: "map"; readonly value: FieldType; readonly goName: string }
  | { readonly kind: "model"; readonly model: string };

/** Dropped when empty; kept when given; written even when missing: as its zero, or as null. */
export type EmptyRule = "drop" | "keep" | "zero" | "null";

export type SchemaField = {
  readonly name: string;
  readonly type: FieldType;
  readonly required: boolean;
  readonly enum: readonly string[] | undefined;
  /** `map`, `set`, `atomic` or `granular`. */
  readonly listType: string | undefined;
  readonly mapKeys: readonly string[];
  readonly mergeKey: string | undefined;
  readonly patchStrategies: readonly string[];
  readonly empty: EmptyRule;
  /** Go's name of the type, as decoding errors say it. */
  readonly goName: string;
  /** Struct in which Go embeds the field; it stands in the paths of decoding errors. */
  readonly embeddedIn: string | undefined;
};

export type SchemaModel = {
  readonly name: string;
  /** Go's name without the package. */
  readonly goName: string;
  readonly goPackage: string;
  readonly atomic: boolean;
  readonly fields: ReadonlyMap<string, SchemaField>;
  /** Fields that are written even when they are missing. */
  readonly always: readonly SchemaField[];
};

const models = new Map<string, SchemaModel>();

export function modelOf(name: string): SchemaModel | undefined {
  const known = models.get(name);
  if (known !== undefined) return known;
  const data = SCHEMA_DATA[name];
  if (data === undefined) return undefined;
  const model = parseModel(name, data);
  models.set(name, model);
  return model;
}

/** Of a model that another one names: it must be there. */
export function requireModel(name: string): SchemaModel {
  const model = modelOf(name);
  assert(model !== undefined, `no model ${name} in the schema`);
  return model;
}

function parseModel(name: string, data: Readonly<Record<string, string>>): SchemaModel {
  const { goName, goPackage, atomic } = wholeOf(name);
  const fields = new Map<string, SchemaField>();
  for (const field in data) {
    if (field !== "*") fields.set(field, parseField(field, data[field] ?? "x"));
  }
  const always = [...fields.values()].filter(({ empty }) => empty === "zero" || empty === "null");
  return { name, goName, goPackage, atomic, fields, always };
}

type Whole = { readonly goName: string; readonly goPackage: string; readonly atomic: boolean };

const wholes = new Map<string, Whole>();

/** What is said of a model as a whole; asked for with every field that a decoder visits. */
function wholeOf(name: string): Whole {
  const known = wholes.get(name);
  if (known !== undefined) return known;
  const [atomic, ...attributes] = (SCHEMA_DATA[name]?.["*"] ?? "").split(";");
  const given =
    attributes.find((attribute) => attribute.startsWith("g="))?.slice(2) ?? `v1.${name}`;
  const [goPackage = "v1", goName = name] = given.split(".");
  const whole = { goName, goPackage, atomic: atomic === "atomic" };
  wholes.set(name, whole);
  return whole;
}

function parseField(name: string, text: string): SchemaField {
  const [code = "x", ...rest] = text.split(";");
  const attributes = new Map<string, string>();
  for (const attribute of rest) {
    const equals = attribute.indexOf("=");
    if (equals < 0) attributes.set(attribute, "");
    else attributes.set(attribute.slice(0, equals), attribute.slice(equals + 1));
  }
  const required = attributes.has("!");
  const type = parseType(code, attributes.get("g"));
  const listed = (key: string) => attributes.get(key)?.split(",") ?? [];
  return {
    name,
    type,
    required,
    enum: attributes.get("e")?.split(","),
    listType: attributes.get("t"),
    mapKeys: listed("k"),
    mergeKey: attributes.get("m"),
    patchStrategies: listed("p"),
    empty: emptyRule(attributes.get("o"), code, required),
    goName: attributes.get("g") ?? goNameOf(type),
    embeddedIn: attributes.get("w"),
  };
}

const EMPTY_RULES: Readonly<Record<string, EmptyRule>> = {
  z: "drop",
  p: "keep",
  k: "zero",
  n: "null",
};

function emptyRule(given: string | undefined, code: string, required: boolean): EmptyRule {
  if (given !== undefined) return EMPTY_RULES[given] ?? "keep";
  if (code.startsWith("[") || code.startsWith("{")) return required ? "null" : "drop";
  if (required) return "zero";
  return "silbn".includes(code) ? "drop" : "keep";
}

const SCALARS: Readonly<Record<string, { readonly kind: ScalarType; readonly goName: string }>> = {
  s: { kind: "string", goName: "string" },
  i: { kind: "int32", goName: "int32" },
  l: { kind: "int64", goName: "int64" },
  n: { kind: "number", goName: "float64" },
  b: { kind: "boolean", goName: "bool" },
  y: { kind: "bytes", goName: "[]uint8" },
  d: { kind: "time", goName: "v1.Time" },
  u: { kind: "micro-time", goName: "v1.MicroTime" },
  q: { kind: "quantity", goName: "resource.Quantity" },
  o: { kind: "int-or-string", goName: "intstr.IntOrString" },
  x: { kind: "any", goName: "interface {}" },
};

const GO_SCALARS = new Map(
  Object.values(SCALARS).map(({ kind, goName }) => [kind as string, goName]),
);

function parseType(code: string, goName?: string): FieldType {
  const inner = code.slice(1);
  switch (code[0]) {
    case "@":
      return { kind: "model", model: inner };
    case "[": {
      const item = parseType(inner, goName?.replace(/^\[\]/, ""));
      return { kind: "list", item, goName: goName ?? `[]${goNameOf(item)}` };
    }
    case "{": {
      const value = parseType(inner, goName?.replace(/^map\[[^\]]*\]/, ""));
      const plain = inner === "q" ? "v1.ResourceList" : `map[string]${goNameOf(value)}`;
      return { kind: "map", value, goName: goName ?? plain };
    }
    default:
      return { kind: SCALARS[code]?.kind ?? "any" };
  }
}

/** Go's name of a type as far as the type itself tells it. */
export function goNameOf(type: FieldType): string {
  if (type.kind === "list" || type.kind === "map") return type.goName;
  if (type.kind === "model") {
    const { goName, goPackage } = wholeOf(type.model);
    return `${goPackage}.${goName}`;
  }
  return GO_SCALARS.get(type.kind) ?? "interface {}";
}
