/**
 * The words of one command → what they ask for, so that two lines which ask the same compare equal:
 * verb, objects (`po nginx`, `pods/nginx`), other arguments, flags, and what stands behind `--`.
 */
import { longFlag, normaliseFlagValue, takesValue } from "./flag.ts";
import { resourceNamed } from "./resource-name.ts";

export type Command = {
  readonly program: string;
  /** `rollout undo`, `set image`, `get`. */
  readonly verb: string;
  /** `pods/nginx`, or `pods` alone; without order. */
  readonly targets: readonly string[];
  /** Arguments that are no objects. */
  readonly args: readonly string[];
  /** Whether the order of `args` counts. */
  readonly argsOrdered: boolean;
  readonly flags: ReadonlyMap<string, readonly string[]>;
  /** The words behind `--`, as they are. */
  readonly rest: readonly string[];
};

/** Verbs with a second word that belongs to them. */
const GROUPS: ReadonlySet<string> = new Set([
  "rollout",
  "set",
  "create",
  "config",
  "auth",
  "top",
  "certificate",
  "plugin",
  "apply",
  "alpha",
  "cluster-info",
]);
/** Second words that are optional: `apply` alone, `apply view-last-applied`. */
const OPTIONAL_SECOND: ReadonlyMap<string, ReadonlySet<string>> = new Map([
  ["apply", new Set(["view-last-applied", "edit-last-applied", "set-last-applied"])],
  ["cluster-info", new Set(["dump"])],
]);
/** Verbs whose objects are named without a kind. */
const KIND_OF_VERB: ReadonlyMap<string, string> = new Map([
  ["logs", "pods"],
  ["exec", "pods"],
  ["attach", "pods"],
  ["port-forward", "pods"],
  ["debug", "pods"],
  ["cordon", "nodes"],
  ["uncordon", "nodes"],
  ["drain", "nodes"],
  ["top pods", "pods"],
  ["top nodes", "nodes"],
]);
/** Their further words are ports, containers or commands. */
const ONE_TARGET: ReadonlySet<string> = new Set([
  "logs",
  "exec",
  "attach",
  "port-forward",
  "debug",
]);
const WITH_TARGETS: ReadonlySet<string> = new Set([
  "get",
  "describe",
  "delete",
  "edit",
  "label",
  "annotate",
  "taint",
  "scale",
  "autoscale",
  "expose",
  "patch",
  "wait",
  "rollout history",
  "rollout pause",
  "rollout restart",
  "rollout resume",
  "rollout status",
  "rollout undo",
  "set env",
  "set image",
  "set resources",
  "set selector",
  "set serviceaccount",
  "set subject",
  "apply view-last-applied",
  "apply edit-last-applied",
]);

function isVerb(word: string): boolean {
  return GROUPS.has(word) || WITH_TARGETS.has(word) || KIND_OF_VERB.has(word) || OTHERS.has(word);
}

const OTHERS: ReadonlySet<string> = new Set([
  "api-resources",
  "api-versions",
  "completion",
  "cp",
  "diff",
  "events",
  "explain",
  "kustomize",
  "options",
  "proxy",
  "replace",
  "run",
  "version",
]);

/** `words` begin with kubectl or its alias. */
export function parseKubectl(words: readonly string[]): Command {
  const end = words.indexOf("--");
  const own = end < 0 ? words.slice(1) : words.slice(1, end);
  const { positionals, flags } = splitFlags(own);
  const { verb, operands } = takeVerb(positionals);
  const shared = { program: "kubectl", verb, flags, rest: end < 0 ? [] : words.slice(end + 1) };
  const kind = KIND_OF_VERB.get(verb);
  if (kind !== undefined) {
    const count = ONE_TARGET.has(verb) ? 1 : operands.length;
    const targets = operands.slice(0, count).map((word) => withKind(kind, word));
    return { ...shared, targets, args: operands.slice(count), argsOrdered: true };
  }
  if (WITH_TARGETS.has(verb)) {
    const setting = verb === "taint" ? /[=:]|-$/ : /=|[^-]-$/;
    const targets = readTargets(operands.filter((word) => !setting.test(word)));
    const args = operands.filter((word) => setting.test(word));
    return { ...shared, targets, args, argsOrdered: false };
  }
  const args = verb === "explain" || verb === "auth can-i" ? operands.map(withPlural) : operands;
  return { ...shared, targets: [], args, argsOrdered: true };
}

