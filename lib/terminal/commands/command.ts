/** What a command of the shell is: a file of commands/ gives one or several of these. */
import type { FileSystem } from "../file-system.ts";

export type CommandInput = {
  readonly args: readonly string[];
  readonly stdin: string;
  readonly files: FileSystem;
};

export type CommandResult = {
  readonly stdout: string;
  readonly stderr: string;
  readonly exitCode: number;
};

export type ShellCommand = {
  readonly name: string;
  readonly run: (input: CommandInput) => CommandResult;
};

export function printed(stdout: string, exitCode = 0): CommandResult {
  return { stdout, stderr: "", exitCode };
}

export function refused(message: string, exitCode = 1): CommandResult {
  return { stdout: "", stderr: `${message}\n`, exitCode };
}

export function linesOf(text: string): readonly string[] {
  return text === "" ? [] : text.replace(/\n$/, "").split("\n");
}

export function textOf(lines: readonly string[]): string {
  return lines.map((line) => `${line}\n`).join("");
}

export type Inputs = {
  readonly texts: readonly { readonly name: string; readonly text: string }[];
  /** What could not be read. */
  readonly errors: string;
};

/** The named files, or standard input where none is named; `-` is standard input. */
export function readInputs(
  name: string,
  paths: readonly string[],
  { files, stdin }: CommandInput,
): Inputs {
  if (paths.length === 0) return { texts: [{ name: "-", text: stdin }], errors: "" };
  const texts: { name: string; text: string }[] = [];
  let errors = "";
  for (const path of paths) {
    const text = path === "-" ? stdin : files.read(path);
    if (text !== undefined) texts.push({ name: path, text });
    else if (files.isFolder(path)) errors += `${name}: ${path}: Is a directory\n`;
    else errors += `${name}: ${path}: No such file or directory\n`;
  }
  return { texts, errors };
}

/** A command that changes the lines of its input. */
export function filterResult(inputs: Inputs, change: (text: string) => string): CommandResult {
  const stdout = change(inputs.texts.map(({ text }) => text).join(""));
  return { stdout, stderr: inputs.errors, exitCode: inputs.errors === "" ? 0 : 1 };
}

export type Options = {
  /** Single letters that were given. */
  readonly letters: ReadonlySet<string>;
  readonly values: ReadonlyMap<string, string>;
  readonly words: readonly string[];
  /** The first letter that the command does not know. */
  readonly unknown: string | undefined;
};

/** `-abc`, `-n 3`, `-n3`, `--`; letters of `withValue` take one. */
export function readOptions(args: readonly string[], known: string, withValue = ""): Options {
  const letters = new Set<string>();
  const values = new Map<string, string>();
  const words: string[] = [];
  let unknown: string | undefined;
  const rest = [...args];
  for (let arg = rest.shift(); arg !== undefined; arg = rest.shift()) {
    if (arg === "--") {
      words.push(...rest);
      break;
    }
    if (!/^-[^-\d]/.test(arg)) {
      words.push(arg);
      continue;
    }
    for (let at = 1; at < arg.length; at += 1) {
      const letter = arg[at] ?? "";
      if (withValue.includes(letter)) {
        values.set(letter, arg.slice(at + 1) || (rest.shift() ?? ""));
        break;
      }
      if (known.includes(letter)) letters.add(letter);
      else unknown ??= letter;
    }
  }
  return { letters, values, words, unknown };
}
