/** `-o custom-columns=HEADER:path,…` and `-o custom-columns-file=…`. */
import { KubectlError } from "../command/error.ts";
import { alignTable } from "../text/columns.ts";
import { goValue } from "../text/go-value.ts";
import { readFile } from "./json-path-output.ts";
import { JsonPath, JsonPathError } from "./jsonpath.ts";
import { itemsOf } from "./name.ts";
import type { Printable, Printer } from "./printer.ts";

type Column = { readonly header: string; readonly path: JsonPath };

export const customColumnsPrinter: Printer = {
  name: "custom-columns",
  takesArgument: true,
  prepare: ({ argument, context }) => {
    const columns = readColumns(argument);
    const noHeaders = context.flags.bool("no-headers");
    return (object) => printColumns(object, columns, noHeaders);
  },
};

export const customColumnsFilePrinter: Printer = {
  name: "custom-columns-file",
  takesArgument: true,
  prepare: (run) => {
    const [headers = [], paths = []] = readFile(run, "template")
      .split("\n")
      .map((line) => line.split(/\s+/).filter((word) => word !== ""));
    if (headers.length !== paths.length) {
      throw new KubectlError(
        `number of headers (${headers.length}) and field specifications (${paths.length}) don't match`,
      );
    }
    const columns = headers.map((header, at) => ({ header, path: relaxed(paths[at] ?? "") }));
    return (object) => printColumns(object, columns, run.context.flags.bool("no-headers"));
  },
};

function readColumns(spec: string): readonly Column[] {
  if (spec === "") {
    throw new KubectlError("custom-columns format specified but no custom columns given");
  }
  return spec.split(",").map((part) => {
    const colon = part.indexOf(":");
    if (colon < 0) {
      throw new KubectlError(
        `unexpected custom-columns spec: ${part}, expected <header>:<json-path-expr>`,
      );
    }
    return { header: part.slice(0, colon), path: relaxed(part.slice(colon + 1)) };
  });
}

/** `metadata.name`, `.metadata.name`, `{metadata.name}` and `{.metadata.name}` are the same. */
export function relaxedPath(text: string): string {
  if (text === "") return text;
  const match = /^\{\.?([^{}]+)\}$|^\.?([^{}]+)$/.exec(text);
  if (match === null) {
    throw new KubectlError(
      "unexpected path string, expected a 'name1.name2' or '.name1.name2' or '{name1.name2}' " +
        "or '{.name1.name2}'",
    );
  }
  return `{.${match[1] ?? match[2] ?? ""}}`;
}

function relaxed(text: string): JsonPath {
  const template = relaxedPath(text);
  try {
    return new JsonPath(template);
  } catch (error) {
    if (!(error instanceof JsonPathError)) throw error;
    throw new KubectlError(error.message);
  }
}

function printColumns(object: Printable, columns: readonly Column[], noHeaders: boolean): string {
  const rows = itemsOf(object).map((item) => columns.map(({ path }) => cell(path, item)));
  const header = columns.map((column) => column.header);
  return alignTable(noHeaders ? rows : [header, ...rows]);
}

function cell(path: JsonPath, item: Printable): string {
  try {
    const values = path.find(item).flat();
    return values.length === 0 ? "<none>" : values.map(goValue).join(",");
  } catch (error) {
    if (!(error instanceof JsonPathError)) throw error;
    throw new KubectlError(error.message);
  }
}
