/** `-o go-template=…`, `-o template=…` and their file forms. */
import { KubectlError } from "../command/error.ts";
import { quote } from "../text/go-value.ts";
import { readFile } from "./json-path-output.ts";
import type { Printer } from "./printer.ts";
import { runTemplate, TemplateError } from "./template.ts";

function templatePrinter(name: string, fromFile: boolean): Printer {
  return {
    name,
    takesArgument: true,
    prepare: (run) => {
      const template = fromFile ? readFile(run) : run.argument;
      return (object) => {
        try {
          return runTemplate(template, object);
        } catch (error) {
          if (!(error instanceof TemplateError)) throw error;
          throw new KubectlError(
            error.stage === "parse"
              ? `error parsing template ${template}, template: output:${error.message}`
              : `error executing template ${quote(template)}: template: output:${error.message}`,
          );
        }
      };
    },
  };
}

export const goTemplatePrinters: readonly Printer[] = [
  templatePrinter("go-template", false),
  templatePrinter("go-template-file", true),
  templatePrinter("template", false),
  templatePrinter("templatefile", true),
];
