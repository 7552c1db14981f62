/** `grep`, with the options that people use on kubectl's output. */
import {
  type CommandInput,
  type CommandResult,
  linesOf,
  readInputs,
  readOptions,
  refused,
  type ShellCommand,
} from "./command.ts";
import { toRegExp } from "./regular-expression.ts";

export const grepCommand: ShellCommand = { name: "grep", run: (input) => grep(input) };

export const egrepCommand: ShellCommand = {
  name: "egrep",
  run: (input) => grep({ ...input, args: ["-E", ...input.args] }),
};

function grep(input: CommandInput): CommandResult {
  const color = input.args.filter((arg) => !arg.startsWith("--color"));
  const { letters, values, words, unknown } = readOptions(color, "EFGicvnoqwxhHlrs", "ABCme");
  if (unknown !== undefined) return refused(`grep: invalid option -- '${unknown}'`, 2);
  const paths = [...words];
  const pattern = values.get("e") ?? paths.shift();
  if (pattern === undefined) {
    return refused(
      "Usage: grep [OPTION]... PATTERNS [FILE]...\nTry 'grep --help' for more information.",
      2,
    );
  }
  const expression = expressionFor(pattern, letters);
  if (expression === undefined) return refused("grep: Invalid regular expression", 2);
  const inputs = readInputs("grep", paths, input);
  const withName = (paths.length > 1 || letters.has("H")) && !letters.has("h");
  let stdout = "";
  let found = 0;
  for (const { name, text } of inputs.texts) {
    const result = searchText(text, expression, letters, values);
    found += result.count;
    const prefix = withName ? `${name}:` : "";
    if (letters.has("l")) stdout += result.count > 0 ? `${name}\n` : "";
    else if (letters.has("c")) stdout += `${prefix}${result.count}\n`;
    else stdout += result.lines.map((line) => `${line === "--" ? "" : prefix}${line}\n`).join("");
  }
  const exitCode = inputs.errors === "" ? (found > 0 ? 0 : 1) : 2;
  return { stdout: letters.has("q") ? "" : stdout, stderr: inputs.errors, exitCode };
}

function expressionFor(pattern: string, letters: ReadonlySet<string>): RegExp | undefined {
  const flags = letters.has("i") ? "gi" : "g";
  const literal = letters.has("F") ? pattern.replace(/[.*+?^${}()|[\]\\]/g, "\\$&") : undefined;
  const plain = toRegExp(literal ?? pattern, literal !== undefined || letters.has("E"));
  if (plain === undefined) return undefined;
  const bounded = letters.has("x")
    ? `^(?:${plain.source})$`
    : letters.has("w")
      ? `\\b(?:${plain.source})\\b`
      : plain.source;
  return toRegExp(bounded, true, flags);
}

function searchText(
  text: string,
  expression: RegExp,
  letters: ReadonlySet<string>,
  values: ReadonlyMap<string, string>,
) {
  const lines = linesOf(text);
  const limit = Number(values.get("m") ?? Number.POSITIVE_INFINITY);
  const hits = lines
    .flatMap((line, at) => (line.search(expression) >= 0 !== letters.has("v") ? [at] : []))
    .slice(0, limit);
  const shown = (at: number, mark: string) =>
    letters.has("n") ? `${at + 1}${mark}${lines[at] ?? ""}` : (lines[at] ?? "");
  if (letters.has("o")) {
    return {
      count: hits.length,
      lines: hits.flatMap((at) => (lines[at] ?? "").match(expression) ?? []),
    };
  }
  const around = Number(values.get("C") ?? 0);
  const before = Number(values.get("B") ?? around);
  const after = Number(values.get("A") ?? around);
  if (before + after === 0) return { count: hits.length, lines: hits.map((at) => shown(at, ":")) };
  const out: string[] = [];
  let last = -1;
  for (const hit of hits) {
    const from = Math.max(hit - before, last + 1);
    if (out.length > 0 && from > last + 1) out.push("--");
    for (let at = from; at <= Math.min(hit + after, lines.length - 1); at += 1) {
      if (at > last) out.push(shown(at, hits.includes(at) ? ":" : "-"));
      last = Math.max(last, at);
    }
  }
  return { count: hits.length, lines: out };
}
