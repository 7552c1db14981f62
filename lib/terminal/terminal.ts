/**
 * The terminal of a lab: one line in, what it printed out. Files and variables last as long as the
 * terminal; `sleep` lets the cluster's time pass.
 */
import { createKubeconfig, type Kubeconfig, runKubectl } from "#lib/kubectl";
import type { Client } from "#lib/simulator";
import { type CommandOutput, commands } from "./command.ts";
import { type Completion, completeLine } from "./completion.ts";
import { type Command, type Pipeline, parseLine } from "./word.ts";

export type TerminalOptions = {
  readonly client: Client;
  readonly files?: Readonly<Record<string, string>>;
  readonly kubeconfig?: Kubeconfig;
};

export type TerminalResult = CommandOutput;

/** A line that waits longer is cut short, so that no line holds a page for ever. */
const SLEEP_SECONDS_MAX = 3600;

export class Terminal {
  readonly files: Map<string, string>;
  readonly history: string[] = [];
  readonly #client: Client;
  readonly #kubeconfig: Kubeconfig;
  readonly #variables = new Map<string, string>([["HOME", "/root"]]);
  #lastExit = 0;

  constructor({ client, files = {}, kubeconfig = createKubeconfig() }: TerminalOptions) {
    this.#client = client;
    this.#kubeconfig = kubeconfig;
    this.files = new Map(Object.entries(files));
  }

  run(line: string): TerminalResult {
    if (line.trim() !== "") this.history.push(line);
    const parsed = parseLine(line);
    if (!parsed.ok)
      return this.#finish({ stdout: "", stderr: `bash: ${parsed.error}\n`, exitCode: 2 });
    let result: CommandOutput = { stdout: "", stderr: "", exitCode: 0 };
    for (const pipeline of parsed.value) {
      if (!goesOn(pipeline, result.exitCode)) continue;
      const next = this.#runPipeline(pipeline);
      const { exitCode } = next;
      result = {
        stdout: result.stdout + next.stdout,
        stderr: result.stderr + next.stderr,
        exitCode,
      };
      this.#lastExit = exitCode;
    }
    return this.#finish(result);
  }

  /** What may follow at the cursor. */
  complete(line: string, cursor: number): Completion {
    return completeLine(line, cursor, this.#client, this.#kubeconfig);
  }

  #finish(result: CommandOutput): CommandOutput {
    this.#lastExit = result.exitCode;
    return result;
  }

  #runPipeline({ commands: parts }: Pipeline): CommandOutput {
    let stdin = "";
    let stderr = "";
    let exitCode = 0;
    for (const part of parts) {
      const result = this.#runCommand(part, stdin);
      stdin = result.stdout;
      stderr += result.stderr;
      exitCode = result.exitCode;
    }
    return { stdout: stdin, stderr, exitCode };
  }

  #runCommand({ words, redirects }: Command, piped: string): CommandOutput {
    const variable = (name: string) =>
      name === "?" ? String(this.#lastExit) : (this.#variables.get(name) ?? "");
    const targets = redirects.map(({ operator, path }) => ({ operator, path: path(variable) }));
    const from = targets.find(({ operator }) => operator === "<");
    const stdin = from === undefined ? piped : this.files.get(from.path);
    if (stdin === undefined) {
      const stderr = `bash: ${from?.path}: No such file or directory\n`;
      return { stdout: "", stderr, exitCode: 1 };
    }
    const result = this.#dispatch(
      words.map((word) => word(variable)),
      stdin,
    );
    let { stdout } = result;
    for (const { operator, path } of targets) {
      if (operator === "<") continue;
      this.files.set(path, operator === ">>" ? (this.files.get(path) ?? "") + stdout : stdout);
      stdout = "";
    }
    return { ...result, stdout };
  }

  #dispatch(words: readonly string[], stdin: string): CommandOutput {
    const [name = "", ...args] = words;
    const assignment = /^([A-Za-z_]\w*)=([\s\S]*)$/.exec(
      name === "export" ? (args[0] ?? "") : name,
    );
    if (assignment !== null) {
      this.#variables.set(assignment[1] ?? "", assignment[2] ?? "");
      return { stdout: "", stderr: "", exitCode: 0 };
    }
    if (name === "kubectl" || name === "k") return this.#kubectl(args, stdin);
    if (name === "sleep") return this.#sleep(args);
    if (name === "history") {
      const lines = this.history.map(
        (line, index) => `${String(index + 1).padStart(5)}  ${line}\n`,
      );
      return { stdout: lines.join(""), stderr: "", exitCode: 0 };
    }
    const command = commands.get(name);
    if (command !== undefined) return command({ args, stdin, files: this.files });
    if (name === "") return { stdout: stdin, stderr: "", exitCode: 0 };
    return { stdout: "", stderr: `bash: ${name}: command not found\n`, exitCode: 127 };
  }

  #kubectl(args: readonly string[], stdin: string): CommandOutput {
    const folder = (path: string) =>
      `${path.replace(/^\.\/?/, "").replace(/\/$/, "")}/`.replace(/^\//, "");
    return runKubectl(args, {
      client: this.#client,
      readFile: (path) => this.files.get(path.replace(/^\.\//, "")),
      listFiles: (path) => {
        const inside = [...this.files.keys()].filter((name) => name.startsWith(folder(path)));
        return inside.length === 0 ? undefined : inside;
      },
      stdin,
      kubeconfig: this.#kubeconfig,
    });
  }

  #sleep([amount = ""]: readonly string[]): CommandOutput {
    const match = /^(\d+(?:\.\d+)?)([smh]?)$/.exec(amount);
    if (match === null) {
      return { stdout: "", stderr: `sleep: invalid time interval '${amount}'\n`, exitCode: 1 };
    }
    const factor = match[2] === "h" ? 3600 : match[2] === "m" ? 60 : 1;
    const seconds = Math.min(Number(match[1]) * factor, SLEEP_SECONDS_MAX);
    this.#client.runUntil(() => false, seconds * 1000);
    return { stdout: "", stderr: "", exitCode: 0 };
  }
}

function goesOn({ join }: Pipeline, exitCode: number): boolean {
  return join === ";" || (join === "&&") === (exitCode === 0);
}

export function createTerminal(options: TerminalOptions): Terminal {
  return new Terminal(options);
}
