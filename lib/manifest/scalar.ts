/**
 * What an unquoted word of YAML means to kubectl: YAML 1.1 booleans, Go's integer literals (`017`,
 * `0o17`, `0x1f`, `0b11`, `1_000`), floats; dates and base-60 numbers stay text.
 * Not simulated: integers beyond 2^53 lose their last digits.
 */
import type { JsonValue } from "./json.ts";

const TRUE_WORDS = ["y", "Y", "yes", "Yes", "YES", "true", "True", "TRUE", "on", "On", "ON"];
const FALSE_WORDS = ["n", "N", "no", "No", "NO", "false", "False", "FALSE", "off", "Off", "OFF"];
const NULL_WORDS = ["", "~", "null", "Null", "NULL"];

const WORDS: ReadonlyMap<string, JsonValue> = new Map<string, JsonValue>([
  ...TRUE_WORDS.map((word) => [word, true] as const),
  ...FALSE_WORDS.map((word) => [word, false] as const),
  ...NULL_WORDS.map((word) => [word, null] as const),
  ...[".nan", ".NaN", ".NAN"].map((word) => [word, Number.NaN] as const),
  ...[".inf", ".Inf", ".INF", "+.inf", "+.Inf", "+.INF"].map(
    (word) => [word, Number.POSITIVE_INFINITY] as const,
  ),
  ...["-.inf", "-.Inf", "-.INF"].map((word) => [word, Number.NEGATIVE_INFINITY] as const),
]);

const FLOAT = /^[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?$/;
const INTEGER =
  /^([-+]?)(?:(0[xX])([0-9a-fA-F]+)|(0[bB])([01]+)|(0[oO]?)([0-7]+)|([1-9][0-9]*|0))$/;
const TIMESTAMP =
  /^\d{4}-\d{1,2}-\d{1,2}(?:[Tt]\d{1,2}:\d{1,2}:\d{1,2}(?:\.\d{1,9})?(?:Z|[-+]\d\d:\d\d)| \d{1,2}:\d{1,2}:\d{1,2}(?:\.\d{1,9})?)?$/;

/** The value of an unquoted scalar; NaN and infinities are returned for the caller to refuse. */
export function resolvePlain(text: string): JsonValue {
  const word = WORDS.get(text);
  if (word !== undefined) return word;
  if (!/^[-+.0-9]/.test(text) || TIMESTAMP.test(text)) return text;
  if (text.startsWith(".")) return FLOAT.test(text) ? finiteOr(Number(text), text) : text;
  const digits = text.replaceAll("_", "");
  const integer = readInteger(digits);
  if (integer !== undefined) return integer;
  return FLOAT.test(digits) ? finiteOr(Number(digits), text) : text;
}

// A float too large for 64 bits is no number to Go, so the word stays text.
function finiteOr(value: number, text: string): JsonValue {
  return Number.isFinite(value) ? value : text;
}

const LARGEST_UNSIGNED = 2n ** 64n - 1n;
const LARGEST_NEGATIVE = 2n ** 63n;

function readInteger(digits: string): number | undefined {
  const match = INTEGER.exec(digits);
  if (match === null) return undefined;
  const [, sign, , hex, , binary, , octal, decimal] = match;
  const magnitude =
    hex !== undefined
      ? BigInt(`0x${hex}`)
      : binary !== undefined
        ? BigInt(`0b${binary}`)
        : octal !== undefined
          ? BigInt(`0o${octal}`)
          : BigInt(decimal ?? "0");
  const limit =
    sign === "-" ? LARGEST_NEGATIVE : sign === "+" ? LARGEST_NEGATIVE - 1n : LARGEST_UNSIGNED;
  if (magnitude > limit) return undefined;
  return Number(sign === "-" ? -magnitude : magnitude);
}

const BASE_60 = /^[-+]?[0-9][0-9_]*(?::[0-5]?[0-9])+(?:\.[0-9_]*)?$/;

/** Whether a text must be quoted to come back as a text. */
export function readsAsOther(text: string): boolean {
  if (typeof resolvePlain(text) !== "string" || text === "<<") return true;
  return TIMESTAMP.test(text) || BASE_60.test(text);
}

/** A float as Go prints it with `%g`: `1e+06`, `0.5`. */
export function formatFloat(value: number): string {
  if (Number.isInteger(value) && Math.abs(value) < 2 ** 63) return BigInt(value).toString();
  const [mantissa = "0", exponentText = "0"] = value.toExponential().split("e");
  const exponent = Number(exponentText);
  if (exponent >= -4 && exponent < 6) return String(value);
  const sign = exponent < 0 ? "-" : "+";
  return `${mantissa}e${sign}${String(Math.abs(exponent)).padStart(2, "0")}`;
}
