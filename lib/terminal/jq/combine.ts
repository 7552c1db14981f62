/** Filters made of filters: both, one or the other, bound to a name, assigned. */
import { type Filter, isTrue, JqError, type Json, optional } from "./filter.ts";
import { FORMATS } from "./format.ts";
import { OPERATORS } from "./operator.ts";

export function products(lists: readonly (readonly Json[])[]): readonly (readonly Json[])[] {
  return lists.reduce<readonly (readonly Json[])[]>(
    (found, list) => found.flatMap((before) => list.map((one) => [...before, one])),
    [[]],
  );
}

export function objects(
  parts: readonly (readonly [Filter, Filter])[],
  run: (filter: Filter) => readonly Json[],
): readonly Json[] {
  const entries = parts.map(([key, value]) =>
    run(key).flatMap((name) => run(value).map((one) => [name, one] as const)),
  );
  return products(entries).map((all) => Object.fromEntries(all as readonly [string, Json][]));
}

export function both(first: Filter, second: Filter): Filter {
  const { update: one } = first;
  const { update: two } = second;
  return {
    run: (input, names) => [...first.run(input, names), ...second.run(input, names)],
    ...(one && two
      ? { update: (input, names, change) => two(one(input, names, change), names, change) }
      : {}),
  };
}

export function combined(left: Filter, right: Filter, work: (a: Json, b: Json) => Json): Filter {
  return {
    run: (input, names) =>
      right.run(input, names).flatMap((b) => left.run(input, names).map((a) => work(a, b))),
  };
}

export function otherwise(first: Filter, second: Filter): Filter {
  return {
    run: (input, names) => {
      const found = optional(first).run(input, names).filter(isTrue);
      return found.length > 0 ? found : second.run(input, names);
    },
  };
}

export function bound(value: Filter, name: string, body: Filter): Filter {
  return {
    run: (input, names) =>
      value.run(input, names).flatMap((one) => body.run(input, new Map(names).set(name, one))),
  };
}

export function variable(name: string): Filter {
  return {
    run: (_input, names) => {
      if (!names.has(name)) throw new JqError(`${name} is not defined`);
      return [names.get(name)];
    },
  };
}

export function formatted(name: string): Filter {
  const format = FORMATS[name];
  if (format === undefined) throw new JqError(`${name.slice(1)} is not a valid format`);
  return { run: (input) => [format(input)] };
}

export function assignment(sign: string, path: Filter, value: Filter): Filter {
  return {
    run: (input, names) => {
      if (path.update === undefined) throw new JqError("Invalid path expression");
      const { update } = path;
      if (sign === "|=") return [update(input, names, (old) => value.run(old, names)[0])];
      const work = OPERATORS[sign[0] ?? ""];
      return value
        .run(input, names)
        .map((one) => update(input, names, (old) => (work === undefined ? one : work(old, one))));
    },
  };
}