/** `po.spec.containers` → `pods.spec.containers`. */
function withPlural(word: string): string {
  const end = word.search(/[./]|$/);
  const kind = word.slice(0, end);
  return `${resourceNamed(kind) ?? kind}${word.slice(end)}`;
}

function takeVerb(positionals: readonly string[]): { verb: string; operands: readonly string[] } {
  const [first = "", second, ...others] = positionals;
  const optional = OPTIONAL_SECOND.get(first);
  const joined = second !== undefined && GROUPS.has(first) && (optional?.has(second) ?? true);
  if (!joined) return { verb: first, operands: positionals.slice(1) };
  const isKind = first === "create" || first === "top";
  const name = isKind ? (resourceNamed(second) ?? second) : second;
  return { verb: `${first} ${name}`, operands: others };
}

function withKind(kind: string, word: string): string {
  const [type = "", name] = word.split(/\/(.*)/s);
  return name === undefined ? `${kind}/${word}` : `${resourceNamed(type) ?? type}/${name}`;
}

/** `po a b`, `pod/a pod/b`, `po,svc` → a list of `kind/name` or `kind`. */
function readTargets(operands: readonly string[]): readonly string[] {
  if (operands.some((word) => word.includes("/"))) {
    return operands.map((word) => withKind("", word));
  }
  const [kinds, ...names] = operands;
  if (kinds === undefined) return [];
  const plural = kinds.split(",").map((kind) => resourceNamed(kind) ?? kind);
  if (names.length === 0) return plural;
  return plural.flatMap((kind) => names.map((name) => `${kind}/${name}`));
}

function splitFlags(words: readonly string[]): {
  readonly positionals: readonly string[];
  readonly flags: ReadonlyMap<string, readonly string[]>;
} {
  const verb = words.find((word) => !word.startsWith("-")) ?? "";
  const positionals: string[] = [];
  const flags = new Map<string, string[]>();
  for (let i = 0; i < words.length; i += 1) {
    const word = words[i] as string;
    if (!/^-./.test(word)) {
      positionals.push(word);
      continue;
    }
    for (const { name, value } of readFlag(word, verb)) {
      const next = words[i + 1];
      const takesNext = value === undefined && takesValue(name) && next !== undefined;
      if (takesNext && (!next.startsWith("-") || next === "-")) {
        addFlag(flags, name, next);
        i += 1;
      } else addFlag(flags, name, value ?? "true");
    }
  }
  return { positionals, flags };
}

function addFlag(flags: Map<string, string[]>, name: string, value: string): void {
  flags.set(name, [...(flags.get(name) ?? []), normaliseFlagValue(name, value)]);
}

type Flag = { readonly name: string; readonly value: string | undefined };

/** `--image=a`, `--watch`, `-n`, `-nweb`, `-o=yaml`, `-it`. */
function readFlag(word: string, verb: string): readonly Flag[] {
  if (word.startsWith("--")) {
    const [name = "", value] = word.slice(2).split(/=(.*)/s);
    return [{ name, value }];
  }
  const name = longFlag(word.charAt(1), verb);
  const behind = word.slice(2);
  if (behind === "") return [{ name, value: undefined }];
  if (behind.startsWith("=")) return [{ name, value: behind.slice(1) }];
  if (takesValue(name)) return [{ name, value: behind }];
  return [{ name, value: undefined }, ...readFlag(`-${behind}`, verb)];
}

/** Any other program: its words in their order, with `--a=b` taken apart. */
export function parseOther(words: readonly string[]): Command {
  const [program = "", ...others] = words;
  const args = others.flatMap((word) =>
    /^--[\w-]+=/.test(word) ? word.split(/=(.*)/s, 2) : [word],
  );
  return { program, verb: "", targets: [], args, argsOrdered: true, flags: new Map(), rest: [] };
}

/** Whether the words are kubectl's with only the program left out. */
export function startsLikeKubectl([first, ...others]: readonly string[]): boolean {
  return first !== undefined && others.length > 0 && isVerb(first);
}
