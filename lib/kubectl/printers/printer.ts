/** What an output format is: a file of printers/ gives one of these. */
import type { CommandContext } from "../command/context.ts";

/** An object, or a `kind: List` of objects, as plain JSON. */
export type Printable = Readonly<Record<string, unknown>>;

export type PrinterRun = {
  /** Behind the `=`: the template, the columns; "" without one. */
  readonly argument: string;
  readonly context: CommandContext;
  /** The object was made by kubectl itself: JSON keeps the order of its fields. */
  readonly typed?: boolean;
};

export type Printer = {
  /** `-o NAME` or `-o NAME=…`. */
  readonly name: string;
  /** Whether something must stand behind `=` (or in `--template`). */
  readonly takesArgument: boolean;
  /** Reads the argument once; throws when it is wrong. */
  readonly prepare: (run: PrinterRun) => (object: Printable, index: number) => string;
};
