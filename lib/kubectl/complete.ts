/** What could stand where the cursor is: commands, flags, kinds, names, namespaces, formats. */
import type { Client, ResourceRow } from "#lib/simulator";
import type { FlagSpec } from "./command/flag.ts";
import type { KubectlIo } from "./command/io.ts";
import { GLOBAL_FLAGS } from "./command/shared-flags.ts";
import type { Verb } from "./command/verb.ts";
import { printers } from "./printers/index.ts";
import { Mapper } from "./resource/mapper.ts";
import { verbs } from "./verbs/index.ts";

export type Completions = {
  /** Whole words. */
  readonly options: readonly string[];
  /** The word is a path: files of the terminal fit as well. */
  readonly files: boolean;
};

/** Commands whose first word is a kind. */
const TYPED = new Set([
  "annotate",
  "delete",
  "describe",
  "expose",
  "get",
  "label",
  "patch",
  "scale",
  "wait",
  "history",
  "pause",
  "restart",
  "resume",
  "status",
  "undo",
  "env",
  "image",
  "resources",
  "selector",
  "serviceaccount",
]);

const POD_COMMANDS = new Set(["exec", "logs"]);
const NODE_COMMANDS = new Set(["cordon", "drain", "uncordon"]);

/** `before` are the words behind `kubectl` and before the one at the cursor. */
export function completeKubectl(
  before: readonly string[],
  word: string,
  io: Pick<KubectlIo, "client" | "kubeconfig">,
): Completions {
  const { verb, words, flags } = readBefore(before);
  const only = (options: readonly string[]): Completions => ({
    options: [...new Set(options)].filter((option) => option.startsWith(word)).sort(),
    files: false,
  });
  const last = before.at(-1) ?? "";
  const flag = flagNamed(last, flags);
  if (flag !== undefined && takesValue(flag) && !last.includes("=")) {
    return flagValues(flag, word, io);
  }
  if (before.includes("--")) return only([]);
  if (word.startsWith("-")) return only(flags.flatMap(namesOf));
  if (verb === undefined) return only(verbs.map(({ name }) => name));
  if (verb.verbs !== undefined && words.length === 0) {
    return only(verb.verbs.map(({ name }) => name));
  }
  return only(argumentsFor(verb.name, words, word, namespaceOf(before, io), io.client));
}

type Before = {
  readonly verb: Verb | undefined;
  /** Words behind the command that are no flags. */
  readonly words: readonly string[];
  readonly flags: readonly FlagSpec[];
};

function readBefore(before: readonly string[]): Before {
  let verb: Verb | undefined;
  let below: readonly Verb[] | undefined = verbs;
  const words: string[] = [];
  for (let at = 0; at < before.length; at += 1) {
    const word = before[at] ?? "";
    if (word.startsWith("-")) {
      const flag = flagNamed(word, [...(verb?.flags ?? []), ...GLOBAL_FLAGS]);
      if (flag !== undefined && takesValue(flag) && !word.includes("=")) at += 1;
      continue;
    }
    const next: Verb | undefined = below?.find(
      ({ name, aliases }) => name === word || aliases?.includes(word),
    );
    if (next === undefined) {
      words.push(word);
      below = undefined;
    } else {
      verb = next;
      below = next.verbs;
    }
  }
  return { verb, words, flags: [...(verb?.flags ?? []), ...GLOBAL_FLAGS] };
}

function flagNamed(word: string, flags: readonly FlagSpec[]): FlagSpec | undefined {
  if (word.startsWith("--")) {
    const name = word.slice(2).split("=")[0];
    return flags.find((flag) => flag.name === name);
  }
  return /^-[a-zA-Z]$/.test(word) ? flags.find(({ short }) => short === word[1]) : undefined;
}

function takesValue(flag: FlagSpec): boolean {
  return flag.type !== "bool" && flag.bare === undefined;
}

function namesOf({ name, short }: FlagSpec): readonly string[] {
  return short === undefined ? [`--${name}`] : [`--${name}`, `-${short}`];
}

function flagValues(
  flag: FlagSpec,
  word: string,
  io: Pick<KubectlIo, "client" | "kubeconfig">,
): Completions {
  const only = (options: readonly string[]) => ({
    options: options.filter((option) => option.startsWith(word)).sort(),
    files: false,
  });
  switch (flag.name) {
    case "namespace":
      return only(namesIn(io.client, "namespaces", undefined));
    case "output":
      return only([...printers.map(({ name }) => name), "wide"]);
    case "context":
      return only(io.kubeconfig.contexts.map(({ name }) => name));
    case "dry-run":
      return only(["none", "client", "server"]);
    case "filename":
    case "from-file":
    case "from-env-file":
    case "patch-file":
      return { options: [], files: true };
    default:
      return only([]);
  }
}

function namespaceOf(before: readonly string[], io: Pick<KubectlIo, "kubeconfig">): string {
  for (const [at, word] of before.entries()) {
    if (word === "-n" || word === "--namespace") return before[at + 1] ?? "default";
    const joined = /^(?:--namespace=|-n=?)(.+)$/.exec(word)?.[1];
    if (joined !== undefined) return joined;
  }
  return io.kubeconfig.current?.namespace || "default";
}

function argumentsFor(
  verb: string,
  words: readonly string[],
  word: string,
  namespace: string,
  client: Client,
): readonly string[] {
  if (POD_COMMANDS.has(verb)) return words.length === 0 ? namesIn(client, "pods", namespace) : [];
  if (NODE_COMMANDS.has(verb)) return namesIn(client, "nodes", undefined);
  if (!TYPED.has(verb)) return [];
  const slash = word.indexOf("/");
  if (slash > 0) {
    const type = word.slice(0, slash);
    return namesIn(client, type, namespace).map((name) => `${type}/${name}`);
  }
  const [type] = words;
  if (type === undefined) return listable(client).map(({ resource }) => resource);
  return type.includes("/") ? [] : namesIn(client, type, namespace);
}

function listable(client: Client): readonly ResourceRow[] {
  return client.resources().filter(({ verbs: allowed }) => allowed.includes("list"));
}

function namesIn(client: Client, type: string, namespace: string | undefined): readonly string[] {
  const row = new Mapper(client, () => undefined).find(type);
  if (row === undefined) return [];
  const { group, version, resource } = row;
  const place = row.namespaced && namespace !== undefined ? { namespace } : {};
  const { body, code } = client.request({ verb: "list", group, version, resource, ...place });
  if (code >= 400 || !("items" in body)) return [];
  const items = body.items as readonly { readonly metadata: { readonly name: string } }[];
  return items.map(({ metadata }) => metadata.name);
}
