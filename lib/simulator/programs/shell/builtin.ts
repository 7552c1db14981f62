/** The contract between the shell and what it does itself: `(args, shell, io) → status`. */
import type { Input, Output } from "../machine.ts";
import type { Task } from "../task.ts";
import type { Surroundings } from "./expand.ts";
import type { Node, Script } from "./syntax.ts";

export type Io = { readonly stdin: Input; readonly stdout: Output; readonly stderr: Output };

/** Something that runs in the background. */
export type Job = { status: number | undefined; readonly waiting: (() => void)[] };

export type ShellApi = Omit<Surroundings, "cwd" | "parameters" | "failsOnUnset" | "lastStatus"> & {
  readonly exported: Set<string>;
  readonly functions: Map<string, Node>;
  readonly jobs: Job[];
  readonly traps: Map<string, string>;
  /** It is the container's main process. */
  readonly isMain: boolean;
  cwd: string;
  parameters: readonly string[];
  lastStatus: number;
  endsOnError: boolean;
  failsOnUnset: boolean;
  /** Prints every command before it runs. */
  prints: boolean;
  /** SIGTERM came and its trap has not run yet. */
  pendingTerm: boolean;
  /** Ends a `wait` that is going on. */
  wakeWait: (() => void) | undefined;
  /** How many conditions are being tested: a failure in one does not end the script. */
  testing: number;
  /** In a second or later round of a loop. */
  repeats: boolean;
  absolute(path: string): string;
  /** Waits when very much has been done at one moment. */
  breathe(): Task<void>;
  runScript(script: Script, io: Io): Task<number>;
  runNode(node: Node, io: Io): Task<number>;
  /** In a shell of its own: leaving the script leaves that shell only. */
  runInside(script: Script, io: Io): Task<number>;
  /** With its own copies of all variables. */
  clone(): ShellApi;
  runProgram(words: readonly string[], io: Io): Task<number>;
};

export type Builtin = (args: readonly string[], shell: ShellApi, io: Io) => number | Task<number>;
