/**
 * `kubectl explain`: the fields of a kind with their types, by the schema of the built-in kinds.
 * Not simulated: descriptions, and the fields of custom resources.
 */
import {
  type FieldType,
  modelOf,
  type ResourceRow,
  type SchemaField,
  type SchemaModel,
} from "#lib/simulator";
import type { CommandContext } from "../command/context.ts";
import { KubectlError } from "../command/error.ts";
import { boolFlag, textFlag } from "../command/shared-flags.ts";
import type { Verb } from "../command/verb.ts";

export const explainVerb: Verb = {
  name: "explain",
  summary: "Get documentation for a resource",
  usage: "TYPE [--recursive=FALSE|TRUE] [--api-version=api-version-group]",
  flags: [
    boolFlag("recursive", "Show the fields of fields."),
    textFlag("api-version", "Group and version of the kind."),
    textFlag("output", "plaintext or plaintext-openapiv2.", { short: "o", default: "plaintext" }),
  ],
  run: explain,
};

function explain(context: CommandContext): void {
  const { args } = context;
  const [place, ...others] = args;
  if (place === undefined) {
    throw new KubectlError(
      'You must specify the type of resource to explain. Use "kubectl api-resources" for a complete ' +
        "list of supported resources.",
    );
  }
  if (others.length > 0) {
    throw new KubectlError("We accept only this format: explain RESOURCE");
  }
  if (place.startsWith(".")) {
    throw new KubectlError("invalid jsonpath syntax, first node must be field node");
  }
  const { row, fields } = rowOf(context, place);
  if (row.group !== "") context.line(`GROUP:      ${row.group}`);
  context.line(`KIND:       ${row.kind}`);
  context.line(`VERSION:    ${row.version}\n`);
  const model = modelOf(row.model);
  if (model === undefined) {
    context.line("DESCRIPTION:\n    <empty>\n");
    return;
  }
  const { type, name } = walk(model, fields);
  if (name !== "") context.line(`FIELD: ${name} <${typeName(type)}>\n`);
  context.line("DESCRIPTION:\n    <empty>\n");
  const below = innerModel(type);
  if (below === undefined) return;
  context.line("FIELDS:");
  const recursive = context.flags.bool("recursive");
  context.print(fieldLines(below, recursive, 1, new Set([below.name])));
  context.line("");
}

/** `deployments.apps.spec` is a field of a kind; so is `pods.spec`. */
function rowOf(context: CommandContext, place: string): { row: ResourceRow; fields: string[] } {
  const words = place.split(".");
  const wanted = context.flags.text("api-version");
  for (let count = words.length; count > 0; count -= 1) {
    const row = count === 1 ? undefined : context.mapper.find(words.slice(0, count).join("."));
    const dotted = row !== undefined && words[1] !== undefined && row.group.startsWith(words[1]);
    if (row !== undefined && dotted) return { row, fields: words.slice(count) };
  }
  const [first = "", ...fields] = words;
  const found = context.mapper.find(first);
  if (found === undefined) {
    throw new KubectlError(`the server doesn't have a resource type "${first}"`, { bare: true });
  }
  if (wanted === "") return { row: found, fields };
  const row = context.mapper.ofKind(wanted, found.kind);
  if (row !== undefined) return { row, fields };
  const groupVersion = wanted.includes("/") ? wanted : `/${wanted}`;
  throw new KubectlError(
    `couldn't find resource for "${groupVersion}, Resource=${found.resource}"`,
  );
}

function walk(model: SchemaModel, fields: readonly string[]) {
  let type: FieldType = { kind: "model", model: model.name };
  let name = "";
  for (const field of fields) {
    const inner: SchemaField | undefined = innerModel(type)?.fields.get(field);
    if (inner === undefined) throw new KubectlError(`field "${field}" does not exist`);
    type = inner.type;
    name = field;
  }
  return { type, name };
}

function innerModel(type: FieldType): SchemaModel | undefined {
  switch (type.kind) {
    case "model":
      return modelOf(type.model);
    case "list":
      return innerModel(type.item);
    case "map":
      return innerModel(type.value);
    default:
      return undefined;
  }
}

const SCALARS: Readonly<Record<string, string>> = {
  int32: "integer",
  int64: "integer",
  bytes: "string",
  time: "string",
  "micro-time": "string",
  quantity: "Quantity",
  "int-or-string": "IntOrString",
  any: "Object",
};

function typeName(type: FieldType): string {
  switch (type.kind) {
    case "model":
      return type.model;
    case "list":
      return `[]${typeName(type.item)}`;
    case "map":
      return `map[string]${typeName(type.value)}`;
    default:
      return SCALARS[type.kind] ?? type.kind;
  }
}

function fieldLines(
  model: SchemaModel,
  recursive: boolean,
  level: number,
  above: ReadonlySet<string>,
): string {
  const space = "  ".repeat(level);
  return [...model.fields.values()]
    .map((field) => {
      const required = field.required ? " -required-" : "";
      const line = `${space}${field.name}\t<${typeName(field.type)}>${required}\n`;
      const choice = field.enum === undefined ? "" : `${space}enum: ${field.enum.join(", ")}\n`;
      if (!recursive) return `${line}${choice}${space}  <empty>\n\n`;
      const below = innerModel(field.type);
      if (below === undefined || above.has(below.name)) return line + choice;
      const seen = new Set([...above, below.name]);
      return line + choice + fieldLines(below, recursive, level + 1, seen);
    })
    .join("");
}
