/**
 * Quantities as plain numbers for arithmetic on nodes and pods: cpu in millicores, everything else
 * in base units, rounded up. Exact up to 2^53; validation has refused what is no quantity.
 */

const FACTORS: Readonly<Record<string, number>> = {
  n: 1e-9,
  u: 1e-6,
  m: 1e-3,
  "": 1,
  k: 1e3,
  M: 1e6,
  G: 1e9,
  T: 1e12,
  P: 1e15,
  E: 1e18,
  Ki: 2 ** 10,
  Mi: 2 ** 20,
  Gi: 2 ** 30,
  Ti: 2 ** 40,
  Pi: 2 ** 50,
  Ei: 2 ** 60,
};

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
  return Number(digits) * (FACTORS[suffix ?? ""] ?? 1);
}
