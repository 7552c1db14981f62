/** Arguments, selectors and files → the objects that a command is about. */
import type { KubeObject, RequestOptions, ResourceRow } from "#lib/simulator";
import type { CommandContext } from "../command/context.ts";
import { KubectlError, ServerError } from "../command/error.ts";
import type { ObjectRef } from "./api.ts";
import { type Info, type InputOptions, type InputResult, readInput } from "./manifest-input.ts";

export const MISSING_RESOURCE = `You must provide one or more resources by argument or filename.
Example resource specifications include:
   '-f rsrc.yaml'
   '--filename=rsrc.json'
   '<resource> <name>'
   '<resource>'`;

/** What the words name: objects by name, or whole resources. */
export type Words =
  | { readonly kind: "refs"; readonly refs: readonly ObjectRef[]; readonly single: boolean }
  | { readonly kind: "rows"; readonly rows: readonly ResourceRow[] };

export function readWords(context: CommandContext, args: readonly string[]): Words {
  const words = spreadTypes(args);
  const withSlash = words.filter((word) => word.includes("/"));
  if (withSlash.length > 0) {
    if (withSlash.length < words.length) {
      throw new KubectlError(
        "there is no need to specify a resource type as a separate argument when passing arguments " +
          "in resource/name form (e.g. 'kubectl get resource/<resource_name>' instead of " +
          "'kubectl get resource resource/<resource_name>'",
      );
    }
    const refs = words.map((word) => slashRef(context, word));
    return { kind: "refs", refs, single: refs.length === 1 };
  }
  const [types = "", ...names] = words;
  const rows = types.split(",").flatMap((type) => rowsOf(context, type));
  if (names.length === 0) return { kind: "rows", rows: [...new Set(rows)] };
  const refs = names.flatMap((name) => rows.map((row) => refOf(context, row, name)));
  return { kind: "refs", refs, single: refs.length === 1 };
}

// `a,b x` is `a/x b/x`.
function spreadTypes(args: readonly string[]): readonly string[] {
  const [first = "", ...names] = args;
  if (names.length === 0 || first.includes("/") || !first.includes(",")) return args;
  return first.split(",").flatMap((type) => names.map((name) => `${type}/${name}`));
}

function rowsOf(context: CommandContext, type: string): readonly ResourceRow[] {
  const category = context.mapper.inCategory(type);
  if (category.length > 0) return category;
  return [context.mapper.resolve(type)];
}

function slashRef(context: CommandContext, word: string): ObjectRef {
  const parts = word.split("/");
  if (parts.length !== 2) {
    throw new KubectlError("arguments in resource/name form may not have more than one slash");
  }
  const [type = "", name = ""] = parts;
  if (type === "" || name === "" || type.includes(",")) {
    throw new KubectlError("arguments in resource/name form must have a single resource and name");
  }
  return refOf(context, context.mapper.resolve(type), name);
}

function refOf(context: CommandContext, row: ResourceRow, name: string): ObjectRef {
  return { row, namespace: row.namespaced ? context.namespace : undefined, name };
}

export type SelectOptions = InputOptions & {
  /** Words that are not about objects (`key=value`) are taken off by the caller. */
  readonly args: readonly string[];
  /** Without names and selector: take all (`describe pods`). */
  readonly all?: boolean;
  /** Fetch what files name from the server. */
  readonly latest?: boolean;
  /** `--selector` means something else to this command. */
  readonly noSelector?: boolean;
  /** What is fetched of a named object in place of the object itself. */
  readonly subresource?: string;
  /** Names over all namespaces are refused, lists are not. */
  readonly allNamespaces?: boolean;
};

