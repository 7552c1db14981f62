/** Help: what a command does, its form, the commands below it, its flags, in kubectl's order. */
import type { FlagSpec } from "./flag.ts";
import type { Verb } from "./verb.ts";

export function helpText(verb: Verb, path: string): string {
  const parts = [`${verb.summary}.\n`];
  if (verb.more !== undefined) parts.push(`${verb.more}\n`);
  if (verb.aliases !== undefined && verb.aliases.length > 0) {
    parts.push(`Aliases:\n${[verb.name, ...verb.aliases].join(", ")}\n`);
  }
  if (verb.examples !== undefined) {
    const examples = verb.examples.map(([what, command]) => `  # ${what}\n  ${command}\n`);
    parts.push(`Examples:\n${examples.join("\n")}`);
  }
  if (verb.verbs !== undefined) parts.push(`Available Commands:\n${listVerbs(verb.verbs)}`);
  if ((verb.flags?.length ?? 0) > 0) parts.push(`Options:\n${listFlags(verb.flags ?? [])}`);
  const usage = (verb.usage ?? (verb.verbs === undefined ? "" : "[flags]")).replace(
    / ?\[options\]$/,
    "",
  );
  parts.push(`Usage:\n  ${[path, usage, "[options]"].filter(Boolean).join(" ")}\n`);
  parts.push(tail(verb, path));
  return parts.join("\n");
}

function tail(verb: Verb, path: string): string {
  const below =
    verb.verbs === undefined
      ? ""
      : `Use "${path} <command> --help" for more information about a given command.\n`;
  return `${below}Use "kubectl options" for a list of global command-line options (applies to all commands).\n`;
}

function listVerbs(verbs: readonly Verb[]): string {
  const width = Math.max(...verbs.map(({ name }) => name.length));
  return [...verbs]
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .map(({ name, summary }) => `  ${name.padEnd(width)}   ${summary}\n`)
    .join("");
}

export function listFlags(flags: readonly FlagSpec[]): string {
  return [...flags]
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .map(({ short, name, default: value, help, type }) => {
      const names = short === undefined ? `--${name}` : `-${short}, --${name}`;
      const shown = type === "bool" ? (value ?? "false") : (value ?? "''");
      return `    ${names}=${shown}:\n\t${help}\n`;
    })
    .join("\n");
}
