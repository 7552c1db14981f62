/**
 * A small POSIX shell over a container's files: runs scripts as tasks in virtual time. A script
 * that does very much at one moment is slowed down, so that a busy loop ends no run.
 *
 * Not simulated: stages of a pipeline run one after the other, each to its end; job control;
 * signals other than SIGTERM and EXIT traps.
 */
import { cleanPath } from "../../storage/index.ts";
import type { Machine, Output, Process } from "../machine.ts";
import type { Task } from "../task.ts";
import type { Io, Job, ShellApi } from "./builtin.ts";
import { BUILTINS } from "./builtins.ts";
import { runCompound, runTest } from "./compound.ts";
import { expandText, expandWords } from "./expand.ts";
import { Jump } from "./jump.ts";
import { parseScript } from "./parser.ts";
import { runPipeline, startJob } from "./pipeline.ts";
import { openRedirects } from "./redirect.ts";
import type { ShellState } from "./shell-state.ts";
import { type Node, type Script, SyntaxProblem } from "./syntax.ts";

const NESTING_MAX = 60;
/** Commands at one moment of virtual time; then the script has to wait. */
const BURST_MAX = 1000;
const LONGEST_PAUSE_MS = 60_000;

export class Shell implements ShellApi {
  readonly machine: Machine;
  readonly variables: Map<string, string>;
  readonly exported: Set<string>;
  readonly functions: Map<string, Node>;
  readonly jobs: Job[] = [];
  readonly traps = new Map<string, string>();
  /** It is the container's main process. */
  readonly isMain: boolean;
  cwd: string;
  readonly name: string;
  parameters: readonly string[];
  lastStatus = 0;
  endsOnError = false;
  failsOnUnset = false;
  prints = false;
  /** SIGTERM came and its trap has not run yet. */
  pendingTerm = false;
  wakeWait: (() => void) | undefined;
  repeats: boolean;
  testing = 0;
  #nesting: number;

  constructor(machine: Machine, state: ShellState, isMain: boolean) {
    this.machine = machine;
    this.variables = state.variables;
    this.exported = state.exported;
    this.functions = state.functions;
    this.cwd = state.cwd;
    this.name = state.name;
    this.parameters = state.parameters;
    this.#nesting = state.nesting;
    this.repeats = state.repeats;
    this.isMain = isMain;
  }

  static of(
    { machine, env, cwd, repeats }: Process,
    [name = "sh", ...parameters]: readonly string[],
    isMain: boolean,
  ): Shell {
    const state: ShellState = {
      variables: new Map([...env, ["PWD", cwd]]),
      exported: new Set([...env.keys()].sort()),
      functions: new Map(),
      cwd,
      name,
      parameters,
      nesting: 0,
      repeats,
    };
    return new Shell(machine, state, isMain);
  }

  /** Runs a whole script and gives the shell's exit code. */
  *runAll(text: string, io: Io): Task<number> {
    const script = this.#parse(text, io);
    if (script === undefined) return 2;
    this.lastStatus = yield* this.runInside(script, io);
    return yield* this.#leave(io);
  }

