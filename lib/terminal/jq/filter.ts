/** What a jq filter is: from one value to any number of values. */

export type Json = unknown;
export type Names = ReadonlyMap<string, Json>;

export type Filter = {
  readonly run: (input: Json, names: Names) => readonly Json[];
  /** Changes what the filter leads to; undefined takes it away. Only paths can be changed. */
  readonly update?: (input: Json, names: Names, change: (value: Json) => Json) => Json;
};

export class JqError extends Error {}

export const isObject = (value: Json): value is Readonly<Record<string, Json>> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

export function typeOf(value: Json): string {
  if (value === null || value === undefined) return "null";
  return Array.isArray(value) ? "array" : typeof value;
}

export const isTrue = (value: Json): boolean =>
  value !== false && value !== null && value !== undefined;

export const identity: Filter = {
  run: (input) => [input],
  update: (input, _names, change) => change(input),
};

export const constant = (value: Json): Filter => ({ run: () => [value] });

export function pipe(first: Filter, second: Filter): Filter {
  const { update: outer } = first;
  const { update: inner } = second;
  return {
    run: (input, names) => first.run(input, names).flatMap((value) => second.run(value, names)),
    ...(outer && inner
      ? {
          update: (input, names, change) =>
            outer(input, names, (value) => inner(value, names, change)),
        }
      : {}),
  };
}

const shown = (value: Json) => JSON.stringify(value ?? null);

export function get(holder: Json, key: Json): Json {
  if (holder === null || holder === undefined) return null;
  if (typeof key === "string" && isObject(holder)) return holder[key] ?? null;
  if (typeof key === "number" && Array.isArray(holder)) return holder.at(Math.floor(key)) ?? null;
  const what = typeof key === "string" ? `with ${shown(key)}` : `with ${typeOf(key)}`;
  throw new JqError(`Cannot index ${typeOf(holder)} ${what}`);
}

function put(holder: Json, key: Json, value: Json): Json {
  if (typeof key === "number") {
    const list = Array.isArray(holder) ? [...holder] : [];
    const at = key < 0 ? list.length + key : key;
    if (value === undefined) return list.filter((_one, i) => i !== at);
    while (list.length < at) list.push(null);
    list[at] = value;
    return list;
  }
  const entries = Object.entries(isObject(holder) ? holder : {});
  const name = String(key);
  if (value === undefined) return Object.fromEntries(entries.filter(([one]) => one !== name));
  return Object.fromEntries(new Map([...entries, [name, value]]));
}

export function field(key: Filter): Filter {
  return {
    run: (input, names) => key.run(input, names).map((one) => get(input, one)),
    update: (input, names, change) =>
      key
        .run(input, names)
        .reduce((holder: Json, one) => put(holder, one, change(get(holder, one))), input),
  };
}

export function slice(from: Filter | undefined, to: Filter | undefined): Filter {
  return {
    run: (input, names) => {
      if (input === null) return [null];
      const at = (filter: Filter | undefined) => filter?.run(input, names)[0] as number | undefined;
      return [(input as string | readonly Json[]).slice(at(from), at(to))];
    },
  };
}

export function valuesOf(input: Json): readonly Json[] {
  if (Array.isArray(input)) return input;
  if (isObject(input)) return Object.values(input);
  throw new JqError(
    `Cannot iterate over ${typeOf(input)}${input === null ? "" : ` (${shown(input)})`}`,
  );
}

export const iterate: Filter = {
  run: valuesOf,
  update: (input, _names, change) => {
    valuesOf(input);
    if (Array.isArray(input)) return input.map(change).filter((one) => one !== undefined);
    const entries = Object.entries(input as object).map(([name, one]) => [name, change(one)]);
    return Object.fromEntries(entries.filter(([, one]) => one !== undefined));
  },
};

export function optional(filter: Filter): Filter {
  const { run, update } = filter;
  return {
    run: (input, names) => {
      try {
        return run(input, names);
      } catch {
        return [];
      }
    },
    ...(update ? { update } : {}),
  };
}

export function select(condition: Filter): Filter {
  return {
    run: (input, names) =>
      condition.run(input, names).flatMap((one) => (isTrue(one) ? [input] : [])),
    update: (input, names, change) =>
      condition.run(input, names).some(isTrue) ? change(input) : input,
  };
}
