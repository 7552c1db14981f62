/** `jq FILTER [FILE]` with `-r`, `-c`, `-s`, `-n`, `-e`, `-j`, `-S`, `--arg` and `--argjson`. */
import { JqError, type Json, type Names } from "../jq/filter.ts";
import { parseJq } from "../jq/parse.ts";
import { readInputs, readOptions, refused, type ShellCommand } from "./command.ts";

export const jqCommand: ShellCommand = {
  name: "jq",
  run: (input) => {
    const { names, rest } = withoutArguments(input.args);
    const { letters, words, unknown } = readOptions(rest, "rcsnejSMC");
    if (unknown !== undefined) return refused(`jq: Unknown option: -${unknown}`, 2);
    const [program, ...paths] = words;
    if (program === undefined) return refused("Usage:\tjq [OPTIONS] FILTER [FILES...]", 2);
    const inputs = readInputs("jq: error: Could not open", paths, input);
    if (inputs.errors !== "") return refused(inputs.errors.trimEnd(), 2);
    let stdout = "";
    let last: Json = null;
    try {
      const filter = parseJq(program);
      const values = letters.has("n") ? [null] : inputs.texts.flatMap(({ text }) => valuesIn(text));
      const given = letters.has("s") ? [values] : values;
      for (const value of given) {
        for (const result of filter.run(value, names)) {
          last = result;
          const isRaw = letters.has("r") || letters.has("j");
          stdout += shown(result, isRaw, letters) + (letters.has("j") ? "" : "\n");
        }
      }
    } catch (error) {
      return { stdout, stderr: `jq: error: ${told(error)}\n`, exitCode: exitCodeOf(error) };
    }
    const isEmpty = last === null || last === false;
    return { stdout, stderr: "", exitCode: letters.has("e") && isEmpty ? 1 : 0 };
  },
};

function withoutArguments(args: readonly string[]): { names: Names; rest: readonly string[] } {
  const names = new Map<string, Json>();
  const rest: string[] = [];
  const long: Readonly<Record<string, string>> = {
    "--raw-output": "-r",
    "--compact-output": "-c",
    "--slurp": "-s",
    "--null-input": "-n",
    "--exit-status": "-e",
    "--sort-keys": "-S",
  };
  for (let at = 0; at < args.length; at += 1) {
    const arg = args[at] ?? "";
    if (arg !== "--arg" && arg !== "--argjson") {
      rest.push(long[arg] ?? arg);
      continue;
    }
    const text = args[at + 2] ?? "";
    names.set(`$${args[at + 1] ?? ""}`, arg === "--arg" ? text : JSON.parse(text));
    at += 2;
  }
  return { names, rest };
}

/** One value, or several that follow each other line by line. */
function valuesIn(text: string): readonly Json[] {
  if (text.trim() === "") return [];
  try {
    return [JSON.parse(text)];
  } catch (error) {
    const parts = text.trim().split(/(?<=[\]}"\w])\s*\n(?=[[{"\w-])/);
    if (parts.length === 1) throw error;
    return parts.map((part) => JSON.parse(part));
  }
}

function shown(value: Json, isRaw: boolean, letters: ReadonlySet<string>): string {
  if (isRaw && typeof value === "string") return value;
  const ordered = letters.has("S") ? sorted(value) : value;
  return JSON.stringify(ordered ?? null, undefined, letters.has("c") ? undefined : 2);
}

function sorted(value: Json): Json {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== "object" || value === null) return value;
  const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(entries.map(([name, one]) => [name, sorted(one)]));
}

function exitCodeOf(error: unknown): number {
  if (error instanceof SyntaxError) return 2;
  return error instanceof JqError && /syntax error|not defined/.test(error.message) ? 3 : 5;
}

function told(error: unknown): string {
  const text = error instanceof Error ? error.message : String(error);
  if (error instanceof SyntaxError) return `(at <stdin>:0): ${text}`;
  if (error instanceof JqError && /syntax error|not defined/.test(text)) {
    return `${text} at <top-level>\njq: 1 compile error`;
  }
  return `(at <stdin>:0): ${text}`;
}
