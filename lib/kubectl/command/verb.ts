/** What a kubectl command is: one file in verbs/ gives one of these. */
import type { CommandContext } from "./context.ts";
import type { FlagSpec } from "./flag.ts";

export type Verb = {
  readonly name: string;
  readonly aliases?: readonly string[];
  /** One sentence. */
  readonly summary: string;
  /** Behind `kubectl NAME`: `TYPE NAME [options]`. */
  readonly usage?: string;
  readonly flags?: readonly FlagSpec[];
  /** Flags without which nothing happens. */
  readonly required?: readonly string[];
  /** Commands below this one; a command may have both these and `run`. */
  readonly verbs?: readonly Verb[];
  /**
   * What a command with others below it does alone: fail with its help on standard error, fail
   * with it on standard output, or print it as asked.
   */
  readonly alone?: "stderr" | "stdout" | "help";
  /** Further lines behind the summary, and commands to try. */
  readonly more?: string;
  readonly examples?: readonly (readonly [what: string, command: string])[];
  readonly run?: (context: CommandContext) => void;
};
