/**
 * The order of `--sort-by`: numbers and quantities by value,
 * texts naturally (`a2` before `a10`).
 */

import { quantityValue } from "./quantity.ts";

export function compareValues(left: unknown, right: unknown): number {
  // What has no value comes first.
  if (left === undefined || left === null || right === undefined || right === null) {
    return (
      Number(left !== undefined && left !== null) - Number(right !== undefined && right !== null)
    );
  }
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
