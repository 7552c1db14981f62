/** Functions that Go templates offer in kubectl's output. */
import { goSyntax, goValue } from "../text/go-value.ts";

export type Called =
  | { readonly ok: true; readonly value: unknown }
  | { readonly ok: false; readonly error: string; readonly unknown: boolean };

export function callFunction(name: string, values: readonly unknown[]): Called {
  const run = FUNCTIONS[name];
  if (run === undefined) {
    return { ok: false, error: `function ${JSON.stringify(name)} not defined`, unknown: true };
  }
  try {
    return { ok: true, value: run(values) };
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    return { ok: false, error: `error calling ${name}: ${why}`, unknown: false };
  }
}

/** Empty values are false: nothing, false, 0, "", empty lists and maps. */
export function isTrue(value: unknown): boolean {
  if (Array.isArray(value)) return value.length > 0;
  if (typeof value === "object" && value !== null) return Object.keys(value).length > 0;
  return Boolean(value);
}

type TemplateFunction = (values: readonly unknown[]) => unknown;

const FUNCTIONS: Readonly<Record<string, TemplateFunction>> = {
  and: (values) => values.find((value) => !isTrue(value)) ?? values.at(-1),
  or: (values) => values.find(isTrue) ?? values.at(-1),
  not: ([value]) => !isTrue(value),
  eq: ([first, ...others]) => others.some((other) => other === first),
  ne: ([a, b]) => a !== b,
  lt: ([a, b]) => order(a, b) < 0,
  le: ([a, b]) => order(a, b) <= 0,
  gt: ([a, b]) => order(a, b) > 0,
  ge: ([a, b]) => order(a, b) >= 0,
  len: ([value]) => lengthOf(value),
  index: ([value, ...keys]) => keys.reduce(at, value),
  print: (values) => values.map(goValue).join(" "),
  println: (values) => `${values.map(goValue).join(" ")}\n`,
  printf: ([format, ...values]) => formatted(String(format), values),
  exists: ([value, ...keys]) => keys.reduce(at, value) !== undefined,
  base64decode: ([value]) => decode(String(value)),
};

function order(a: unknown, b: unknown): number {
  if (typeof a !== typeof b) throw new Error("incompatible types for comparison");
  return (a as string) < (b as string) ? -1 : a === b ? 0 : 1;
}

function lengthOf(value: unknown): number {
  if (typeof value === "string" || Array.isArray(value)) return value.length;
  if (typeof value === "object" && value !== null) return Object.keys(value).length;
  throw new Error(`len of type ${goSyntax(value)}`);
}

function at(value: unknown, key: unknown): unknown {
  if (typeof value !== "object" || value === null) return undefined;
  return (value as Readonly<Record<string, unknown>>)[String(key)];
}

function formatted(format: string, values: readonly unknown[]): string {
  let next = 0;
  return format.replace(/%(-?\d*)([svdqt%])/g, (_all, width: string, verb: string) => {
    if (verb === "%") return "%";
    const value = values[next];
    next += 1;
    const text = verb === "q" ? JSON.stringify(goValue(value)) : goValue(value);
    const size = Math.abs(Number(width));
    return width.startsWith("-") ? text.padEnd(size) : text.padStart(size);
  });
}

function decode(text: string): string {
  const bytes = Uint8Array.from(atob(text), (char) => char.charCodeAt(0));
  return new TextDecoder().decode(bytes);
}
