/**
 * Flags as data, and command lines read as kubectl reads them:
 * any order, `-itn x`, `--a=b`, `--`.
 */
import { type KubectlError, usageError } from "./error.ts";

export type FlagType = "string" | "bool" | "int" | "duration" | "list" | "array";

export type FlagSpec = {
  readonly name: string;
  readonly short?: string;
  readonly type: FlagType;
  /** Shown in help; the value when the flag is not given. */
  readonly default?: string;
  /** The value of a bare `--flag`; without it a value is needed. */
  readonly bare?: string;
  readonly help: string;
};

export class Flags {
  readonly #specs: ReadonlyMap<string, FlagSpec>;
  readonly #values = new Map<string, string[]>();

  constructor(specs: ReadonlyMap<string, FlagSpec>) {
    this.#specs = specs;
  }

  set(name: string, value: string): void {
    const type = this.#specs.get(name)?.type;
    const earlier = this.#values.get(name) ?? [];
    if (type === "array") this.#values.set(name, [...earlier, value]);
    else if (type === "list") this.#values.set(name, [...earlier, ...splitList(value)]);
    else this.#values.set(name, [value]);
  }

  /** Whether the flag was given. */
  has(name: string): boolean {
    return this.#values.has(name);
  }

  text(name: string): string {
    return this.#values.get(name)?.at(-1) ?? this.#specs.get(name)?.default ?? "";
  }

  bool(name: string): boolean {
    return ["true", "True", "TRUE", "1", "t", "T"].includes(this.text(name));
  }

  int(name: string): number {
    return Number(this.text(name) === "" ? "0" : this.text(name));
  }

  /** Milliseconds. */
  duration(name: string): number {
    return parseDuration(this.text(name)) ?? 0;
  }

  list(name: string): readonly string[] {
    return this.#values.get(name) ?? [];
  }

  /** What was given, as Go would tell it: ` --record=true`. */
  get given(): string {
    const texts = [...this.#values].flatMap(([name, values]) =>
      values.map((value) => ` --${name}=${value}`),
    );
    return texts.join("");
  }

  /** Whether `-f` or `-k` names what the command is about. */
  get namesFiles(): boolean {
    return this.list("filename").length > 0 || this.text("kustomize") !== "";
  }
}

