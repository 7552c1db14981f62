/**
 * A small POSIX shell over a container's files: runs scripts as tasks in virtual time. A script
 * that does very much at one moment is slowed down, so that a busy loop ends no run.
 *
 * Not simulated: stages of a pipeline run one after the other, each to its end; job control;
 * signals other than SIGTERM and EXIT traps.
 */
import { cleanPath } from "../../storage/index.ts";
import type { Machine, Output, Process } from "../machine.ts";
import { runTask, type Task } from "../task.ts";
import type { Io, Job, ShellApi } from "./builtin.ts";
import { BUILTINS } from "./builtins.ts";
import { expandPattern, expandText, expandWords } from "./expand.ts";
import { Jump } from "./jump.ts";
import { parseScript } from "./parser.ts";
import { type Node, type Redirect, type Script, SyntaxProblem } from "./syntax.ts";

const NESTING_MAX = 60;
/** Commands at one moment of virtual time; then the script has to wait. */
const BURST_MAX = 1000;
const LONGEST_PAUSE_MS = 60_000;

type ShellState = {
  readonly variables: Map<string, string>;
  readonly exported: Set<string>;
  readonly functions: Map<string, Node>;
  readonly cwd: string;
  readonly parameters: readonly string[];
  readonly nesting: number;
  readonly repeats: boolean;
};

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
  parameters: readonly string[];
  lastStatus = 0;
  endsOnError = false;
  failsOnUnset = false;
  prints = false;
  /** SIGTERM came and its trap has not run yet. */
  pendingTerm = false;
  wakeWait: (() => void) | undefined;
  #nesting: number;
  #repeats: boolean;
  // Inside a test of if, while, && and the like a failure does not end the script.
  #testing = 0;

  constructor(machine: Machine, state: ShellState, isMain: boolean) {
    this.machine = machine;
    this.variables = state.variables;
    this.exported = state.exported;
    this.functions = state.functions;
    this.cwd = state.cwd;
    this.parameters = state.parameters;
    this.#nesting = state.nesting;
    this.#repeats = state.repeats;
    this.isMain = isMain;
  }

  static of(
    { machine, env, cwd, repeats }: Process,
    parameters: readonly string[],
    isMain: boolean,
  ): Shell {
    const state: ShellState = {
      variables: new Map(env),
      exported: new Set(env.keys()),
      functions: new Map(),
      cwd,
      parameters,
      nesting: 0,
      repeats,
    };
    return new Shell(machine, state, isMain);
  }

  /** Runs a whole script and gives the shell's exit code. */
  *runAll(text: string, io: Io): Task<number> {
    try {
      const script = parseScript(text);
      yield* this.runScript(script, io);
    } catch (error) {
      if (error instanceof SyntaxProblem) {
        io.stderr(`sh: syntax error: ${error.message}\n`);
        this.lastStatus = 2;
      } else if (error instanceof Jump) {
        if (error.kind === "exit" || error.kind === "return") this.lastStatus = error.count;
      } else throw error;
    }
    return yield* this.#leave(io);
  }

  *#leave(io: Io): Task<number> {
    const action = this.traps.get("EXIT");
    if (action === undefined) return this.lastStatus;
    this.traps.delete("EXIT");
    const status = this.lastStatus;
    try {
      yield* this.runScript(parseScript(action), io);
    } catch (error) {
      if (error instanceof Jump && error.kind === "exit") return error.count;
      if (!(error instanceof Jump || error instanceof SyntaxProblem)) throw error;
    }
    return status;
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
        if (this.endsOnError && this.lastStatus !== 0 && this.#testing === 0) {
          throw new Jump("exit", this.lastStatus);
        }
        break;
      case "pipeline":
        this.lastStatus = yield* this.#pipeline(node, io);
        break;
      case "and":
      case "or": {
        const left = yield* this.#test([node.left], io);
        if ((left === 0) === (node.kind === "and")) yield* this.runNode(node.right, io);
        break;
      }
      case "background":
        this.#start(node.node, io);
        this.lastStatus = 0;
        break;
      case "function":
        this.functions.set(node.name, node.body);
        this.lastStatus = 0;
        break;
      case "subshell": {
        const inner = this.clone();
        const redirected = yield* this.#redirect(node.redirects, io);
        this.lastStatus =
          redirected === undefined ? 1 : yield* inner.#runInside(node.body, redirected);
        break;
      }
      default: {
        const redirected = yield* this.#redirect(node.redirects, io);
        this.lastStatus = redirected === undefined ? 1 : yield* this.#compound(node, redirected);
      }
    }
    return this.lastStatus;
  }

  *#compound(
    node: Extract<Node, { kind: "if" | "loop" | "for" | "case" | "group" }>,
    io: Io,
  ): Task<number> {
    switch (node.kind) {
      case "group":
        return yield* this.runScript(node.body, io);
      case "if": {
        for (const { test, body } of node.branches) {
          if ((yield* this.#test(test, io)) === 0) return yield* this.runScript(body, io);
        }
        return node.otherwise === undefined ? 0 : yield* this.runScript(node.otherwise, io);
      }
      case "case": {
        const text = yield* expandText(node.word, this);
        for (const { patterns, body } of node.clauses) {
          for (const pattern of patterns) {
            const matches = (yield* expandPattern(pattern, this)).test(text);
            if (matches) return yield* this.runScript(body, io);
          }
        }
        return 0;
      }
      case "for": {
        const values =
          node.words === undefined ? this.parameters : yield* expandWords(node.words, this);
        let status = 0;
        for (const value of values) {
          this.variables.set(node.name, value);
          const go = yield* this.#round(node.body, io);
          status = this.lastStatus;
          if (!go) break;
        }
        return status;
      }
      case "loop":
        return yield* this.#loop(node, io);
    }
  }

  *#loop(node: Extract<Node, { kind: "loop" }>, io: Io): Task<number> {
    const repeatsBefore = this.#repeats;
    let status = 0;
    try {
      while (((yield* this.#test(node.test, io)) === 0) !== node.until) {
        yield* this.#breathe();
        const go = yield* this.#round(node.body, io);
        status = this.lastStatus;
        if (!go) break;
        this.#repeats = true;
      }
    } finally {
      this.#repeats = repeatsBefore;
    }
    return status;
  }

  // One round of a loop; false when the loop is to be left.
  *#round(body: Script, io: Io): Task<boolean> {
    try {
      yield* this.runScript(body, io);
      return true;
    } catch (error) {
      if (!(error instanceof Jump) || (error.kind !== "break" && error.kind !== "continue"))
        throw error;
      if (error.count > 1) throw new Jump(error.kind, error.count - 1);
      this.lastStatus = 0;
      return error.kind === "continue";
    }
  }

  *#test(script: Script, io: Io): Task<number> {
    this.#testing += 1;
    try {
      return yield* this.runScript(script, io);
    } finally {
      this.#testing -= 1;
    }
  }

  *#pipeline(node: Extract<Node, { kind: "pipeline" }>, io: Io): Task<number> {
    let stdin = io.stdin;
    let status = 0;
    if (node.negated) this.#testing += 1;
    try {
      for (const [index, stage] of node.stages.entries()) {
        const isLast = index === node.stages.length - 1;
        if (isLast && index === 0) status = yield* this.runNode(stage, { ...io, stdin });
        else {
          const printed: string[] = [];
          const stdout = isLast ? io.stdout : (text: string) => void printed.push(text);
          status = yield* this.clone().#runInside([stage], { ...io, stdin, stdout });
          stdin = { rest: printed.join("") };
        }
      }
    } finally {
      if (node.negated) this.#testing -= 1;
    }
    return node.negated ? (status === 0 ? 1 : 0) : status;
  }

  // A script in a shell of its own: leaving it leaves that shell only.
  *#runInside(script: Script, io: Io): Task<number> {
    try {
      return yield* this.runScript(script, io);
    } catch (error) {
      if (error instanceof SyntaxProblem) {
        io.stderr(`sh: ${error.message}\n`);
        return 2;
      }
      if (!(error instanceof Jump)) throw error;
      return error.kind === "exit" || error.kind === "return" ? error.count : this.lastStatus;
    }
  }

  #start(node: Node, io: Io): void {
    const job: Job = { status: undefined, waiting: [] };
    this.jobs.push(job);
    const inner = this.clone();
    const { engine, life } = this.machine;
    const task = inner.#runInside([node], { ...io, stdin: { rest: undefined } });
    const running = runTask(engine, "container", task, (status) => {
      job.status = status;
      for (const wake of job.waiting) wake();
    });
    life.jobs.push(running);
  }

  clone(): Shell {
    const state: ShellState = {
      variables: new Map(this.variables),
      exported: new Set(this.exported),
      functions: new Map(this.functions),
      cwd: this.cwd,
      parameters: this.parameters,
      nesting: this.#nesting + 1,
      repeats: this.#repeats,
    };
    const inner = new Shell(this.machine, state, false);
    inner.lastStatus = this.lastStatus;
    inner.endsOnError = this.endsOnError;
    inner.failsOnUnset = this.failsOnUnset;
    inner.#testing = this.#testing;
    return inner;
  }

  *capture(script: Script): Task<string> {
    const printed: string[] = [];
    const io: Io = {
      stdin: { rest: undefined },
      stdout: (text) => void printed.push(text),
      stderr: this.#stderr,
    };
    this.lastStatus = yield* this.clone().#runInside(script, io);
    this.#captured = this.lastStatus;
    return printed.join("");
  }

  // Status of the last substitution of the command at hand.
  #captured = 0;
  // Where substitutions complain: what the command around them writes to.
  #stderr: Output = () => undefined;

  *#simple(node: Extract<Node, { kind: "simple" }>, io: Io): Task<number> {
    yield* this.#breathe();
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
    const redirected = yield* this.#redirect(node.redirects, io);
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
    return yield* machine.run(words, { machine, env, cwd, repeats: this.#repeats, ...io });
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

  // Undefined when a file cannot be opened; that has been said then.
  *#redirect(redirects: readonly Redirect[], io: Io): Task<Io | undefined> {
    let { stdin, stdout, stderr } = io;
    for (const { from, operator, target } of redirects) {
      const text = yield* expandText(target, this);
      if (operator === "text") stdin = { rest: text };
      else if (operator === "&") {
        if (from === 2) stderr = text === "1" ? stdout : stderr;
        else if (text === "2") stdout = stderr;
      } else if (operator === "<") {
        const read = text === "/dev/null" ? "" : this.machine.files.read(this.absolute(text));
        if (read === undefined) {
          io.stderr(`sh: can't open ${text}: no such file\n`);
          return undefined;
        }
        stdin = { rest: read };
      } else {
        const output = this.#open(text, operator === ">>", io);
        if (output === undefined) return undefined;
        if (from !== 2) stdout = output;
        if (from === 2 || from === "both") stderr = output;
      }
    }
    return { stdin, stdout, stderr };
  }

  #open(name: string, append: boolean, io: Io): Output | undefined {
    const path = this.absolute(name);
    if (path === "/dev/null") return () => undefined;
    if (path === "/dev/stdout" || path === "/proc/1/fd/1") return io.stdout;
    if (path === "/dev/stderr" || path === "/proc/1/fd/2") return io.stderr;
    const { files } = this.machine;
    const written = files.write(path, "", append);
    if (written === "ok") return (text) => void files.write(path, text, true);
    const why = {
      "read-only": "Read-only file system",
      "is-folder": "Is a directory",
      "no-folder": "nonexistent directory",
    };
    io.stderr(`sh: can't create ${name}: ${why[written]}\n`);
    return undefined;
  }

  absolute(path: string): string {
    return cleanPath(path, this.cwd);
  }

  *#breathe(): Task<void> {
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