  #parse(text: string, io: Io): Script | undefined {
    try {
      return parseScript(text);
    } catch (error) {
      if (!(error instanceof SyntaxProblem)) throw error;
      io.stderr(`sh: syntax error: ${error.message}\n`);
      return undefined;
    }
  }

  *#leave(io: Io): Task<number> {
    const action = this.traps.get("EXIT");
    if (action === undefined) return this.lastStatus;
    this.traps.delete("EXIT");
    const script = this.#parse(action, io);
    const status = this.lastStatus;
    if (script === undefined) return status;
    this.lastStatus = status;
    const after = yield* this.runInside(script, io);
    return this.#left ? after : status;
  }

  *runScript(script: Script, io: Io): Task<number> {
    for (const node of script) {
      yield* this.runNode(node, io);
      if (this.pendingTerm) yield* this.#runTrap(io);
    }
    return this.lastStatus;
  }

  *#runTrap(io: Io): Task<void> {
    this.pendingTerm = false;
    const action = this.traps.get("TERM");
    if (action !== undefined && action !== "") yield* this.runScript(parseScript(action), io);
  }

  *runNode(node: Node, io: Io): Task<number> {
    switch (node.kind) {
      case "simple":
        this.lastStatus = yield* this.#simple(node, io);
        if (this.endsOnError && this.lastStatus !== 0 && this.testing === 0) {
          throw new Jump("exit", this.lastStatus);
        }
        break;
      case "pipeline":
        this.lastStatus = yield* runPipeline(node, io, this);
        break;
      case "and":
      case "or": {
        const left = yield* runTest([node.left], io, this);
        if ((left === 0) === (node.kind === "and")) yield* this.runNode(node.right, io);
        break;
      }
      case "background":
        startJob(node.node, io, this);
        this.lastStatus = 0;
        break;
      case "function":
        this.functions.set(node.name, node.body);
        this.lastStatus = 0;
        break;
      case "subshell": {
        const inner = this.clone();
        const redirected = yield* openRedirects(node.redirects, io, this);
        this.lastStatus =
          redirected === undefined ? 1 : yield* inner.runInside(node.body, redirected);
        break;
      }
      default: {
        const redirected = yield* openRedirects(node.redirects, io, this);
        this.lastStatus = redirected === undefined ? 1 : yield* runCompound(node, redirected, this);
      }
    }
    return this.lastStatus;
  }

  /** A script in a shell of its own: leaving it leaves that shell only. */
  *runInside(script: Script, io: Io): Task<number> {
    this.#left = false;
    try {
      return yield* this.runScript(script, io);
    } catch (error) {
      if (error instanceof SyntaxProblem) {
        io.stderr(`sh: ${error.message}\n`);
        return 2;
      }
      if (!(error instanceof Jump)) throw error;
      this.#left = error.kind === "exit";
      return error.kind === "exit" || error.kind === "return" ? error.count : this.lastStatus;
    }
  }

  clone(): Shell {
    const state: ShellState = {
      variables: new Map(this.variables),
      exported: new Set(this.exported),
      functions: new Map(this.functions),
      cwd: this.cwd,
      name: this.name,
      parameters: this.parameters,
      nesting: this.#nesting + 1,
      repeats: this.repeats,
    };
    const inner = new Shell(this.machine, state, false);
    inner.lastStatus = this.lastStatus;
    inner.endsOnError = this.endsOnError;
    inner.failsOnUnset = this.failsOnUnset;
    inner.testing = this.testing;
    return inner;
  }

  *capture(script: Script): Task<string> {
    const printed: string[] = [];
    const io: Io = {
      stdin: { rest: undefined },
      stdout: (text) => void printed.push(text),
      stderr: this.#stderr,
    };
    this.lastStatus = yield* this.clone().runInside(script, io);
    this.#captured = this.lastStatus;
    return printed.join("");
  }

  // The script was left by `exit`.
  #left = false;
  // Status of the last substitution of the command at hand.
  #captured = 0;
  // Where substitutions complain: what the command around them writes to.
  #stderr: Output = () => undefined;

  *#simple(node: Extract<Node, { kind: "simple" }>, io: Io): Task<number> {
    yield* this.breathe();
    this.#stderr = io.stderr;
    this.#captured = 0;
    const words = yield* expandWords(node.words, this);
    const isAssignment = words.length === 0;
    const values = new Map<string, string>();
    for (const { name, value } of node.assignments) {
      const text = yield* expandText(value, this);
      if (isAssignment) this.variables.set(name, text);
      else values.set(name, text);
    }
    const redirected = yield* openRedirects(node.redirects, io, this);
    if (redirected === undefined) return 1;
    if (isAssignment) return this.#captured;
    if (this.prints) io.stderr(`+ ${words.join(" ")}\n`);
    return yield* this.#call(words, values, redirected);
  }

  *#call(words: readonly string[], values: ReadonlyMap<string, string>, io: Io): Task<number> {
    const name = words[0] ?? "";
    const args = words.slice(1);
    const body = this.functions.get(name);
    if (body !== undefined) return yield* this.#callFunction(body, args, io);
    const builtin = BUILTINS.get(name);
    if (builtin !== undefined) {
      const status = builtin(args, this, io);
      return typeof status === "number" ? status : yield* status;
    }
    return yield* this.runProgram(words, io, values);
  }

  *runProgram(
    words: readonly string[],
    io: Io,
    values: ReadonlyMap<string, string> = new Map(),
  ): Task<number> {
    const env = new Map<string, string>();
    for (const exported of this.exported) env.set(exported, this.variables.get(exported) ?? "");
    for (const [variable, value] of values) env.set(variable, value);
    const { machine, cwd } = this;
    return yield* machine.run(words, { machine, env, cwd, repeats: this.repeats, ...io });
  }

  *#callFunction(body: Node, args: readonly string[], io: Io): Task<number> {
    if (this.#nesting >= NESTING_MAX) {
      io.stderr("sh: maximum function nesting exceeded\n");
      throw new Jump("exit", 2);
    }
    const parameters = this.parameters;
    this.parameters = args;
    this.#nesting += 1;
    try {
      return yield* this.runNode(body, io);
    } catch (error) {
      if (error instanceof Jump && error.kind === "return") return error.count;
      throw error;
    } finally {
      this.parameters = parameters;
      this.#nesting -= 1;
    }
  }

  absolute(path: string): string {
    return cleanPath(path, this.cwd);
  }

  *breathe(): Task<void> {
    const { engine, life } = this.machine;
    const { pace } = life;
    if (pace.atMs !== engine.nowMs) {
      pace.atMs = engine.nowMs;
      pace.count = 0;
    }
    pace.count += 1;
    if (pace.count <= BURST_MAX) return;
    yield { ms: pace.pauseMs, periodic: true };
    pace.pauseMs = Math.min(pace.pauseMs * 2, LONGEST_PAUSE_MS);
  }
}
