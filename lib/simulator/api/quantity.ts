/**
 * Quantities (`1500m`, `64Mi`, `12e6`) as the API server reads, compares and writes them: exact to
 * a billionth, which is also where Kubernetes rounds up. For plain arithmetic see amount.ts.
 * https://kubernetes.io/docs/reference/kubernetes-api/common-definitions/quantity/
 */

export type QuantityFormat = "DecimalSI" | "BinarySI" | "DecimalExponent";

export type Quantity = {
  /** The value in billionths. */
  readonly nanos: bigint;
  readonly format: QuantityFormat;
};

export const QUANTITY_FORMAT_WRONG =
  "quantities must match the regular expression '^([+-]?[0-9.]+)([eEinumkKMGTP]*[-+]?[0-9]*)$'";
export const QUANTITY_SUFFIX_WRONG = "unable to parse quantity's suffix";

/** Thrown by `parseQuantity` with the API server's words. */
export class QuantityError extends Error {
  override readonly name = "QuantityError";
}

const SHAPE = /^([+-]?)([0-9]*)(?:\.([0-9]*))?((?:[eEinumkKMGTP]*)(?:[-+]?[0-9]*))$/;
const DECIMAL_SUFFIXES = ["n", "u", "m", "", "k", "M", "G", "T", "P", "E"];
const BINARY_SUFFIXES = ["", "Ki", "Mi", "Gi", "Ti", "Pi", "Ei"];
const NANO = 1_000_000_000n;
const LARGEST = (2n ** 63n - 1n) * NANO;

const parsed = new Map<string, Quantity>();

export function parseQuantity(text: string): Quantity {
  const known = parsed.get(text);
  if (known !== undefined) return known;
  const quantity = parse(text);
  if (parsed.size > 10_000) parsed.clear();
  parsed.set(text, quantity);
  return quantity;
}

/** Undefined for text that is no quantity. */
export function quantityOf(text: string | number | undefined): Quantity | undefined {
  if (text === undefined) return undefined;
  try {
    return parseQuantity(String(text));
  } catch (error) {
    if (error instanceof QuantityError) return undefined;
    throw error;
  }
}

function parse(text: string): Quantity {
  if (text === "") throw new QuantityError(QUANTITY_FORMAT_WRONG);
  const match = SHAPE.exec(text);
  if (match === null) throw new QuantityError(QUANTITY_FORMAT_WRONG);
  const [, sign, whole = "", fraction = "", suffix = ""] = match;
  const { base, exponent, format } = interpretSuffix(suffix);
  // All arithmetic on whole numbers: digits × base^exponent ÷ 10^fraction digits.
  let numerator = BigInt(`${whole}${fraction}` || "0") * NANO;
  let denominator = 10n ** BigInt(fraction.length);
  const power = BigInt(base) ** BigInt(Math.abs(exponent));
  if (exponent >= 0) numerator *= power;
  else denominator *= power;
  const size = (numerator + denominator - 1n) / denominator;
  // Math.min knows no bigint.
  const isTooLarge = format === "BinarySI" && size > LARGEST;
  const nanos = isTooLarge ? LARGEST : size;
  return { nanos: sign === "-" ? -nanos : nanos, format };
}

function interpretSuffix(suffix: string): {
  readonly base: number;
  readonly exponent: number;
  readonly format: QuantityFormat;
} {
  const decimal = DECIMAL_SUFFIXES.indexOf(suffix);
  if (decimal >= 0) return { base: 10, exponent: (decimal - 3) * 3, format: "DecimalSI" };
  const binary = BINARY_SUFFIXES.indexOf(suffix);
  if (binary > 0) return { base: 2, exponent: binary * 10, format: "BinarySI" };
  if (/^[eE][+-]?[0-9]{1,3}$/.test(suffix)) {
    return { base: 10, exponent: Number(suffix.slice(1)), format: "DecimalExponent" };
  }
  throw new QuantityError(QUANTITY_SUFFIX_WRONG);
}

/** The canonical text: no fraction, the largest suffix that needs none. */
export function formatQuantity({ nanos, format }: Quantity): string {
  if (nanos === 0n) return "0";
  const sign = nanos < 0n ? "-" : "";
  const size = nanos < 0n ? -nanos : nanos;
  if (format === "BinarySI" && size >= 1024n * NANO) return sign + formatBinary(size);
  let exponent = -9;
  let digits = size;
  while (digits % 1000n === 0n && exponent < 18) {
    digits /= 1000n;
    exponent += 3;
  }
  if (format !== "DecimalExponent") return `${sign}${digits}${DECIMAL_SUFFIXES[exponent / 3 + 3]}`;
  return exponent === 0 ? `${sign}${digits}` : `${sign}${digits}e${exponent}`;
}

function formatBinary(size: bigint): string {
  let digits = (size + NANO - 1n) / NANO;
  let suffix = 0;
  while (digits % 1024n === 0n && suffix < BINARY_SUFFIXES.length - 1) {
    digits /= 1024n;
    suffix += 1;
  }
  return `${digits}${BINARY_SUFFIXES[suffix]}`;
}

const MOST_DIGITS = 18;

// Go takes text for canonical after a short look: `+1`, `007` and `12.345` pass it.
function isKept(text: string): boolean {
  const [, , whole = "", fraction = "", suffix = ""] = SHAPE.exec(text) ?? [];
  const digits = `${whole.replace(/^0+/, "") || "0"}${fraction}`;
  const { base, exponent } = interpretSuffix(suffix);
  if (base === 2) {
    const precision = 14 - digits.length - Math.floor((exponent * 3) / 10);
    return fraction === "" && precision >= 0 && (BigInt(digits) & 7n) !== 0n;
  }
  const scale = exponent - fraction.length;
  if (digits.length > MOST_DIGITS || scale < -9 || scale % 3 !== 0) return false;
  return !digits.endsWith("000") && !digits.startsWith("0");
}

const canonical = new Map<string, string>();

/** The text as the API server gives it back; throws QuantityError for what is no quantity. */
export function canonicalQuantity(text: string): string {
  const known = canonical.get(text);
  if (known !== undefined) return known;
  const quantity = parseQuantity(text);
  const result = isKept(text) ? text : formatQuantity(quantity);
  if (canonical.size > 10_000) canonical.clear();
  canonical.set(text, result);
  return result;
}

/** Less than 0, 0 or more than 0. What is no quantity counts as 0. */
export function compareQuantities(a: string | undefined, b: string | undefined): number {
  const [left, right] = [quantityOf(a)?.nanos ?? 0n, quantityOf(b)?.nanos ?? 0n];
  return left < right ? -1 : left > right ? 1 : 0;
}

/** The sum keeps the format of the first that is not zero. */
export function addQuantities(a: Quantity, b: Quantity): Quantity {
  return { nanos: a.nanos + b.nanos, format: a.nanos === 0n ? b.format : a.format };
}

/** Rounded up to thousandths, as limits and requests are. */
export function roundUpToMilli(quantity: Quantity): Quantity {
  const milli = 1_000_000n;
  const rest = ((quantity.nanos % milli) + milli) % milli;
  return rest === 0n ? quantity : { ...quantity, nanos: quantity.nanos - rest + milli };
}
