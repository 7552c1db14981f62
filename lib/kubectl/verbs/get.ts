/** `kubectl get`: the server's tables, or the objects themselves in an output format. */
import type { ResourceRow, Table } from "#lib/simulator";
import type { CommandContext } from "../command/context.ts";
import { ErrorList, KubectlError, usageError } from "../command/error.ts";
import {
  ALL_NAMESPACES_FLAG,
  boolFlag,
  FIELD_SELECTOR_FLAG,
  FILENAME_FLAGS,
  intFlag,
  OUTPUT_FLAGS,
  SELECTOR_FLAG,
  textFlag,
} from "../command/shared-flags.ts";
import type { Verb } from "../command/verb.ts";
import { choosePrinter } from "../printers/index.ts";
import { printTable } from "../text/table.ts";
import { type Answer, fetchAnswers, sortRows } from "./get/answers.ts";
import { printRaw } from "./get/raw.ts";

export const getVerb: Verb = {
  name: "get",
  summary: "Show one or many resources",
  usage: "TYPE[.VERSION][.GROUP] [NAME | -l label] [options]",
  flags: [
    ...FILENAME_FLAGS,
    ...OUTPUT_FLAGS,
    SELECTOR_FLAG,
    FIELD_SELECTOR_FLAG,
    ALL_NAMESPACES_FLAG,
    boolFlag("ignore-not-found", "Treat what is missing as nothing."),
    boolFlag("no-headers", "Leave the header line out."),
    boolFlag("show-labels", "Add a column with all labels."),
    boolFlag("show-kind", "Put the kind before each name."),
    boolFlag("watch", "Go on and show changes.", { short: "w" }),
    boolFlag("watch-only", "Show changes only."),
    boolFlag("output-watch-events", "Show events rather than objects."),
    boolFlag("server-print", "Let the server choose the columns.", { default: "true" }),
    { name: "label-columns", short: "L", type: "list", help: "Labels to show as columns." },
    textFlag("sort-by", "JSONPath of the field to sort by."),
    textFlag("raw", "Path to ask the server for."),
    textFlag("subresource", "Subresource to show."),
    intFlag("chunk-size", "How many objects a request asks for.", { default: "500" }),
  ],
  run: runGet,
};

function runGet(context: CommandContext): void {
  const { flags, args } = context;
  if (flags.text("raw") !== "") {
    printRaw(context, flags.text("raw"));
    return;
  }
  if (args.length === 0 && !flags.namesFiles) {
    context.errorLine(
      'You must specify the type of resource to get. Use "kubectl api-resources" for a complete ' +
        "list of supported resources.\n",
    );
    throw usageError(
      'Required resource not specified.\nUse "kubectl explain <resource>" for a detailed ' +
        "description of that resource (e.g. kubectl explain pods).",
      context.path,
    );
  }
  if (flags.bool("output-watch-events") && !flags.bool("watch") && !flags.bool("watch-only")) {
    throw new KubectlError(
      "--output-watch-events option can only be used with --watch or --watch-only",
    );
  }
  const output = flags.text("output");
  const printer = choosePrinter(context, { tables: true });
  if (flags.bool("show-labels") && output !== "" && output !== "wide") {
    throw new KubectlError(`--show-labels option cannot be used with ${output} printer`);
  }
  const { answers, errors, single } = fetchAnswers(context, { asTable: printer === undefined });
  if (flags.bool("watch") || flags.bool("watch-only")) {
    throwAnswers(errors.slice(0, 1));
    throw new KubectlError("watching is not available in this terminal; run the command again");
  }
  if (printer === undefined) {
    printTables(context, answers, errors, output === "wide");
    return;
  }
  printObjects(context, answers, errors, single, printer);
}

function printObjects(
  context: CommandContext,
  answers: readonly Answer[],
  errors: readonly Error[],
  single: boolean,
  printer: (object: Readonly<Record<string, unknown>>, index: number) => string,
): void {
  if (single && errors.length > 0) throwAnswers(errors);
  const items = sortRows(
    context,
    answers.flatMap((answer) => answer.objects),
    (object) => object,
  );
  if (items.length > 0 || !context.flags.bool("ignore-not-found")) {
    const [only] = items;
    const shown =
      single && only !== undefined && items.length === 1
        ? only
        : { apiVersion: "v1", kind: "List", metadata: { resourceVersion: "" }, items };
    context.print(printer(shown, 0));
  }
  throwAnswers(errors);
}

function printTables(
  context: CommandContext,
  answers: readonly Answer[],
  errors: readonly Error[],
  wide: boolean,
): void {
  const { flags } = context;
  const allNamespaces = flags.bool("all-namespaces");
  const noHeaders = flags.bool("no-headers");
  const groups = merged(answers);
  const withKind = flags.bool("show-kind") || groups.length > 1;
  const texts = groups
    .map(({ row, table }) =>
      printTable(table, {
        wide,
        noHeaders,
        withNamespace: allNamespaces && row.namespaced,
        kindPrefix: withKind ? kindPrefix(row) : undefined,
        showLabels: flags.bool("show-labels"),
        labelColumns: flags.list("label-columns"),
      }),
    )
    .filter((text) => text !== "");
  context.print(texts.join(noHeaders ? "" : "\n"));
  if (texts.length === 0 && errors.length === 0 && !flags.bool("ignore-not-found")) {
    const namespaced = !allNamespaces && answers.every(({ row }) => row.namespaced);
    const where = namespaced ? ` in ${context.namespace} namespace.` : "";
    context.errorLine(`No resources found${where}`);
  }
  throwAnswers(errors);
}

/** Even one error is printed as one of a list: without `error: ` in front. */
function throwAnswers(errors: readonly Error[]): void {
  if (errors.length > 0) throw new ErrorList(errors);
}

function kindPrefix({ kind, group }: ResourceRow): string {
  return (group === "" ? kind : `${kind}.${group}`).toLowerCase();
}

type TableGroup = { readonly row: ResourceRow; readonly table: Table };

/** Answers about one resource that follow each other are one table. */
function merged(answers: readonly Answer[]): readonly TableGroup[] {
  const groups: TableGroup[] = [];
  for (const { row, table } of answers) {
    if (table === undefined) continue;
    const last = groups.at(-1);
    if (last?.row !== row) groups.push({ row, table });
    else {
      const rows = [...last.table.rows, ...table.rows];
      groups[groups.length - 1] = { row, table: { ...last.table, rows } };
    }
  }
  return groups;
}
