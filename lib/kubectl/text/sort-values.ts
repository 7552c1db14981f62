/**
 * The order of `--sort-by`: numbers and quantities by value, texts naturally (`a2` before `a10`),
 * what has no value first and, as kubectl has it, in reverse.
 */

import { quantityValue } from "./quantity.ts";

/**
 * Kubectl calls what has no value less than anything, also than another without; so the order of
 * these depends on the sort, which for few items is one by insertion.
 */
export function sortByValue<T>(items: readonly T[], keyOf: (item: T) => unknown): readonly T[] {
  const sorted: { readonly item: T; readonly value: unknown }[] = [];
  for (const item of items) {
    const value = keyOf(item);
    let at = sorted.length;
    while (at > 0 && isLess(value, sorted[at - 1]?.value)) at -= 1;
    sorted.splice(at, 0, { item, value });
  }
  return sorted.map(({ item }) => item);
}

function isLess(left: unknown, right: unknown): boolean {
  if (left === undefined || left === null) return true;
  if (right === undefined || right === null) return false;
  return compareValues(left, right) < 0;
}

function compareValues(left: unknown, right: unknown): number {
  if (typeof left === "number" && typeof right === "number") return left - right;
  if (typeof left === "boolean" && typeof right === "boolean") return Number(left) - Number(right);
  if (typeof left !== "string" || typeof right !== "string") return 0;
  const a = quantityValue(left);
  const b = quantityValue(right);
  return a !== undefined && b !== undefined ? a - b : compareNaturally(left, right);
}

/** Runs of digits compare as numbers, everything else by code unit. */
export function compareNaturally(left: string, right: string): number {
  const a = left.match(/\d+|\D+/g) ?? [];
  const b = right.match(/\d+|\D+/g) ?? [];
  for (let at = 0; at < a.length && at < b.length; at += 1) {
    const x = a[at] ?? "";
    const y = b[at] ?? "";
    if (x === y) continue;
    if (/^\d/.test(x) && /^\d/.test(y)) {
      const difference = Number(x) - Number(y);
      if (difference !== 0) return difference;
      return x.length - y.length;
    }
    return x < y ? -1 : 1;
  }
  return a.length - b.length;
}
