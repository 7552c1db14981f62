/** Operators of jq, and the order of its values. */
import { isObject, isTrue, JqError, type Json, typeOf } from "./filter.ts";

const ORDER = ["null", "boolean", "number", "string", "array", "object"];

export function compare(a: Json, b: Json): number {
  const [left, right] = [ORDER.indexOf(typeOf(a)), ORDER.indexOf(typeOf(b))];
  if (left !== right) return Math.sign(left - right);
  if (Array.isArray(a) && Array.isArray(b)) {
    for (const [i, one] of a.entries()) {
      if (i >= b.length) return 1;
      const order = compare(one, b[i]);
      if (order !== 0) return order;
    }
    return a.length < b.length ? -1 : 0;
  }
  if (isObject(a) && isObject(b)) {
    const keys = compare(Object.keys(a).sort(), Object.keys(b).sort());
    if (keys !== 0) return keys;
    const names = Object.keys(a).sort();
    return compare(
      names.map((name) => a[name]),
      names.map((name) => b[name]),
    );
  }
  if (a === b || (a ?? null) === (b ?? null)) return 0;
  return (a as number) < (b as number) ? -1 : 1;
}

export function add(a: Json, b: Json): Json {
  if (a === null || a === undefined) return b;
  if (b === null || b === undefined) return a;
  if (typeof a === "number" && typeof b === "number") return a + b;
  if (typeof a === "string" && typeof b === "string") return a + b;
  if (Array.isArray(a) && Array.isArray(b)) return [...a, ...b];
  if (isObject(a) && isObject(b)) return { ...a, ...b };
  throw refusal(a, b, "added");
}

function refusal(a: Json, b: Json, done: string): JqError {
  const shown = (one: Json) => `${typeOf(one)} (${JSON.stringify(one)})`;
  return new JqError(`${shown(a)} and ${shown(b)} cannot be ${done}`);
}

function numeric(done: string, work: (a: number, b: number) => number) {
  return (a: Json, b: Json): Json => {
    if (typeof a !== "number" || typeof b !== "number") throw refusal(a, b, done);
    return work(a, b);
  };
}

const minus = numeric("subtracted", (a, b) => a - b);
const over = numeric("divided", (a, b) => a / b);

export const OPERATORS: Readonly<Record<string, (a: Json, b: Json) => Json>> = {
  "==": (a, b) => compare(a, b) === 0,
  "!=": (a, b) => compare(a, b) !== 0,
  "<": (a, b) => compare(a, b) < 0,
  "<=": (a, b) => compare(a, b) <= 0,
  ">": (a, b) => compare(a, b) > 0,
  ">=": (a, b) => compare(a, b) >= 0,
  "+": add,
  "-": (a, b) =>
    Array.isArray(a) && Array.isArray(b)
      ? a.filter((one) => !b.some((other) => compare(one, other) === 0))
      : minus(a, b),
  "*": numeric("multiplied", (a, b) => a * b),
  "/": (a, b) => (typeof a === "string" && typeof b === "string" ? a.split(b) : over(a, b)),
  "%": numeric("divided", (a, b) => Math.trunc(a) % Math.trunc(b)),
  and: (a, b) => isTrue(a) && isTrue(b),
  or: (a, b) => isTrue(a) || isTrue(b),
};
