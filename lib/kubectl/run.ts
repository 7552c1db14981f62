/** One kubectl command from its words to its text and exit code. */
import { CommandContext } from "./command/context.ts";
import { KubectlError, printError, SilentExit, usageError } from "./command/error.ts";
import { parseDuration, parseLine } from "./command/flag.ts";
import { helpText } from "./command/help.ts";
import type { KubectlIo, KubectlResult } from "./command/io.ts";
import { GLOBAL_FLAGS } from "./command/shared-flags.ts";
import type { Verb } from "./command/verb.ts";
import { verbs } from "./verbs/index.ts";

const ROOT: Verb = { name: "kubectl", summary: "Controls a Kubernetes cluster.", verbs };

/** `argv` are the words behind `kubectl`. */
export function runKubectl(argv: readonly string[], io: KubectlIo): KubectlResult {
  let context: CommandContext | undefined;
  try {
    const found = findVerb(argv);
    const own = found.verb.flags ?? [];
    const names = new Set(own.map(({ name }) => name));
    const flags = [...own, ...GLOBAL_FLAGS.filter(({ name }) => !names.has(name))];
    const line = parseLine(found.rest, flags, found.path);
    const help = () => helpText(found.verb, found.path);
    if (line.help || (found.verb === ROOT && line.args.length === 0)) {
      return { exitCode: 0, stdout: help(), stderr: "" };
    }
    context = new CommandContext(io, found.path, line, help);
    if (line.flags.has("record")) {
      context.errorLine(
        "Flag --record has been deprecated, --record will be removed in the future",
      );
    }
    checkRequired(found.verb, context);
    checkTimeout(context);
    runVerb(found.verb, context);
    return { exitCode: 0, stdout: context.stdout, stderr: context.stderr };
  } catch (error) {
    const printed = printError(error);
    if (printed === undefined) throw error;
    return {
      exitCode: printed.exitCode,
      stdout: context?.stdout ?? "",
      stderr: (context?.stderr ?? "") + printed.text,
    };
  }
}

type Found = { readonly verb: Verb; readonly path: string; readonly rest: readonly string[] };

/** The command that the words name; global flags may stand before it. */
function findVerb(argv: readonly string[]): Found {
  let verb = ROOT;
  let path = "kubectl";
  const rest = [...argv];
  for (let at = nextWord(rest, 0); at >= 0; at = nextWord(rest, at)) {
    const word = rest[at] ?? "";
    const below = verb.verbs?.find(({ name, aliases }) => name === word || aliases?.includes(word));
    if (below === undefined) {
      if (verb === ROOT && argv[0]?.startsWith("-")) {
        const why = `flags cannot be placed before plugin name: ${argv[0]}`;
        throw new KubectlError(`Error: ${why}`, { bare: true });
      }
      if (verb === ROOT) throw unknownCommand(word);
      break;
    }
    rest.splice(at, 1);
    verb = below;
    path = `${path} ${below.name}`;
    if (below.verbs === undefined) break;
  }
  return { verb, path, rest };
}

/** The index of the next word that is no flag and no flag's value. */
function nextWord(words: readonly string[], from: number): number {
  for (let at = from; at < words.length; at += 1) {
    const word = words[at] ?? "";
    if (word === "--") return -1;
    if (!word.startsWith("-") || word === "-") return at;
    if (takesValue(word)) at += 1;
  }
  return -1;
}

function takesValue(word: string): boolean {
  if (word.includes("=")) return false;
  const spec = word.startsWith("--")
    ? GLOBAL_FLAGS.find(({ name }) => name === word.slice(2))
    : GLOBAL_FLAGS.find(({ short }) => word.length === 2 && short === word.slice(1));
  // A long flag that nobody knows takes the next word with it.
  if (spec === undefined) return word.startsWith("--") && word !== "--help";
  return spec.type !== "bool" && spec.bare === undefined;
}

/** As kubectl groups its commands; the others come behind these. */
const COMMAND_ORDER: readonly string[] = (
  "create expose run set explain get edit delete rollout scale autoscale certificate " +
  "cluster-info top cordon uncordon drain taint describe logs attach exec port-forward proxy cp " +
  "auth debug events diff apply patch replace wait kustomize label annotate completion"
).split(" ");

function unknownCommand(word: string): KubectlError {
  const rank = ({ name }: Verb) => {
    const at = COMMAND_ORDER.indexOf(name);
    return at < 0 ? COMMAND_ORDER.length : at;
  };
  const near = [...verbs]
    .sort((a, b) => rank(a) - rank(b))
    .map(({ name }) => name)
    .filter((name) => distance(name, word) <= 2 || name.startsWith(word));
  const hint =
    near.length === 0
      ? ""
      : `\n\nDid you mean this?\n${near.map((name) => `\t${name}\n`).join("")}`;
  return new KubectlError(`unknown command ${JSON.stringify(word)} for "kubectl"${hint}`);
}

function runVerb(verb: Verb, context: CommandContext): void {
  if (verb.run !== undefined) {
    verb.run(context);
    return;
  }
  const [word] = context.args;
  const help = context.help();
  if (verb.alone === "help") {
    context.print(help);
    return;
  }
  if (word === undefined) {
    if (verb.alone === "stdout") context.print(help);
    else context.errorLine(help.replace(/\n$/, ""));
    throw new SilentExit(1);
  }
  throw usageError(`unknown command ${JSON.stringify(context.args.join(" "))}`, context.path);
}

function checkRequired(verb: Verb, context: CommandContext): void {
  const missing = (verb.required ?? []).filter((name) => !context.flags.has(name));
  if (missing.length === 0) return;
  const names = missing.map((name) => JSON.stringify(name)).join(", ");
  throw new KubectlError(`required flag(s) ${names} not set`);
}

function checkTimeout({ flags }: CommandContext): void {
  const text = flags.text("request-timeout");
  if (text === "" || /^\d+$/.test(text) || parseDuration(text) !== undefined) return;
  throw new KubectlError(
    "Invalid timeout value. Timeout must be a single integer in seconds, or an integer followed by " +
      "a corresponding time unit (e.g. 1s | 2m | 3h)",
  );
}

/** Edits that turn one word into the other: letters added, left out, changed. */
function distance(a: string, b: string): number {
  let previous = Array.from({ length: b.length + 1 }, (_unused, at) => at);
  for (let row = 1; row <= a.length; row += 1) {
    const current = [row];
    for (let at = 1; at <= b.length; at += 1) {
      const change = (previous[at - 1] ?? 0) + (a[row - 1] === b[at - 1] ? 0 : 1);
      current.push(Math.min((previous[at] ?? 0) + 1, (current[at - 1] ?? 0) + 1, change));
    }
    previous = current;
  }
  return previous[b.length] ?? 0;
}
