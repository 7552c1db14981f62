/**
 * `sed` with `s///`, `p` and `d`, for all lines, a line number, a range or a pattern.
 * Not simulated: the other commands of sed.
 */
import {
  type CommandInput,
  type CommandResult,
  linesOf,
  readInputs,
  readOptions,
  refused,
  type ShellCommand,
  textOf,
} from "./command.ts";
import { toRegExp } from "./regular-expression.ts";

export const sedCommand: ShellCommand = { name: "sed", run: (input) => sed(input) };

type Line = { text: string; readonly number: number; readonly last: boolean };

type Step = {
  readonly applies: (line: Line) => boolean;
  /** `delete` ends the line's turn. */
  readonly run: (line: Line) => "print" | "delete" | undefined;
};

function sed(input: CommandInput): CommandResult {
  const inPlace = input.args.some((arg) => arg === "-i" || arg.startsWith("-i."));
  const args = input.args.filter((arg) => !arg.startsWith("-i"));
  const { letters, values, words } = readOptions(args, "nEr", "e");
  const paths = [...words];
  const script = values.get("e") ?? paths.shift();
  if (script === undefined)
    return refused("Usage: sed [OPTION]... {script-only-if-no-other-script} [input-file]...");
  const extended = letters.has("E") || letters.has("r");
  const steps = readSteps(script, extended);
  if (typeof steps === "string") return refused(`sed: -e expression #1, ${steps}`);
  const inputs = readInputs("sed", paths, input);
  const quiet = letters.has("n");
  const change = (text: string) => textOf(runSteps(linesOf(text), steps, quiet));
  const exitCode = inputs.errors === "" ? 0 : 2;
  if (!inPlace) {
    const text = inputs.texts.map((one) => one.text).join("");
    return { stdout: change(text), stderr: inputs.errors, exitCode };
  }
  for (const { name, text } of inputs.texts) input.files.write(name, change(text));
  return { stdout: "", stderr: inputs.errors, exitCode };
}

function runSteps(
  lines: readonly string[],
  steps: readonly Step[],
  quiet: boolean,
): readonly string[] {
  return lines.flatMap((text, index) => {
    const line: Line = { text, number: index + 1, last: index === lines.length - 1 };
    const out: string[] = [];
    for (const step of steps) {
      if (!step.applies(line)) continue;
      const outcome = step.run(line);
      if (outcome === "delete") return out;
      if (outcome === "print") out.push(line.text);
    }
    return quiet ? out : [...out, line.text];
  });
}

const ADDRESS = /^(\d+|\$|\/(?:[^/\\]|\\.)*\/)(?:,(\d+|\$|\/(?:[^/\\]|\\.)*\/))?\s*(!?)/;

/** A message where the script is wrong. */
function readSteps(script: string, extended: boolean): readonly Step[] | string {
  const steps: Step[] = [];
  let rest = script.trim();
  while (rest !== "") {
    const address = ADDRESS.exec(rest);
    rest = rest.slice(address?.[0].length ?? 0).trimStart();
    const applies = addressOf(address, extended);
    const name = rest[0] ?? "";
    if (name === "p" || name === "d") {
      const outcome = name === "p" ? "print" : "delete";
      steps.push({ applies, run: () => outcome });
      rest = rest.slice(1);
    } else if (name === "s") {
      const substitution = readSubstitution(rest, extended);
      if (substitution === undefined) return `char ${rest.length}: unterminated \`s' command`;
      steps.push({ applies, run: substitution.run });
      rest = rest.slice(substitution.length);
    } else return `char 1: unknown command: \`${name}'`;
    rest = rest.replace(/^[\s;]+/, "");
  }
  return steps;
}

function addressOf(match: RegExpExecArray | null, extended: boolean): (line: Line) => boolean {
  if (match === null) return () => true;
  const [, first = "", second, not] = match;
  const hits = (address: string, line: Line) => {
    if (address === "$") return line.last;
    if (/^\d+$/.test(address)) return line.number === Number(address);
    return toRegExp(address.slice(1, -1), extended)?.test(line.text) === true;
  };
  let open = false;
  const within = (line: Line) => {
    if (second === undefined) return hits(first, line);
    if (!open) {
      open = hits(first, line);
      const ended = /^\d+$/.test(second) && Number(second) <= line.number;
      if (open && ended) {
        open = false;
        return true;
      }
      return open;
    }
    if (hits(second, line)) open = false;
    return true;
  };
  return (line) => within(line) !== (not === "!");
}

function readSubstitution(text: string, extended: boolean) {
  const separator = text[1] ?? "";
  const parts = [""];
  let at = 2;
  for (; at < text.length && parts.length < 3; at += 1) {
    const char = text[at] ?? "";
    if (char === "\\" && at + 1 < text.length) {
      const next = text[at + 1] ?? "";
      parts[parts.length - 1] += next === separator ? next : char + next;
      at += 1;
    } else if (char === separator) parts.push("");
    else parts[parts.length - 1] += char;
  }
  if (parts.length < 3) return undefined;
  const flags = /^[gipI]*/.exec(text.slice(at))?.[0] ?? "";
  const [pattern = "", replacement = ""] = parts;
  const mode = `${flags.includes("g") ? "g" : ""}${/[iI]/.test(flags) ? "i" : ""}`;
  const expression = toRegExp(pattern, extended, mode);
  if (expression === undefined) return undefined;
  const run = (line: Line) => {
    const changed = line.text.replace(expression, (...match: readonly unknown[]) =>
      replacement.replace(/\\([\d&n\\])|&/g, (all, char: string | undefined) => {
        if (all === "&") return String(match[0]);
        if (char === "n") return "\n";
        return /\d/.test(char ?? "") ? String(match[Number(char)] ?? "") : (char ?? "");
      }),
    );
    const hit = changed !== line.text;
    line.text = changed;
    return hit && flags.includes("p") ? ("print" as const) : undefined;
  };
  return { run, length: at + flags.length };
}
