/**
 * Answers as the API server itself writes them: Go's order of the fields that every object has,
 * items of a list without their kind.
 * Not simulated: Go's order below spec and status.
 */
import { isJsonObject, type JsonObject, type JsonValue } from "#lib/manifest";

const OBJECT = ["kind", "apiVersion", "metadata", "immutable", "data", "binaryData", "spec"];
const STATUS = ["kind", "apiVersion", "metadata", "status", "message", "reason", "details", "code"];
const LAST = ["status"];
const METADATA = [
  "name",
  "generateName",
  "namespace",
  "selfLink",
  "uid",
  "resourceVersion",
  "generation",
  "creationTimestamp",
  "deletionTimestamp",
  "deletionGracePeriodSeconds",
  "labels",
  "annotations",
  "ownerReferences",
  "finalizers",
  "managedFields",
];
const MANAGED = ["manager", "operation", "apiVersion", "time", "fieldsType", "fieldsV1"];

export function rawJson(body: unknown): string {
  return `${JSON.stringify(ordered(body as JsonValue))}\n`;
}

function ordered(value: JsonValue): JsonValue {
  if (!isJsonObject(value)) return value;
  if (value.kind === "Status") return sorted(value, STATUS, []);
  const { metadata, items } = value;
  const named = {
    ...value,
    ...(isJsonObject(metadata) ? { metadata: orderedMetadata(metadata) } : {}),
    ...(Array.isArray(items) ? { items: items.map(orderedItem) } : {}),
  };
  return sorted(named, OBJECT, LAST);
}

function orderedItem(item: JsonValue): JsonValue {
  if (!isJsonObject(item)) return item;
  const { kind: _kind, apiVersion: _version, ...rest } = item;
  return ordered(rest);
}

function orderedMetadata(metadata: JsonObject): JsonObject {
  const { managedFields } = metadata;
  const entries = Array.isArray(managedFields)
    ? managedFields.map((entry) =>
        isJsonObject(entry) ? sorted(byName(entry), MANAGED, []) : entry,
      )
    : undefined;
  return sorted({ ...metadata, ...(entries && { managedFields: entries }) }, METADATA, []);
}

// The server writes the sets of fields by name, `.` first.
function byName(object: JsonObject): JsonObject {
  return Object.fromEntries(
    Object.entries(object)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([name, value]) => [name, isJsonObject(value) ? byName(value) : value]),
  );
}

function sorted(object: JsonObject, first: readonly string[], last: readonly string[]): JsonObject {
  const rank = (name: string) => {
    if (last.includes(name)) return first.length + 1;
    const at = first.indexOf(name);
    return at < 0 ? first.length : at;
  };
  return Object.fromEntries(Object.entries(object).sort(([a], [b]) => rank(a) - rank(b)));
}
