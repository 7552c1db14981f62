/** The output formats, and the choice between them. */
import type { CommandContext } from "../command/context.ts";
import { KubectlError } from "../command/error.ts";
import { customColumnsFilePrinter, customColumnsPrinter } from "./custom-columns.ts";
import { goTemplatePrinters } from "./go-template.ts";
import { jsonPrinter } from "./json.ts";
import { jsonPathAsJsonPrinter, jsonPathFilePrinter, jsonPathPrinter } from "./json-path-output.ts";
import { kyamlPrinter } from "./kyaml.ts";
import { namePrinter } from "./name.ts";
import type { Printable, Printer } from "./printer.ts";
import { yamlPrinter } from "./yaml.ts";

/** Every output format but the tables of `get`. */
export const printers: readonly Printer[] = [
  jsonPrinter,
  yamlPrinter,
  kyamlPrinter,
  namePrinter,
  jsonPathPrinter,
  jsonPathAsJsonPrinter,
  jsonPathFilePrinter,
  customColumnsPrinter,
  customColumnsFilePrinter,
  ...goTemplatePrinters,
];

const TABLE_FORMATS = ["custom-columns", "custom-columns-file", "wide"];

export type ObjectPrinter = (object: Printable, index: number) => string;

/**
 * The printer that `-o` (or `--template` alone) asks for; undefined where none is asked.
 * `tables`: the command also knows `wide` and custom columns, which `get` does.
 */
export function choosePrinter(
  context: CommandContext,
  { tables = false, typed = false }: { readonly tables?: boolean; readonly typed?: boolean } = {},
): ObjectPrinter | undefined {
  const { flags } = context;
  const output = flags.text("output");
  const template = flags.text("template");
  const format = output === "" && template !== "" ? "go-template" : output;
  if (format === "" || (tables && format === "wide")) return undefined;
  const equals = format.indexOf("=");
  const name = equals < 0 ? format : format.slice(0, equals);
  const printer = printers.find((candidate) => candidate.name === name);
  const allowed = tables || !TABLE_FORMATS.includes(name);
  if (printer === undefined || !allowed || (equals >= 0 && !printer.takesArgument)) {
    throw new KubectlError(
      `unable to match a printer suitable for the output format ${JSON.stringify(format)}, ` +
        `allowed formats are: ${allowedFormats(tables)}`,
    );
  }
  const argument = equals < 0 ? template : format.slice(equals + 1);
  if (argument === "" && printer.takesArgument && !name.startsWith("custom-columns")) {
    throw new KubectlError(`template format specified but no template given`);
  }
  return printer.prepare({ argument, context, typed });
}

function allowedFormats(tables: boolean): string {
  const names = printers.map((printer) => printer.name);
  return [...names, "wide"]
    .filter((name) => tables || !TABLE_FORMATS.includes(name))
    .sort()
    .join(",");
}
