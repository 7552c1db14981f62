/** What lists answer: their sum, their order, their parts. */
import { Optional } from "@marcbachmann/cel-js";
import type { Handlers } from "./handler.ts";
import { sameJson } from "./same.ts";

type List = readonly unknown[];

const less = (a: unknown, b: unknown) => (a as number) < (b as number);
const order = (a: unknown, b: unknown) => (less(a, b) ? -1 : less(b, a) ? 1 : 0);
const optional = (list: List, at: number) =>
  list.length === 0 ? Optional.none() : Optional.of(list.at(at));

export const LIST_FUNCTIONS: Handlers = {
  "list.isSorted(): bool": (list: readonly unknown[]) =>
    list.every((item, i) => i === 0 || !less(item, list[i - 1])),
  "list.sum(): dyn": (list: readonly (bigint | number)[]) =>
    list.length === 0 ? 0n : list.reduce((a, b) => ((a as number) + (b as number)) as number),
  "list.min(): dyn": (list: readonly unknown[]) =>
    nonEmpty(list, "min").reduce((a, b) => (less(b, a) ? b : a)),
  "list.max(): dyn": (list: readonly unknown[]) =>
    nonEmpty(list, "max").reduce((a, b) => (less(a, b) ? b : a)),
  "list.indexOf(dyn): int": (list: readonly unknown[], item: unknown) => BigInt(list.indexOf(item)),
  "list.lastIndexOf(dyn): int": (list: readonly unknown[], item: unknown) =>
    BigInt(list.lastIndexOf(item)),
  "list.join(): string": (list: readonly string[]) => list.join(""),
  "list.join(string): string": (list: readonly string[], by: string) => list.join(by),
  "list.sort(): list": (list: List) => list.toSorted(order),
  "list.reverse(): list": (list: List) => list.toReversed(),
  "list.distinct(): list": (list: List) =>
    list.filter((item, i) => list.findIndex((one) => sameJson(one, item)) === i),
  "list.slice(int, int): list": (list: List, from: bigint, to: bigint) =>
    list.slice(Number(from), Number(to)),
  "list.flatten(): list": (list: List) => list.flat(),
  "list.flatten(int): list": (list: List, depth: bigint) => list.flat(Number(depth)) as unknown,
  "list.first(): optional": (list: List) => optional(list, 0),
  "list.last(): optional": (list: List) => optional(list, -1),
};

function nonEmpty(list: readonly unknown[], name: string): readonly unknown[] {
  if (list.length > 0) return list;
  throw new Error(`${name} called on empty list`);
}
