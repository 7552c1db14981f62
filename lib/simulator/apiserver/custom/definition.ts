/** What a CustomResourceDefinition adds to the server: a resource for each version it serves. */
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
import { allFaults, type Custom, statusFaults, untouchedWarnings } from "./judge.ts";
import { hasRules } from "./rule.ts";
import { bare, defaulted, pruned, type Schema } from "./schema.ts";

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
  const { scale, status } = version.subresources ?? {};
  const custom: Custom = { schema, body, judged: hasRules(schema), scale };
  const columns = version.additionalPrinterColumns ?? [];
  return {
    kind: spec.names.kind,
    hasPlainStatus: status === undefined,
    prune: (object, unknown) =>
      spec.preserveUnknownFields === true ? object : prunedBody(object, body, unknown),
    setDefaults: (object) => withMetadata(object, defaulted(bare(object), body)),
    validatesUpdateAlone: true,
    validateCreate: (object) => allFaults(object, undefined, custom),
    validateUpdate: (object, old) => allFaults(object, old, custom),
    validateStatusUpdate: (object, old) => statusFaults(object, old, custom),
    warnings: (object, old) => untouchedWarnings(object, old, custom),
    warnsOfRefused: true,
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

function withMetadata({ apiVersion, kind, metadata }: KubeObject, rest: unknown): KubeObject {
  return { apiVersion, kind, metadata, ...(rest as object) };
}

function prunedBody(object: KubeObject, body: Schema, unknown: (path: string) => void): KubeObject {
  return withMetadata(object, pruned(bare(object), body, "", unknown));
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
      return textOf(value);
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
