/** The final objects of a case as a recording tells them: cleaned, with placeholders, sorted. */
import type { RunFacts } from "./run-facts.ts";
import { replaceValues } from "./values.ts";

export type Json = null | boolean | number | string | readonly Json[] | JsonObject;
export type JsonObject = { readonly [key: string]: Json };

const TRIGGER_TIME = "endpoints.kubernetes.io/last-change-trigger-time";

export function normaliseObjects(
  objects: readonly JsonObject[],
  facts: RunFacts,
): readonly JsonObject[] {
  const kinds = [...new Set(objects.map((object) => object.kind))];
  const items = objects.map((object) => {
    const value = replaceIn(withoutBookkeeping(object), facts) as JsonObject;
    const { name, namespace } = record(value.metadata);
    const rank = String(kinds.indexOf(object.kind)).padStart(3, "0");
    return { value, key: [rank, namespace ?? "", name ?? ""].join(" ") };
  });
  return items
    .sort((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : 0))
    .map((item) => item.value);
}

function withoutBookkeeping(object: JsonObject): JsonObject {
  const {
    managedFields: _m,
    resourceVersion: _r,
    selfLink: _s,
    ...metadata
  } = record(object.metadata);
  const { annotations, ...rest } = metadata;
  const { [TRIGGER_TIME]: _t, ...kept } = record(annotations);
  const hasAnnotations = Object.keys(kept).length > 0;
  const cleaned = { ...object, metadata: hasAnnotations ? { ...rest, annotations: kept } : rest };
  if (object.kind !== "Node" || object.status === undefined) return cleaned;
  const { images: _i, ...status } = record(object.status);
  return { ...cleaned, status };
}

const record = (value: Json | undefined): JsonObject =>
  typeof value === "object" && value !== null && !Array.isArray(value) ? (value as JsonObject) : {};

/** Step 3 in every string, keys too; node ports are numbers and known by their field. */
function replaceIn(value: Json, facts: RunFacts): Json {
  if (typeof value === "string") return replaceValues(value, facts);
  if (Array.isArray(value)) return value.map((item: Json) => replaceIn(item, facts));
  if (typeof value !== "object" || value === null) return value;
  const entries = Object.entries(value as JsonObject).map(([key, field]): [string, Json] => {
    if (key === "nodePort" || key === "healthCheckNodePort") {
      if (isGiven(field, facts)) return [key, "<nodeport>"];
    }
    if (key === "resourceVersion" && typeof field === "string") return [key, "<rv>"];
    return [replaceValues(key, facts), replaceIn(field, facts)];
  });
  return Object.fromEntries(entries);
}

function isGiven(port: Json, facts: RunFacts): boolean {
  return facts.nodePorts !== undefined && String(port).search(facts.nodePorts) !== -1;
}
