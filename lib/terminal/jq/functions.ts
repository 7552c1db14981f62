/** Functions of jq by name; each is given its arguments as filters. */
import {
  type Filter,
  get,
  identity,
  isObject,
  isTrue,
  JqError,
  type Json,
  type Names,
  pipe,
  select,
  typeOf,
  valuesOf,
} from "./filter.ts";
import { add, compare } from "./operator.ts";

type Plain = (input: Json, ...values: readonly Json[]) => Json;
type List = readonly Json[];

const text = (value: Json): string =>
  typeof value === "string" ? value : JSON.stringify(value ?? null);

function contains(a: Json, b: Json): boolean {
  if (typeof a === "string" && typeof b === "string") return a.includes(b);
  if (Array.isArray(a) && Array.isArray(b)) {
    return b.every((one) => a.some((other) => contains(other, one)));
  }
  if (isObject(a) && isObject(b)) {
    return Object.entries(b).every(([name, one]) => name in a && contains(a[name], one));
  }
  return compare(a, b) === 0;
}

function length(value: Json): number {
  if (value === null) return 0;
  if (typeof value === "string") return [...value].length;
  if (typeof value === "number") return Math.abs(value);
  if (typeof value === "boolean") throw new JqError("boolean has no length");
  return valuesOf(value).length;
}

function unique(list: List): List {
  const sorted = list.toSorted(compare);
  return sorted.filter((one, i) => i === 0 || compare(one, sorted[i - 1]) !== 0);
}

function toNumber(value: Json): number {
  const number = Number(value);
  if (typeof value === "boolean" || value === null || Number.isNaN(number)) {
    throw new JqError(`${typeOf(value)} (${JSON.stringify(value)}) cannot be parsed as a number`);
  }
  return number;
}

const pattern = (expression: Json, flags: Json = "") =>
  new RegExp(text(expression), `u${text(flags ?? "").replace(/[^gi]/g, "")}`);

/** Those that look at one value, and at each value of their arguments. */
export const PLAIN: Readonly<Record<string, Plain>> = {
  length,
  not: (input) => !isTrue(input),
  keys: (input) => (Array.isArray(input) ? [...input.keys()] : Object.keys(input as object).sort()),
  keys_unsorted: (input) => Object.keys(input as object),
  values: (input) => input,
  add: (input) => valuesOf(input).reduce(add, null),
  any: (input) => valuesOf(input).some(isTrue),
  all: (input) => valuesOf(input).every(isTrue),
  type: typeOf,
  tostring: text,
  tonumber: toNumber,
  tojson: (input) => JSON.stringify(input),
  fromjson: (input) => JSON.parse(text(input)),
  ascii_downcase: (input) => text(input).toLowerCase(),
  ascii_upcase: (input) => text(input).toUpperCase(),
  sort: (input) => (input as List).toSorted(compare),
  unique: (input) => unique(input as List),
  reverse: (input) =>
    typeof input === "string" ? [...input].reverse().join("") : (input as List).toReversed(),
  min: (input) => (input as List).toSorted(compare)[0] ?? null,
  max: (input) => (input as List).toSorted(compare).at(-1) ?? null,
  first: (input) => get(input, 0),
  last: (input) => get(input, -1),
  flatten: (input, depth = Number.POSITIVE_INFINITY) => (input as List).flat(depth as 1),
  floor: (input) => Math.floor(input as number),
  to_entries: (input) => Object.entries(input as object).map(([key, value]) => ({ key, value })),
  from_entries: (input) =>
    Object.fromEntries(
      (input as readonly Readonly<Record<string, Json>>[]).map(({ key, name, k, value, v }) => [
        text(key ?? name ?? k),
        value ?? v ?? null,
      ]),
    ),
  has: (input, key) =>
    Array.isArray(input) ? (key as number) < input.length : text(key) in (input as object),
  contains: (input, part) => contains(input, part),
  inside: (input, whole) => contains(whole, input),
  startswith: (input, part) => text(input).startsWith(text(part)),
  endswith: (input, part) => text(input).endsWith(text(part)),
  ltrimstr: (input, part) =>
    text(input).startsWith(text(part)) ? text(input).slice(text(part).length) : input,
  rtrimstr: (input, part) =>
    text(input).endsWith(text(part)) ? text(input).slice(0, -text(part).length) : input,
  split: (input, by) => text(input).split(text(by)),
  join: (input, by) => (input as List).map((one) => (one === null ? "" : text(one))).join(text(by)),
  test: (input, expression, flags) => pattern(expression, flags).test(text(input)),
  sub: (input, expression, to) => text(input).replace(pattern(expression), () => text(to)),
  gsub: (input, expression, to) => text(input).replace(pattern(expression, "g"), () => text(to)),
  index: (input, part) => {
    const at = (input as string).indexOf(text(part));
    return at < 0 ? null : at;
  },
};

