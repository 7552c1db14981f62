/**
 * The terminal of a lab: a line or script in, what it printed out. Files, variables and aliases
 * last as long as the terminal. Time passes for kubectl's own waits, for `sleep`, and for each
 * kubectl command but the last of a line, which the caller charges.
 */
import { createKubeconfig, type Kubeconfig, type KubectlIo, runKubectl } from "#lib/kubectl";
import type { Client } from "#lib/simulator";
import { type BuiltinContext, builtins } from "./builtins.ts";
import type { CommandResult } from "./commands/command.ts";
import { shellCommands } from "./commands/index.ts";
import { type Completion, completeLine } from "./complete.ts";
import { FileSystem, HOME } from "./file-system.ts";
import { type ExpandContext, expandText, expandWords } from "./shell/expand.ts";
import { isIncomplete, parseScript } from "./shell/parse.ts";
import { type Output, openOutput } from "./shell/redirect.ts";
import { type Command, type Pipeline, type Script, ShellSyntaxError } from "./shell/script.ts";

export type TerminalOptions = {
  readonly client: Client;
  /** Paths are relative to the home folder. */
  readonly files?: Readonly<Record<string, string>>;
  readonly kubeconfig?: Kubeconfig;
  readonly impersonate?: KubectlIo["impersonate"];
};

export type TerminalResult = CommandResult;

const KUBECTL_MS = 100;
const SUBSTITUTION_DEPTH_MAX = 20;
const OUTPUT_MAX = 5_000_000;

