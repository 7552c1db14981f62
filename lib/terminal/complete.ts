/** Completion at the cursor: commands, kubectl's words, files. */
import { completeKubectl, type Kubeconfig } from "#lib/kubectl";
import type { Client } from "#lib/simulator";
import type { FileSystem } from "./file-system.ts";

export type Completion = {
  /** Where the text that the options replace begins. */
  readonly from: number;
  readonly options: readonly string[];
};

export type CompletionContext = {
  readonly client: Client;
  readonly kubeconfig: Kubeconfig;
  readonly files: FileSystem;
  readonly aliases: ReadonlyMap<string, string>;
  readonly commands: readonly string[];
};

/** `text` ends at the cursor. */
export function completeLine(text: string, context: CompletionContext): Completion {
  const command = text.slice(startOfCommand(text)).trimStart();
  const words = command.split(/\s+/);
  const word = words.at(-1) ?? "";
  const before = words.slice(0, -1);
  const from = text.length - word.length;
  const [name, ...rest] = withAlias(before, context.aliases);
  if (name === undefined) {
    const names = [...context.commands, ...context.aliases.keys()];
    return { from, options: [...new Set(names)].filter((one) => one.startsWith(word)).sort() };
  }
  if (name !== "kubectl") return { from, options: filesFor(word, context.files) };
  const found = completeKubectl(rest, word, context);
  return { from, options: found.files ? filesFor(word, context.files) : found.options };
}

/** Behind the last pipe or operator that is not in quotes. */
function startOfCommand(text: string): number {
  let quote = "";
  let start = 0;
  for (const [at, char] of [...text].entries()) {
    if (quote !== "") {
      if (char === quote) quote = "";
    } else if (char === "'" || char === '"') quote = char;
    else if (char === "|" || char === ";" || char === "&" || char === "(") start = at + 1;
  }
  return start;
}

function withAlias(
  words: readonly string[],
  aliases: ReadonlyMap<string, string>,
): readonly string[] {
  const [name, ...rest] = words;
  const alias = name === undefined ? undefined : aliases.get(name);
  return alias === undefined ? words : [...alias.split(/\s+/), ...rest];
}

function filesFor(word: string, files: FileSystem): readonly string[] {
  const slash = word.lastIndexOf("/");
  const folder = slash < 0 ? "." : word.slice(0, slash) || "/";
  const start = word.slice(slash + 1);
  const prefix = word.slice(0, slash + 1);
  return (files.list(folder) ?? [])
    .filter((name) => name.startsWith(start) && (start !== "" || !name.startsWith(".")))
    .map((name) => `${prefix}${name}${files.isFolder(`${folder}/${name}`) ? "/" : ""}`);
}