type Special = (...args: readonly Filter[]) => Filter;

const one = (filter: Filter, input: Json, names: Names): Json =>
  filter.run(input, names)[0] ?? null;

const perList =
  (work: (list: List, key: (value: Json) => Json) => Json): Special =>
  (by = identity) => ({
    run: (input, names) => [work(input as List, (value) => one(by, value, names))],
  });

const byKey = (key: (value: Json) => Json) => (a: Json, b: Json) => compare(key(a), key(b));

function grouped(list: List, key: (value: Json) => Json): readonly List[] {
  const groups: Json[][] = [];
  for (const value of list.toSorted(byKey(key))) {
    const last = groups.at(-1);
    if (last !== undefined && compare(key(last[0]), key(value)) === 0) last.push(value);
    else groups.push([value]);
  }
  return groups;
}

/** Those that run their arguments themselves. */
export const SPECIAL: Readonly<Record<string, Special>> = {
  empty: () => ({ run: () => [] }),
  select: (condition = identity) => select(condition),
  map: (body = identity) => ({
    run: (input, names) => [valuesOf(input).flatMap((value) => body.run(value, names))],
  }),
  map_values: (body = identity) => ({
    run: (input, names) => {
      if (Array.isArray(input))
        return [input.flatMap((value) => body.run(value, names).slice(0, 1))];
      const entries = Object.entries(input as object).flatMap(([name, value]) =>
        body
          .run(value, names)
          .slice(0, 1)
          .map((changed) => [name, changed] as const),
      );
      return [Object.fromEntries(entries)];
    },
  }),
  with_entries: (body = identity) =>
    pipe(
      { run: (input) => [PLAIN.to_entries?.(input)] },
      pipe(SPECIAL.map?.(body) ?? identity, { run: (input) => [PLAIN.from_entries?.(input)] }),
    ),
  del: (path = identity) => ({
    run: (input, names) => {
      if (path.update === undefined) throw new JqError("Invalid path expression");
      return [path.update(input, names, () => undefined)];
    },
  }),
  sort_by: perList((list, key) => list.toSorted(byKey(key))),
  group_by: perList(grouped),
  unique_by: perList((list, key) => grouped(list, key).map(([first]) => first)),
  min_by: perList((list, key) => list.toSorted(byKey(key))[0] ?? null),
  max_by: perList((list, key) => list.toSorted(byKey(key)).at(-1) ?? null),
  any: (condition = identity) => ({
    run: (input, names) => [valuesOf(input).some((value) => isTrue(one(condition, value, names)))],
  }),
  all: (condition = identity) => ({
    run: (input, names) => [valuesOf(input).every((value) => isTrue(one(condition, value, names)))],
  }),
  first: (filter = identity) => ({ run: (input, names) => filter.run(input, names).slice(0, 1) }),
  last: (filter = identity) => ({ run: (input, names) => filter.run(input, names).slice(-1) }),
  range: (from = identity, to?: Filter) => ({
    run: (input, names) => {
      const [a, b] =
        to === undefined
          ? [0, one(from, input, names)]
          : [one(from, input, names), one(to, input, names)];
      const count = Math.min(100_000, Math.max(0, Number(b) - Number(a)));
      return Array.from({ length: count }, (_, i) => Number(a) + i);
    },
  }),
  recurse: () => ({ run: descend }),
  error: (message = identity) => ({
    run: (input, names) => {
      throw new JqError(text(one(message, input, names)));
    },
  }),
};

export function descend(input: Json): readonly Json[] {
  return typeof input === "object" && input !== null
    ? [input, ...valuesOf(input).flatMap(descend)]
    : [input];
}
