/** The order of `--sort-by`: numbers and quantities by value, texts naturally (`a2` before `a10`). */

export function compareValues(left: unknown, right: unknown): number {
  // What has no value comes first.
  if (left === undefined || left === null || right === undefined || right === null) {
    return Number(left !== undefined && left !== null) - Number(right !== undefined && right !== null);
  }
  if (typeof left === "number" && typeof right === "number") return left - right;
  if (typeof left === "boolean" && typeof right === "boolean") return Number(left) - Number(right);
  if (typeof left !== "string" || typeof right !== "string") return 0;
  const a = quantityValue(left);
  const b = quantityValue(right);
  return a !== undefined && b !== undefined ? a - b : compareNaturally(left, right);
}

const SUFFIXES: Readonly<Record<string, number>> = {
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

function quantityValue(text: string): number | undefined {
  const match = /^([-+]?(?:\d+\.?\d*|\.\d+))(?:(n|u|m|k|M|G|T|P|E|Ki|Mi|Gi|Ti|Pi|Ei)|[eE]([-+]?\d+))?$/.exec(text);
  if (match === null) return undefined;
  const factor = match[3] === undefined ? (SUFFIXES[match[2] ?? ""] ?? 1) : 10 ** Number(match[3]);
  return Number(match[1]) * factor;
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
