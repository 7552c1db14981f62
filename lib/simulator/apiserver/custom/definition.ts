/** What a CustomResourceDefinition adds to the server: a resource for each version it serves. */
import { type FieldError, invalid } from "../../api/field-error.ts";
import type { KubeObject } from "../../api/object.ts";
import type { ResourceRow, SubresourceRow } from "../../api/resource.ts";
import type {
  CustomResourceColumnDefinition as Column,
  CustomResourceDefinition as Definition,
  CustomResourceDefinitionVersion as Version,
} from "../../api/types.generated.ts";
import { ageOf, since } from "../column.ts";
import type { Cell, KindStrategy } from "../kind-strategy.ts";
import type { TableColumn } from "../request.ts";
import { findAtPath } from "./json-path.ts";
import { hasRules, ruleFaults } from "./rule.ts";
import { defaulted, pruned, type Schema } from "./schema.ts";
import { listTypeFaults, schemaFaults } from "./validate.ts";

export type CustomResource = { readonly row: ResourceRow; readonly strategy: KindStrategy };

const VERBS = ["delete", "deletecollection", "get", "list", "patch", "create", "update", "watch"];
const SUBRESOURCE_VERBS = ["get", "patch", "update"];

export function isEstablished({ status }: Definition): boolean {
  return (status?.conditions ?? []).some(
    (condition) => condition.type === "Established" && condition.status === "True",
  );
}

export function customResources(definition: Definition): readonly CustomResource[] {
  if (!isEstablished(definition)) return [];
  return definition.spec.versions
    .filter(({ served }) => served)
    .map((version) => ({
      row: rowOf(definition, version),
      strategy: strategyOf(definition, version),
    }));
}

function rowOf({ spec }: Definition, version: Version): ResourceRow {
  const { group, names, scope } = spec;
  const { kind, plural, singular = kind.toLowerCase(), shortNames, categories } = names;
  const subresources = subresourcesOf(kind, version);
  return {
    group,
    version: version.name,
    resource: plural,
    kind,
    singular,
    namespaced: scope === "Namespaced",
    verbs: VERBS,
    ...(shortNames === undefined ? {} : { shortNames }),
    ...(categories === undefined ? {} : { categories }),
    ...(subresources.length === 0 ? {} : { subresources }),
    model: "",
  };
}

function subresourcesOf(kind: string, { subresources }: Version): readonly SubresourceRow[] {
  const status = { name: "status", kind, group: "", version: "", verbs: SUBRESOURCE_VERBS };
  const scale = { name: "scale", kind: "Scale", group: "autoscaling", version: "v1" };
  return [
    ...(subresources?.status === undefined ? [] : [status]),
    ...(subresources?.scale === undefined ? [] : [{ ...scale, verbs: SUBRESOURCE_VERBS }]),
  ];
}

function strategyOf({ spec }: Definition, version: Version): KindStrategy {
  const schema = (version.schema?.openAPIV3Schema ?? {}) as unknown as Schema;
  const body = withoutMetadata(schema);
  const judged = hasRules(schema);
  const { scale, status } = version.subresources ?? {};
  const columns = version.additionalPrinterColumns ?? [];
  return {
    kind: spec.names.kind,
    hasPlainStatus: status === undefined,
    prune: (object, unknown) =>
      spec.preserveUnknownFields === true ? object : prunedBody(object, body, unknown),
    setDefaults: (object) => withMetadata(object, defaulted(bare(object), body)),
    validate: (object) => structureFaults(object, body),
    validateCreate: (object) => (judged ? judgedFaults(object, undefined, schema, body) : []),
    validateUpdate: (object, old) => (judged ? judgedFaults(object, old, schema, body) : []),
    validateStatusUpdate: (object, old) => [
      ...structureFaults(object, body),
      ...(judged ? judgedFaults(object, old, schema, body) : []),
    ],
    ...(scale === undefined ? {} : { scalePaths: scale }),
    ...(columns.length === 0
      ? {}
      : {
          columns: [NAME_COLUMN, ...columns.map(columnOf)],
          cells: (object: KubeObject, { nowMs }: { readonly nowMs: number }) => [
            object.metadata.name,
            ...columns.map((column) => cellOf(column, object, nowMs)),
          ],
        }),
  };
}

/** What the schema says of apiVersion, kind and metadata is said by the server itself. */
function withoutMetadata(schema: Schema): Schema {
  const { metadata, apiVersion, kind, ...properties } = schema.properties ?? {};
  return { ...schema, properties };
}

function bare(object: KubeObject): Readonly<Record<string, unknown>> {
  const { apiVersion, kind, metadata, ...rest } = object;
  return rest;
}

function withMetadata({ apiVersion, kind, metadata }: KubeObject, rest: unknown): KubeObject {
  return { apiVersion, kind, metadata, ...(rest as object) };
}

function prunedBody(object: KubeObject, body: Schema, unknown: (path: string) => void): KubeObject {
  return withMetadata(object, pruned(bare(object), body, "", unknown));
}

function structureFaults(object: KubeObject, body: Schema): readonly FieldError[] {
  const rest = bare(object);
  return [...schemaFaults(rest, body, ""), ...listTypeFaults(rest, body, "")];
}

const UNCHECKED =
  "some validation rules were not checked because the object was invalid; correct the existing errors to complete validation";
const BLOCKING = ["Required value", "Unsupported value", "Too long", "Too many"];

/** Rules are asked only of objects that have the right form. */
function judgedFaults(
  object: KubeObject,
  old: KubeObject | undefined,
  schema: Schema,
  body: Schema,
): readonly FieldError[] {
  const isBlocking = ({ type, detail }: FieldError) =>
    BLOCKING.includes(type) || / in body must be of type /.test(detail);
  if (structureFaults(object, body).some(isBlocking)) return [invalid("", null, UNCHECKED)];
  return ruleFaults(object, old, schema, "");
}

const NAME_COLUMN: TableColumn = {
  name: "Name",
  type: "string",
  format: "name",
  description: "",
  priority: 0,
};

function columnOf({ name, type, format = "", description = "", priority = 0 }: Column) {
  return { name, type: type as TableColumn["type"], format, description, priority };
}

function cellOf({ jsonPath, type }: Column, object: KubeObject, nowMs: number): Cell {
  if (type === "date" && jsonPath === ".metadata.creationTimestamp") return ageOf(object, nowMs);
  const found = findAtPath(jsonPath, object);
  const [value] = found;
  if (value === undefined) return null;
  switch (type) {
    case "string":
      return found.map(textOf).join(" ");
    case "date":
      return typeof value === "string" ? since(value, nowMs) : null;
    case "integer":
      return typeof value === "number" ? Math.trunc(value) : null;
    case "number":
      return typeof value === "number" ? value : null;
    default:
      return typeof value === "boolean" ? value : null;
  }
}

function textOf(value: unknown): string {
  return typeof value === "object" ? JSON.stringify(value) : String(value);
}
