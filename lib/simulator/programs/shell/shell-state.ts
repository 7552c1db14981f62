/** What a new shell takes over from the one that starts it. */
import type { Node } from "./syntax.ts";

export type ShellState = {
  readonly variables: Map<string, string>;
  readonly exported: Set<string>;
  readonly functions: Map<string, Node>;
  readonly cwd: string;
  /** `$0`: the script's name. */
  readonly name: string;
  readonly parameters: readonly string[];
  readonly nesting: number;
  readonly repeats: boolean;
};
