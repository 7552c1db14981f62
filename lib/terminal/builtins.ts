/** Commands that change or show the terminal's own state, or let the cluster's time pass. */
import type { Client } from "#lib/simulator";
import { type CommandResult, printed, refused, textOf } from "./commands/command.ts";
import type { FileSystem } from "./file-system.ts";

export type BuiltinContext = {
  readonly client: Client;
  readonly variables: Map<string, string>;
  readonly aliases: Map<string, string>;
  readonly history: readonly string[];
  readonly files: FileSystem;
  readonly stdin: string;
  readonly run: (script: string, stdin: string) => CommandResult;
  readonly dispatch: (words: readonly string[], stdin: string) => CommandResult;
};

type Builtin = (args: readonly string[], context: BuiltinContext) => CommandResult;

/** A line that waits longer is cut short, so that no line holds a page for ever. */
const SLEEP_SECONDS_MAX = 3600;
const XARGS_MAX = 1000;

const UNIT_SECONDS: Readonly<Record<string, number>> = { "": 1, s: 1, m: 60, h: 3600, d: 86_400 };

function sleep(args: readonly string[], { client }: BuiltinContext): CommandResult {
  const [amount] = args;
  if (amount === undefined) return refused("sleep: missing operand");
  const match = /^(\d+(?:\.\d+)?)([smhd]?)$/.exec(amount);
  if (match === null) return refused(`sleep: invalid time interval '${amount}'`);
  const seconds = Number(match[1]) * (UNIT_SECONDS[match[2] ?? ""] ?? 1);
  client.runUntil(() => false, Math.min(seconds, SLEEP_SECONDS_MAX) * 1000);
  return printed("");
}

function exportVariables(args: readonly string[], { variables }: BuiltinContext): CommandResult {
  if (args.length === 0) {
    const names = [...variables.keys()].sort();
    return printed(
      textOf(names.map((name) => `declare -x ${name}="${variables.get(name) ?? ""}"`)),
    );
  }
  for (const arg of args) {
    const match = /^([A-Za-z_]\w*)(?:=([\s\S]*))?$/.exec(arg);
    if (match === null) return refused(`bash: export: \`${arg}': not a valid identifier`);
    if (match[2] !== undefined) variables.set(match[1] ?? "", match[2]);
  }
  return printed("");
}

function alias(args: readonly string[], { aliases }: BuiltinContext): CommandResult {
  const shown = (name: string) => `alias ${name}='${aliases.get(name) ?? ""}'`;
  if (args.length === 0) return printed(textOf([...aliases.keys()].sort().map(shown)));
  for (const arg of args) {
    const equals = arg.indexOf("=");
    if (equals > 0) aliases.set(arg.slice(0, equals), arg.slice(equals + 1));
    else if (aliases.has(arg)) return printed(`${shown(arg)}\n`);
    else return refused(`bash: alias: ${arg}: not found`);
  }
  return printed("");
}

function xargs(args: readonly string[], { stdin, dispatch }: BuiltinContext): CommandResult {
  const words = [...args];
  let placeholder: string | undefined;
  let each = false;
  while (words[0]?.startsWith("-")) {
    const option = words.shift() ?? "";
    if (option.startsWith("-I")) placeholder = option.slice(2) || words.shift();
    else if (option.startsWith("-n")) each = (option.slice(2) || words.shift()) === "1";
  }
  const command = words.length === 0 ? ["echo"] : words;
  const items =
    placeholder === undefined
      ? stdin.split(/\s+/).filter((word) => word !== "")
      : stdin.split("\n").filter((line) => line !== "");
  const mark = placeholder;
  const lines =
    mark !== undefined
      ? items.map((item) => command.map((word) => word.replaceAll(mark, item)))
      : each
        ? items.map((item) => [...command, item])
        : items.length === 0
          ? []
          : [[...command, ...items]];
  let result: CommandResult = printed("");
  for (const line of lines.slice(0, XARGS_MAX)) {
    const { stdout, stderr, exitCode } = dispatch(line, "");
    result = {
      stdout: result.stdout + stdout,
      stderr: result.stderr + stderr,
      exitCode: exitCode === 0 ? result.exitCode : 123,
    };
  }
  return result;
}

function runScriptFile(name: string): Builtin {
  return ([path, ...rest], { files, run, stdin }) => {
    if (path === "-c") return run(rest[0] ?? "", stdin);
    if (path === undefined) return run(stdin, "");
    const text = files.read(path);
    if (text === undefined) return refused(`${name}: ${path}: No such file or directory`, 127);
    return run(text, stdin);
  };
}

function date(_args: readonly string[], { client }: BuiltinContext): CommandResult {
  const [day = "", number = "", month = "", year = "", time = ""] = new Date(client.nowMs)
    .toUTCString()
    .replace(",", "")
    .split(" ");
  return printed(`${day} ${month} ${number.replace(/^0/, " ")} ${time} UTC ${year}\n`);
}

export const builtins: ReadonlyMap<string, Builtin> = new Map<string, Builtin>([
  ["alias", alias],
  ["bash", runScriptFile("bash")],
  ["clear", () => printed("")],
  ["date", date],
  [
    "env",
    (_args, { variables }) =>
      printed(textOf([...variables].map(([name, value]) => `${name}=${value}`))),
  ],
  ["export", exportVariables],
  [
    "history",
    (_args, { history }) =>
      printed(textOf(history.map((line, index) => `${String(index + 1).padStart(5)}  ${line}`))),
  ],
  ["sh", runScriptFile("sh")],
  ["sleep", sleep],
  [
    "unalias",
    (args, { aliases }) => {
      for (const name of args) aliases.delete(name);
      return printed("");
    },
  ],
  [
    "unset",
    (args, { variables }) => {
      for (const name of args) variables.delete(name);
      return printed("");
    },
  ],
  ["xargs", xargs],
]);
