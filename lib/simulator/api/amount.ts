/**
 * Quantities as plain numbers for arithmetic on nodes and pods: cpu in millicores, everything else
 * in base units, rounded up. Exact up to 2^53; validation has refused what is no quantity.
 */
import { QUANTITY_SUFFIXES } from "#lib/shared";

const QUANTITY = /^([+-]?[0-9.]+)(?:([eE][+-]?[0-9]+)|([numkMGTPE]|[KMGTPE]i))?$/;

const cache = new Map<string, number>();

/** 0 for text that is no quantity. */
export function amountOf(resource: string, text: string | number | undefined): number {
  if (text === undefined) return 0;
  const key = resource === "cpu" ? `cpu ${text}` : `${text}`;
  const known = cache.get(key);
  if (known !== undefined) return known;
  const value = parse(String(text)) * (resource === "cpu" ? 1000 : 1);
  // The tolerance takes back what decimal fractions lose in binary: 1.1 cores are 1100m.
  const amount = Number.isInteger(value) ? value : Math.ceil(value - Math.abs(value) * 1e-12);
  cache.set(key, amount);
  return amount;
}

function parse(text: string): number {
  const match = QUANTITY.exec(text);
  if (match === null) return 0;
  const [, digits, exponent, suffix] = match;
  if (exponent !== undefined) return Number(`${digits}${exponent}`);
  return Number(digits) * (QUANTITY_SUFFIXES[suffix ?? ""] ?? 1);
}