export class Terminal {
  readonly files: FileSystem;
  readonly history: string[] = [];
  readonly #options: TerminalOptions;
  readonly #kubeconfig: Kubeconfig;
  readonly #variables = new Map<string, string>([
    ["HOME", HOME],
    ["USER", "root"],
  ]);
  readonly #aliases = new Map<string, string>([["k", "kubectl"]]);
  #lastExit = 0;
  #depth = 0;
  #kubectlRan = false;

  constructor(options: TerminalOptions) {
    this.#options = options;
    this.#kubeconfig = options.kubeconfig ?? createKubeconfig();
    this.files = new FileSystem(options.files);
  }

  /** Whether the text is the beginning of something that further lines finish. */
  needsMore(text: string): boolean {
    return isIncomplete(text);
  }

  run(text: string): TerminalResult {
    if (text.trim() !== "") this.history.push(text.trimEnd());
    this.#kubectlRan = false;
    return this.#runText(text, "");
  }

  /** What could stand at the cursor; options replace the text from `from` to it. */
  complete(line: string, cursor: number): Completion {
    return completeLine(line.slice(0, cursor), {
      client: this.#options.client,
      kubeconfig: this.#kubeconfig,
      files: this.files,
      aliases: this.#aliases,
      commands: [...builtins.keys(), ...shellCommands.map(({ name }) => name), "kubectl"],
    });
  }

  #runText(text: string, stdin: string): CommandResult {
    let script: Script;
    try {
      script = parseScript(text);
    } catch (error) {
      if (!(error instanceof ShellSyntaxError)) throw error;
      this.#lastExit = 2;
      return { stdout: "", stderr: `bash: ${error.message}\n`, exitCode: 2 };
    }
    let result: CommandResult = { stdout: "", stderr: "", exitCode: 0 };
    for (const pipeline of script) {
      if (!goesOn(pipeline, result.exitCode)) continue;
      const { stdout, stderr, exitCode } = this.#runPipeline(pipeline, stdin);
      result = {
        stdout: (result.stdout + stdout).slice(0, OUTPUT_MAX),
        stderr: (result.stderr + stderr).slice(0, OUTPUT_MAX),
        exitCode,
      };
      this.#lastExit = exitCode;
    }
    return result;
  }

  #runPipeline({ commands }: Pipeline, first: string): CommandResult {
    let stdin = first;
    let stderr = "";
    let exitCode = 0;
    for (const command of commands) {
      const result = this.#runCommand(command, stdin);
      stdin = result.stdout;
      stderr += result.stderr;
      exitCode = result.exitCode;
    }
    return { stdout: stdin, stderr, exitCode };
  }

  #runCommand(command: Command, piped: string): CommandResult {
    const substituted: string[] = [];
    const context = this.#expandContext(substituted);
    const output = openOutput(command.redirects, piped, context);
    if (typeof output === "string") return { stdout: "", stderr: output, exitCode: 1 };
    const args = this.#withAlias(expandWords(command.words, context), context);
    const values = command.assignments.map(
      ({ name, value }) => [name, expandText(value, context)] as const,
    );
    const saved =
      args.length === 0 ? [] : values.map(([name]) => [name, this.#variables.get(name)] as const);
    for (const [name, value] of values) this.#variables.set(name, value);
    const result =
      args.length === 0 ? nothing(this.#lastExit, substituted) : this.#dispatch(args, output);
    for (const [name, value] of saved) {
      if (value === undefined) this.#variables.delete(name);
      else this.#variables.set(name, value);
    }
    const written = output.finish(result);
    return { ...written, stderr: substituted.join("") + written.stderr };
  }

  #expandContext(substituted: string[]): ExpandContext {
    return {
      files: this.files,
      variable: (name) => (name === "?" ? String(this.#lastExit) : this.#variables.get(name)),
      substitute: (script) => {
        if (this.#depth >= SUBSTITUTION_DEPTH_MAX) return "";
        this.#depth += 1;
        const { stdout, stderr } = this.#runText(script, "");
        this.#depth -= 1;
        if (stderr !== "") substituted.push(stderr);
        return stdout;
      },
    };
  }

  #withAlias(args: readonly string[], context: ExpandContext): readonly string[] {
    const [name = "", ...rest] = args;
    const alias = this.#aliases.get(name);
    if (alias === undefined) return args;
    const [pipeline] = parseScript(alias);
    return [...expandWords(pipeline?.commands[0]?.words ?? [], context), ...rest];
  }

  #dispatch(words: readonly string[], { stdin }: Output): CommandResult {
    const [name = "", ...args] = words;
    if (name === "kubectl") return this.#kubectl(args, stdin);
    const builtin = builtins.get(name);
    if (builtin !== undefined) return builtin(args, this.#builtinContext(stdin));
    const command = shellCommands.find((one) => one.name === name);
    if (command !== undefined) return command.run({ args, stdin, files: this.files });
    const missing = name.includes("/") ? "No such file or directory" : "command not found";
    return { stdout: "", stderr: `bash: ${name}: ${missing}\n`, exitCode: 127 };
  }

  #builtinContext(stdin: string): BuiltinContext {
    return {
      client: this.#options.client,
      variables: this.#variables,
      aliases: this.#aliases,
      history: this.history,
      files: this.files,
      stdin,
      run: (script, input) => this.#runText(script, input),
      dispatch: (words, input) =>
        this.#dispatch(words, { stdin: input, finish: (result) => result }),
    };
  }

  #kubectl(args: readonly string[], stdin: string): CommandResult {
    const { client, impersonate } = this.#options;
    // Each command takes a moment; the caller lets it pass behind the last one.
    if (this.#kubectlRan) client.runUntil(() => false, KUBECTL_MS);
    this.#kubectlRan = true;
    return runKubectl(args, {
      client,
      readFile: (path) => this.files.read(path),
      listFiles: (path) => this.files.listDeep(path),
      writeFile: (path, text) => {
        this.files.write(path, text);
      },
      stdin,
      kubeconfig: this.#kubeconfig,
      env: Object.fromEntries(this.#variables),
      ...(impersonate === undefined ? {} : { impersonate }),
    });
  }
}

/** Only assignments: the exit code of the last substitution, or 0. */
function nothing(lastExit: number, substituted: readonly string[]): CommandResult {
  return { stdout: "", stderr: "", exitCode: substituted.length > 0 ? lastExit : 0 };
}

function goesOn({ join }: Pipeline, exitCode: number): boolean {
  return join === ";" || (join === "&&") === (exitCode === 0);
}

export function createTerminal(options: TerminalOptions): Terminal {
  return new Terminal(options);
}
