/** `-o jsonpath=…`, `-o jsonpath-as-json=…`, `-o jsonpath-file=…`. */
import { toJson } from "#lib/manifest";
import { KubectlError } from "../command/error.ts";
import { goSyntax, quote } from "../text/go-value.ts";
import { JsonPath, JsonPathError } from "./jsonpath.ts";
import type { Printable, Printer, PrinterRun } from "./printer.ts";

export const jsonPathPrinter: Printer = {
  name: "jsonpath",
  takesArgument: true,
  prepare: ({ argument, context }) => {
    const path = readPath(argument, context);
    return (object) => run(argument, object, () => path.print(object));
  },
};

export const jsonPathAsJsonPrinter: Printer = {
  name: "jsonpath-as-json",
  takesArgument: true,
  prepare: ({ argument, context }) => {
    const path = readPath(argument, context);
    return (object) =>
      run(argument, object, () =>
        path
          .find(object)
          .map((results) => toJson(results))
          .join(""),
      );
  },
};

export const jsonPathFilePrinter: Printer = {
  name: "jsonpath-file",
  takesArgument: true,
  prepare: (given) => jsonPathPrinter.prepare({ ...given, argument: readFile(given) }),
};

/** `what` is what the file holds, as kubectl names it when it is missing. */
export function readFile({ argument, context }: PrinterRun, what = "--template"): string {
  const text = context.io.readFile(argument);
  if (text === undefined) {
    throw new KubectlError(
      `error reading ${what} ${argument}, open ${argument}: no such file or directory\n`,
    );
  }
  return text;
}

function readPath(template: string, context: PrinterRun["context"]): JsonPath {
  const allowMissingKeys = context.flags.bool("allow-missing-template-keys");
  try {
    return new JsonPath(template, { allowMissingKeys });
  } catch (error) {
    if (!(error instanceof JsonPathError)) throw error;
    throw new KubectlError(`error parsing jsonpath ${template}, ${error.message}`);
  }
}

function run(template: string, object: Printable, print: () => string): string {
  try {
    return print();
  } catch (error) {
    if (!(error instanceof JsonPathError)) throw error;
    throw new KubectlError(
      `error executing jsonpath ${quote(template)}: Error executing template: ${error.message}. ` +
        "Printing more information for debugging the template:\n" +
        `\ttemplate was:\n\t\t${template}\n\tobject given to jsonpath engine was:\n\t\t` +
        `${goSyntax(object)}\n\n\n`,
    );
  }
}
