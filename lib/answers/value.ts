/**
 * Values that may be written in several ways: Kubernetes quantities (`500m` is `0.5`, `1Gi` is
 * `1024Mi`) and spans of time (`5m`, `300s`, `5 minutes`, `5分`).
 */

const QUANTITY = /^([+-]?\d+(?:\.\d*)?|[+-]?\.\d+)([numkMGTPE]|[KMGTPE]i|[eE][+-]?\d+)?$/;

const POWERS: ReadonlyMap<string, readonly [base: bigint, power: number]> = new Map([
  ["n", [10n, -9]],
  ["u", [10n, -6]],
  ["m", [10n, -3]],
  ["k", [10n, 3]],
  ["M", [10n, 6]],
  ["G", [10n, 9]],
  ["T", [10n, 12]],
  ["P", [10n, 15]],
  ["E", [10n, 18]],
  ["Ki", [2n, 10]],
  ["Mi", [2n, 20]],
  ["Gi", [2n, 30]],
  ["Ti", [2n, 40]],
  ["Pi", [2n, 50]],
  ["Ei", [2n, 60]],
]);

/** More digits than any quantity has; keeps the arithmetic short. */
const MAX_LENGTH = 40;
const MAX_POWER = 60;

type Fraction = { readonly above: bigint; readonly below: bigint };

function readQuantity(text: string): Fraction | undefined {
  const match = text.length > MAX_LENGTH ? null : QUANTITY.exec(text);
  if (match === null) return undefined;
  const [, digits = "", suffix = ""] = match;
  const [whole = "", decimals = ""] = digits.split(".");
  const above = BigInt(`${whole.replace("+", "").replace(/^-?$/, "$&0")}${decimals}`);
  const [base, power] = POWERS.get(suffix) ?? ([10n, Number(suffix.slice(1))] as const);
  if (Math.abs(power) > MAX_POWER) return undefined;
  const scale = 10n ** BigInt(decimals.length);
  return power < 0
    ? { above, below: scale * base ** BigInt(-power) }
    : { above: above * base ** BigInt(power), below: scale };
}

/** Whether both are quantities and equal; exact, whatever their size. */
export function sameQuantity(a: string, b: string): boolean {
  const left = readQuantity(a);
  const right = readQuantity(b);
  if (left === undefined || right === undefined) return false;
  return left.above * right.below === right.above * left.below;
}

const UNIT_SECONDS: readonly (readonly [RegExp, number])[] = [
  [/^(ms|milliseconds?|ミリ秒)$/, 0.001],
  [/^(s|secs?|seconds?|秒間?)$/, 1],
  [/^(m|mins?|minutes?|分間?)$/, 60],
  [/^(h|hrs?|hours?|時間)$/, 3600],
  [/^(d|days?|日間?)$/, 86_400],
];

/** Seconds of `1h30m`, `90 s`, `5 minutes` or `5分`; undefined for anything else. */
export function readDuration(text: string): number | undefined {
  const plain = text.normalize("NFKC").trim().toLowerCase();
  if (!/^(\d+(\.\d+)?\s*[^\d\s.]+\s*)+$/.test(plain)) return undefined;
  let seconds = 0;
  for (const [, digits, unit = ""] of plain.matchAll(/(\d+(?:\.\d+)?)\s*([^\d\s.]+)/g)) {
    const known = UNIT_SECONDS.find(([pattern]) => pattern.test(unit));
    if (known === undefined) return undefined;
    seconds += Number(digits) * known[1];
  }
  return seconds;
}

export function sameDuration(a: string, b: string): boolean {
  const left = readDuration(a);
  return left !== undefined && left === readDuration(b);
}
