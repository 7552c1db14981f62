/** `head` and `tail` */
import {
  type CommandInput,
  type CommandResult,
  filterResult,
  linesOf,
  readInputs,
  readOptions,
  refused,
  type ShellCommand,
  textOf,
} from "./command.ts";

export const headCommand: ShellCommand = {
  name: "head",
  run: (input) =>
    // A negative count leaves that many lines off the end, as slice does.
    cut("head", input, (lines, count) => lines.slice(0, Number(count))),
};

export const tailCommand: ShellCommand = {
  name: "tail",
  run: (input) =>
    cut("tail", input, (lines, text) => {
      if (text.startsWith("+")) return lines.slice(Math.max(0, Number(text) - 1));
      const count = Math.abs(Number(text));
      return count === 0 ? [] : lines.slice(-count);
    }),
};

function cut(
  name: string,
  input: CommandInput,
  take: (lines: readonly string[], count: string) => readonly string[],
): CommandResult {
  // `-5` is an old way to write `-n 5`.
  const args = input.args.flatMap((arg) => (/^-\d+$/.test(arg) ? ["-n", arg.slice(1)] : [arg]));
  const { values, words } = readOptions(args, "qvf", "nc");
  const count = values.get("n") ?? "10";
  if (!/^[-+]?\d+$/.test(count)) return refused(`${name}: invalid number of lines: '${count}'`);
  const bytes = values.get("c");
  return filterResult(readInputs(name, words, input), (text) => {
    if (bytes === undefined) return textOf(take(linesOf(text), count));
    return name === "head" ? text.slice(0, Number(bytes)) : text.slice(-Number(bytes));
  });
}
