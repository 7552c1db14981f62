/** What `get` asks the server, and the answers in the order in which they are printed. */
import type { KubeObject, RequestOptions, ResourceRow, Table } from "#lib/simulator";
import type { CommandContext } from "../../command/context.ts";
import { KubectlError, ServerError } from "../../command/error.ts";
import { relaxedPath } from "../../printers/custom-columns.ts";
import { JsonPath, JsonPathError } from "../../printers/jsonpath.ts";
import type { ObjectRef } from "../../resource/api.ts";
import { readInput } from "../../resource/manifest-input.ts";
import {
  MISSING_RESOURCE,
  readWords,
  selectorError,
  selectorWithNames,
} from "../../resource/selection.ts";
import { sortByValue } from "../../text/sort-values.ts";

export type Answer = {
  readonly row: ResourceRow;
  readonly objects: readonly KubeObject[];
  readonly table?: Table;
};

export type Answers = {
  readonly answers: readonly Answer[];
  readonly errors: readonly Error[];
  /** Whether exactly one object was named. */
  readonly single: boolean;
};

export function fetchAnswers(
  context: CommandContext,
  { asTable }: { readonly asTable: boolean },
): Answers {
  const { flags, args } = context;
  if (flags.namesFiles) return fromFiles(context, asTable);
  if (args.length === 0) throw new KubectlError(MISSING_RESOURCE);
  const words = readWords(context, args);
  const options = listOptions(context);
  if (words.kind === "rows") return fromRows(context, words.rows, options, asTable);
  if (options.labelSelector !== undefined || options.fieldSelector !== undefined) {
    throw new KubectlError(selectorWithNames(args));
  }
  if (flags.bool("all-namespaces")) {
    throw new KubectlError("a resource cannot be retrieved by name across all namespaces");
  }
  return { ...fromRefs(context, words.refs, asTable), single: words.single };
}

export function listOptions(context: CommandContext): RequestOptions {
  const labelSelector = context.flags.text("selector");
  const fieldSelector = context.flags.text("field-selector");
  const output = context.flags.text("output");
  const isTemplate = /^(?:jsonpath|go-template|template|custom-columns)/.test(output);
  return {
    ...(isTemplate || context.flags.bool("show-managed-fields") ? { showManagedFields: true } : {}),
    ...(labelSelector === "" ? {} : { labelSelector }),
    ...(fieldSelector === "" ? {} : { fieldSelector }),
  };
}

function fromFiles(context: CommandContext, asTable: boolean): Answers {
  if (context.args.length > 0) {
    throw new KubectlError(
      "when paths, URLs, or stdin is provided as input, you may not specify resource arguments as well",
    );
  }
  const input = readInput(context);
  const found = fromRefs(context, input.infos, asTable);
  return { ...found, errors: [...input.errors, ...found.errors], single: false };
}

function fromRows(
  context: CommandContext,
  rows: readonly ResourceRow[],
  options: RequestOptions,
  asTable: boolean,
): Answers {
  const all = context.flags.bool("all-namespaces");
  const answers: Answer[] = [];
  const errors: Error[] = [];
  for (const row of rows) {
    const namespace = row.namespaced && !all ? context.namespace : undefined;
    try {
      if (asTable) {
        const table = sortedTable(context, context.api.listTable(row, namespace, options));
        answers.push({ row, table, objects: [] });
      } else answers.push({ row, objects: context.api.list(row, namespace, options).items });
    } catch (error) {
      if (!(error instanceof ServerError)) throw error;
      errors.push(selectorError(error, row, options));
    }
  }
  return { answers, errors, single: false };
}

function fromRefs(
  context: CommandContext,
  refs: readonly ObjectRef[],
  asTable: boolean,
): Omit<Answers, "single"> {
  const answers: Answer[] = [];
  const errors: Error[] = [];
  const subresource = context.flags.text("subresource");
  for (const ref of refs) {
    try {
      if (asTable) answers.push({ row: ref.row, table: context.api.getTable(ref), objects: [] });
      else {
        const object = context.api.get(ref, subresource === "" ? undefined : subresource);
        answers.push({ row: ref.row, objects: [object] });
      }
    } catch (error) {
      if (!(error instanceof ServerError)) throw error;
      if (error.is("NotFound") && context.flags.bool("ignore-not-found")) continue;
      errors.push(error.is("NotFound") ? (missingNamespace(context, ref) ?? error) : error);
    }
  }
  return { answers, errors };
}

/** Of a name that is not found, the namespace may be what is missing. */
function missingNamespace(context: CommandContext, { namespace }: ObjectRef) {
  const row = context.mapper.ofKind("v1", "Namespace");
  if (namespace === undefined || row === undefined) return undefined;
  try {
    context.api.get({ row, namespace: undefined, name: namespace });
    return undefined;
  } catch (error) {
    return error instanceof ServerError && error.is("NotFound") ? error : undefined;
  }
}

function sortedTable(context: CommandContext, table: Table): Table {
  try {
    return { ...table, rows: sortRows(context, table.rows, (row) => row.object) };
  } catch (error) {
    // Of a table that cannot be sorted kubectl shows nothing.
    if (error instanceof KubectlError) return { ...table, rows: [] };
    throw error;
  }
}

/** By `--sort-by`; as they are without it. */
export function sortRows<T>(
  context: CommandContext,
  rows: readonly T[],
  objectOf: (row: T) => unknown,
): readonly T[] {
  const field = context.flags.text("sort-by");
  if (field === "" || rows.length === 0) return rows;
  try {
    const path = new JsonPath(relaxedPath(field));
    const keyed = rows.map((row) => ({ row, key: path.find(objectOf(row)).flat()[0] }));
    if (keyed.every(({ key }) => key === undefined)) {
      throw new KubectlError(
        `couldn't find any field with path ${JSON.stringify(relaxedPath(field))} in the list of objects`,
      );
    }
    return sortByValue(keyed, ({ key }) => key).map(({ row }) => row);
  } catch (error) {
    if (error instanceof JsonPathError) throw new KubectlError(error.message);
    throw error;
  }
}
