/**
 * Turns the JSON of a client into an object of a kind, as Go's decoder and encoder would: types
 * are checked, unknown fields are noted, empty values that Go leaves out are left out. Fields are
 * looked at in the order of their names, the order in which kubectl sends them.
 */
import { canonicalQuantity, QuantityError } from "../../api/quantity.ts";
import {
  type FieldType,
  goNameOf,
  requireModel,
  type ScalarType,
  type SchemaField,
  type SchemaModel,
} from "../../api/schema.ts";
import { base64Fault, timeFault } from "./scalar-text.ts";

/** The first value of a wrong type; the message is the server's. */
export class DecodeError extends Error {
  override readonly name = "DecodeError";
}

/** A type that is wrong: Go notes the first and reads on, to what it cannot read at all. */
class MismatchError extends DecodeError {}

/**
 * Where the walk is. Only errors and unknown fields tell it: then the steps are put together, for
 * people (`spec.ports[0].port`) and for Go (`ServicePort.spec.ports.port`).
 */
type Place = {
  readonly parent: Place | undefined;
  /** `spec`, `[0]`, or a key of a map. */
  readonly step: string;
  /** The step as Go counts it; "" where Go tells none, as between a list and its items. */
  readonly goStep: string;
  readonly goStruct: string;
  readonly goType: string;
};

type Json = Readonly<Record<string, unknown>>;

export type Decoded = {
  readonly object: Json;
  /** Paths of fields that the schema does not have, in order. */
  readonly unknownFields: readonly string[];
};

export function decodeModel(value: Json, model: SchemaModel): Decoded {
  const unknownFields: string[] = [];
  const place = rootOf(model.goName, `v1.${model.goName}`);
  try {
    return { object: new Decoder(unknownFields).model(value, model, place), unknownFields };
  } catch (error) {
    if (error instanceof MismatchError) new Decoder([], "reads on").model(value, model, place);
    throw error;
  }
}

/** What is wrong with a value of the model, for clients that decode on their own. */
export function decodeFault(modelName: string, value: unknown): string | undefined {
  return faultOf(value, { kind: "model", model: modelName }, rootOf(modelName, `v1.${modelName}`));
}

/** The same for nothing but an object's metadata, as kubectl looks at them. */
export function metadataFault(metadata: unknown): string | undefined {
  const root = rootOf("metadataOnlyObject", "v1.ObjectMeta");
  const place = { ...root, parent: root, step: "metadata", goStep: "metadata" };
  return faultOf(metadata, { kind: "model", model: "ObjectMeta" }, place);
}

function faultOf(value: unknown, type: FieldType, place: Place): string | undefined {
  try {
    new Decoder([]).value(value, type, place);
    return undefined;
  } catch (error) {
    if (error instanceof DecodeError) return error.message;
    throw error;
  }
}

class Decoder {
  readonly #unknownFields: string[];
  readonly #atMismatch: "throws" | "reads on";

  constructor(unknownFields: string[], atMismatch: "throws" | "reads on" = "throws") {
    this.#unknownFields = unknownFields;
    this.#atMismatch = atMismatch;
  }

  model(value: Json, model: SchemaModel, place: Place): Json {
    const object: Record<string, unknown> = {};
    for (const name of Object.keys(value).sort()) {
      const field = model.fields.get(name);
      if (field === undefined) {
        this.#unknownFields.push(pathOf({ ...place, parent: place, step: name }));
        continue;
      }
      const given = value[name];
      if (given === undefined || given === null) continue;
      const decoded = this.value(given, field.type, placeOf(field, model, place));
      if (field.empty !== "drop" || !isEmpty(decoded)) object[name] = decoded;
    }
    for (const field of model.always) {
      if (object[field.name] === undefined) {
        const zero = this.#zeroOf(field);
        if (zero !== undefined) object[field.name] = zero;
      }
    }
    return object;
  }

  #zeroOf({ type, empty }: SchemaField): unknown {
    if (empty === "null") return null;
    switch (type.kind) {
      case "model":
        return this.model({}, requireModel(type.model), NOWHERE);
      case "string":
        return "";
      case "int32":
      case "int64":
      case "number":
        return 0;
      case "boolean":
        return false;
      case "quantity":
        return "0";
      case "time":
      case "micro-time":
        return null;
      default:
        return undefined;
    }
  }

  value(value: unknown, type: FieldType, place: Place): unknown {
    if (this.#atMismatch === "throws") return this.#value(value, type, place);
    try {
      return this.#value(value, type, place);
    } catch (error) {
      if (error instanceof MismatchError) return undefined;
      throw error;
    }
  }

  #value(value: unknown, type: FieldType, place: Place): unknown {
    switch (type.kind) {
      case "model": {
        if (!isObject(value)) throw mismatch(value, place);
        return this.model(value, requireModel(type.model), place);
      }
      case "list": {
        if (!Array.isArray(value)) throw mismatch(value, place);
        const goType = goNameOf(type.item);
        return value.map((item, i) =>
          item === null
            ? zeroItem(type.item)
            : this.value(item, type.item, itemOf(place, `[${i}]`, goType)),
        );
      }
      case "map":
        return this.#map(value, type.value, place);
      default:
        return scalar(value, type.kind, place);
    }
  }

  #map(value: unknown, type: FieldType, place: Place): Json {
    if (!isObject(value)) throw mismatch(value, place);
    const map: Record<string, unknown> = {};
    const goType = goNameOf(type);
    for (const key of Object.keys(value).sort()) {
      const item = value[key];
      map[key] =
        item === null ? zeroItem(type) : this.value(item, type, itemOf(place, key, goType));
    }
    return map;
  }
}