/** A value of a list flag is a line of CSV. */
function splitList(value: string): readonly string[] {
  if (value === "") return [];
  return (value.match(/("(?:[^"]|"")*"|[^,]*)(?:,|$)/g) ?? [])
    .slice(0, value.endsWith(",") ? undefined : -1)
    .map((cell) => cell.replace(/,$/, ""))
    .map((cell) => (cell.startsWith('"') ? cell.slice(1, -1).replaceAll('""', '"') : cell));
}

const UNIT_MS: Readonly<Record<string, number>> = {
  ns: 1e-6,
  us: 1e-3,
  µs: 1e-3,
  ms: 1,
  s: 1000,
  m: 60_000,
  h: 3_600_000,
};

/** Go's durations (`1h30m`, `-1s`, `0`) in milliseconds; undefined for anything else. */
export function parseDuration(text: string): number | undefined {
  if (text === "0") return 0;
  const match = /^([-+]?)((?:\d+(?:\.\d*)?|\.\d+)(?:ns|us|µs|ms|s|m|h))+$/.exec(text);
  if (match === null) return undefined;
  let total = 0;
  for (const [, number, unit] of text.matchAll(/(\d+(?:\.\d*)?|\.\d+)(ns|us|µs|ms|s|m|h)/g)) {
    total += Number(number) * (UNIT_MS[unit ?? ""] ?? 0);
  }
  return match[1] === "-" ? -total : total;
}

export type ParsedLine = {
  readonly flags: Flags;
  readonly args: readonly string[];
  /** How many arguments stand before `--`; -1 without one. */
  readonly dashAt: number;
  readonly help: boolean;
};

/** `path` is the command's, for the errors: `kubectl create deployment`. */
export function parseLine(
  words: readonly string[],
  specs: readonly FlagSpec[],
  path: string,
): ParsedLine {
  const byName = new Map(specs.map((spec) => [spec.name, spec]));
  const byShort = new Map(specs.flatMap((spec) => (spec.short ? [[spec.short, spec]] : [])));
  const flags = new Flags(byName);
  const args: string[] = [];
  let dashAt = -1;
  let help = false;
  const rest = [...words];
  const assign = (spec: FlagSpec, value: string, shown: string) => {
    checkValue(spec, value, shown, path);
    flags.set(spec.name, value);
  };
  for (let word = rest.shift(); word !== undefined; word = rest.shift()) {
    if (word === "--") {
      dashAt = args.length;
      args.push(...rest);
      break;
    }
    if (word === "--help" || word === "-h") help = true;
    else if (word.startsWith("--")) readLong(word, rest, byName, path, assign);
    else if (word.startsWith("-") && word !== "-") readShort(word, rest, byShort, path, assign);
    else args.push(word);
  }
  return { flags, args, dashAt, help };
}

type Assign = (spec: FlagSpec, value: string, shown: string) => void;

function readLong(
  word: string,
  rest: string[],
  byName: ReadonlyMap<string, FlagSpec>,
  path: string,
  assign: Assign,
): void {
  const equals = word.indexOf("=");
  const name = (equals < 0 ? word.slice(2) : word.slice(2, equals)).replaceAll("_", "-");
  const spec = byName.get(name);
  if (name === "" || name.startsWith("-")) {
    throw flagError(`bad flag syntax: ${word}`, path);
  }
  if (spec === undefined) throw flagError(`unknown flag: --${name}`, path);
  const shown = spec.short === undefined ? `--${name}` : `-${spec.short}, --${name}`;
  if (equals >= 0) {
    assign(spec, word.slice(equals + 1), shown);
    return;
  }
  const bare = spec.bare ?? (spec.type === "bool" ? "true" : undefined);
  if (bare !== undefined) {
    assign(spec, bare, shown);
    return;
  }
  const value = rest.shift();
  if (value === undefined) throw flagError(`flag needs an argument: --${name}`, path);
  assign(spec, value, shown);
}

function readShort(
  word: string,
  rest: string[],
  byShort: ReadonlyMap<string, FlagSpec>,
  path: string,
  assign: Assign,
): void {
  for (let at = 1; at < word.length; at += 1) {
    const letter = word[at] ?? "";
    const spec = byShort.get(letter);
    if (spec === undefined) {
      throw flagError(`unknown shorthand flag: '${letter}' in -${word.slice(at)}`, path);
    }
    const shown = `-${letter}, --${spec.name}`;
    if (word[at + 1] === "=") {
      assign(spec, word.slice(at + 2), shown);
      return;
    }
    const bare = spec.bare ?? (spec.type === "bool" ? "true" : undefined);
    if (bare !== undefined) {
      assign(spec, bare, shown);
      continue;
    }
    if (at + 1 < word.length) {
      assign(spec, word.slice(at + 1), shown);
      return;
    }
    const value = rest.shift();
    if (value === undefined) {
      throw flagError(`flag needs an argument: '${letter}' in -${word.slice(at)}`, path);
    }
    assign(spec, value, shown);
    return;
  }
}

function checkValue(spec: FlagSpec, value: string, shown: string, path: string): void {
  const wrong = (why: string) =>
    flagError(`invalid argument ${JSON.stringify(value)} for "${shown}" flag: ${why}`, path);
  switch (spec.type) {
    case "bool":
      if (/^(1|t|T|TRUE|true|True|0|f|F|FALSE|false|False)$/.test(value)) return;
      throw wrong(`strconv.ParseBool: parsing ${JSON.stringify(value)}: invalid syntax`);
    case "int":
      if (/^[-+]?(0x[0-9a-fA-F]+|\d+)$/.test(value)) return;
      throw wrong(`strconv.ParseInt: parsing ${JSON.stringify(value)}: invalid syntax`);
    case "duration":
      if (parseDuration(value) !== undefined) return;
      if (/^-?\d+$/.test(value)) throw wrong(`time: missing unit in duration "${value}"`);
      throw wrong(`time: invalid duration ${JSON.stringify(value)}`);
    case "string":
    case "list":
    case "array":
      return;
  }
}

function flagError(message: string, path: string): KubectlError {
  return usageError(message, path, "--help' for usage.");
}
