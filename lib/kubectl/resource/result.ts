/** How a writing command tells what it did: `pod/web created`, or the object in a format. */
import type { CommandContext } from "../command/context.ts";
import { type DryRun, dryRunSuffix } from "../command/dry-run.ts";
import { choosePrinter } from "../printers/index.ts";
import { objectName } from "../printers/name.ts";
import type { Printable } from "../printers/printer.ts";

export type ResultPrinter = (object: Printable, operation: string) => void;

export function resultPrinter(
  context: CommandContext,
  dryRun: DryRun,
  options: { readonly typed?: boolean } = {},
): ResultPrinter {
  const printer = choosePrinter(context, options);
  let index = 0;
  return (object, operation) => {
    if (printer === undefined) {
      context.line(`${objectName(object)} ${operation}${dryRunSuffix(dryRun)}`);
    } else context.print(printer(object, index));
    index += 1;
  };
}