const rootOf = (goStruct: string, goType: string): Place => ({
  parent: undefined,
  step: "",
  goStep: "",
  goStruct,
  goType,
});

const NOWHERE = rootOf("", "");

function placeOf(field: SchemaField, model: SchemaModel, parent: Place): Place {
  const { embeddedIn, goName: goType, name } = field;
  const goStep = embeddedIn === undefined ? name : `${embeddedIn}.${name}`;
  return { parent, step: name, goStep, goStruct: model.goName, goType };
}

/** Go tells of the list or the map, not of what is in it. */
const itemOf = (parent: Place, step: string, goType: string): Place => ({
  parent,
  step,
  goStep: "",
  goStruct: parent.goStruct,
  goType,
});

function pathOf({ parent, step }: Place): string {
  const before = parent === undefined ? "" : pathOf(parent);
  if (before === "" || step === "" || step.startsWith("[")) return before + step;
  return `${before}.${step}`;
}

function goPathOf({ parent, goStep }: Place): string {
  const before = parent === undefined ? "" : goPathOf(parent);
  return before === "" || goStep === "" ? before + goStep : `${before}.${goStep}`;
}

function zeroItem(type: FieldType): unknown {
  if (type.kind === "string") return "";
  if (type.kind === "model") return {};
  return type.kind === "int32" || type.kind === "int64" ? 0 : null;
}

function scalar(value: unknown, kind: ScalarType, place: Place): unknown {
  switch (kind) {
    case "any":
      return value;
    case "string":
      if (typeof value !== "string") throw mismatch(value, place);
      return value;
    case "boolean":
      if (typeof value !== "boolean") throw mismatch(value, place);
      return value;
    case "number":
      if (typeof value !== "number") throw mismatch(value, place);
      return value;
    case "int32":
    case "int64":
      return integer(value, kind, place);
    case "int-or-string":
      return typeof value === "string"
        ? value
        : integer(value, "int32", { ...place, goType: "int32" });
    case "quantity":
      return quantity(value);
    case "bytes":
      if (typeof value !== "string") throw mismatch(value, place);
      return checkedText(value, base64Fault(value), MismatchError);
    case "time":
    case "micro-time":
      if (typeof value !== "string") throw mismatch(value, { ...place, goType: "string" });
      return value === "" ? null : checkedText(value, timeFault(value, kind === "micro-time"));
  }
}

function integer(value: unknown, kind: "int32" | "int64", place: Place): number {
  if (typeof value !== "number") throw mismatch(value, place);
  const limit = kind === "int32" ? 2 ** 31 : 2 ** 63;
  if (!Number.isInteger(value) || value < -limit || value >= limit) {
    throw mismatch(value, place, `number ${value}`);
  }
  return value;
}

function quantity(value: unknown): string {
  const text = typeof value === "string" ? value.trim() : JSON.stringify(value);
  try {
    return canonicalQuantity(text);
  } catch (error) {
    if (error instanceof QuantityError) throw new DecodeError(error.message);
    throw error;
  }
}

function checkedText(value: string, fault: string | undefined, Fault = DecodeError): string {
  if (fault !== undefined) throw new Fault(fault);
  return value;
}

function mismatch(value: unknown, place: Place, what = nameOfType(value)): MismatchError {
  const field = `Go struct field ${place.goStruct}.${goPathOf(place)}`;
  return new MismatchError(`json: cannot unmarshal ${what} into ${field} of type ${place.goType}`);
}

function nameOfType(value: unknown): string {
  if (Array.isArray(value)) return "array";
  return typeof value === "boolean" ? "bool" : typeof value;
}

function isObject(value: unknown): value is Json {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function isEmpty(value: unknown): boolean {
  if (value === "" || value === 0 || value === false || value === null) return true;
  if (Array.isArray(value)) return value.length === 0;
  return isObject(value) && Object.keys(value).length === 0;
}