/** Objects with their latest state; what could not be had is in `errors`. */
export function selectObjects(context: CommandContext, options: SelectOptions): InputResult {
  const { flags } = context;
  const labelSelector = options.noSelector ? "" : flags.text("selector");
  const fieldSelector = flags.text("field-selector");
  const all = options.all === true || flags.bool("all");
  const files = flags.namesFiles;
  if (files) return selectFromFiles(context, options);
  if (options.local) {
    throw new KubectlError(
      "error: you must specify resources by --filename when --local is set.\n" +
        "Example resource specifications include:\n   '-f rsrc.yaml'\n   '--filename=rsrc.json'",
    );
  }
  if (options.args.length === 0) throw new KubectlError(MISSING_RESOURCE);
  if (flags.bool("all") && (labelSelector !== "" || fieldSelector !== "")) {
    throw new KubectlError("setting 'all' parameter but found a non empty selector. ");
  }
  const words = readWords(context, options.args);
  const selecting = labelSelector !== "" || fieldSelector !== "" || flags.bool("all");
  if (words.kind === "refs") {
    if (selecting) throw new KubectlError(selectorWithNames(options.args));
    if (options.allNamespaces) {
      throw new KubectlError("a resource cannot be retrieved by name across all namespaces");
    }
    return fetchAll(context, words.refs, [], options.subresource);
  }
  if (!selecting && !all) {
    throw new KubectlError("resource(s) were provided, but no name was specified");
  }
  return listAll(
    context,
    words.rows,
    {
      ...(labelSelector === "" ? {} : { labelSelector }),
      ...(fieldSelector === "" ? {} : { fieldSelector }),
    },
    options.allNamespaces === true,
  );
}

export function selectorWithNames(args: readonly string[]): string {
  return args.some((arg) => arg.includes("/"))
    ? "selectors and the all flag cannot be used when passing resource/name arguments"
    : "name cannot be provided when a selector is specified";
}

function selectFromFiles(context: CommandContext, options: SelectOptions): InputResult {
  if (options.args.length > 0) {
    throw new KubectlError(
      "when paths, URLs, or stdin is provided as input, you may not specify resource arguments as well",
    );
  }
  const input = readInput(context, options);
  if (options.latest !== true) return input;
  const fetched = fetchAll(context, input.infos, input.infos, options.subresource);
  return { infos: fetched.infos, errors: [...input.errors, ...fetched.errors] };
}

function fetchAll(
  context: CommandContext,
  refs: readonly ObjectRef[],
  from: readonly Info[] = [],
  subresource?: string,
): InputResult {
  const infos: Info[] = [];
  const errors: Error[] = [];
  for (const [index, ref] of refs.entries()) {
    try {
      const object = context.api.get(ref, subresource);
      infos.push({ ...ref, source: from[index]?.source ?? "", object });
    } catch (error) {
      if (!(error instanceof ServerError)) throw error;
      errors.push(error);
    }
  }
  return { infos, errors };
}

function listAll(
  context: CommandContext,
  rows: readonly ResourceRow[],
  options: RequestOptions,
  allNamespaces: boolean,
): InputResult {
  const infos: Info[] = [];
  const errors: Error[] = [];
  for (const row of rows) {
    const namespace = row.namespaced && !allNamespaces ? context.namespace : undefined;
    try {
      for (const object of listItems(context, row, namespace, options)) {
        const own = object.metadata.namespace;
        infos.push({ row, namespace: own, name: object.metadata.name, source: "", object });
      }
    } catch (error) {
      if (!(error instanceof ServerError)) throw error;
      errors.push(selectorError(error, row, options));
    }
  }
  return { infos, errors };
}

/** Items of a list, each with its apiVersion and kind. */
export function listItems(
  context: CommandContext,
  row: ResourceRow,
  namespace: string | undefined,
  options: RequestOptions,
): readonly KubeObject[] {
  return context.api.list(row, namespace, options).items;
}

/** A list that was refused for its selector says so in kubectl's words. */
export function selectorError(
  error: ServerError,
  row: ResourceRow,
  options: RequestOptions,
): ServerError {
  const { labelSelector = "", fieldSelector = "" } = options;
  if (!error.is("BadRequest") || (labelSelector === "" && fieldSelector === "")) return error;
  const what = `${row.group}/${row.version}, Resource=${row.resource}`;
  return error.prefixed(
    `Unable to find ${JSON.stringify(what)} that match label selector ${JSON.stringify(labelSelector)}, ` +
      `field selector ${JSON.stringify(fieldSelector)}: `,
  );
}
