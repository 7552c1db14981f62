/** Help in our own words: what a command does, its form, the commands below it, its flags. */
import type { FlagSpec } from "./flag.ts";
import type { Verb } from "./verb.ts";

export function helpText(verb: Verb, path: string): string {
  const parts = [`${verb.summary}\n`];
  if (verb.verbs !== undefined) parts.push(`Available Commands:\n${listVerbs(verb.verbs)}`);
  if ((verb.flags?.length ?? 0) > 0) parts.push(`Options:\n${listFlags(verb.flags ?? [])}`);
  const usage = verb.usage ?? (verb.verbs === undefined ? "[options]" : "[command] [options]");
  parts.push(`Usage:\n  ${path} ${usage}\n`);
  return parts.join("\n");
}

function listVerbs(verbs: readonly Verb[]): string {
  const width = Math.max(...verbs.map(({ name }) => name.length));
  return verbs.map(({ name, summary }) => `  ${name.padEnd(width)}   ${summary}\n`).join("");
}

function listFlags(flags: readonly FlagSpec[]): string {
  return flags
    .map(({ short, name, default: value, help, type }) => {
      const names = short === undefined ? `--${name}` : `-${short}, --${name}`;
      const shown = type === "bool" ? (value ?? "false") : (value ?? "''");
      return `    ${names}=${shown}:\n\t${help}\n`;
    })
    .join("");
}
