/** Options that several programs have, so that each reads them alike. */
import type { Language } from "#lib/shared";

/** Throws where it is no whole number from `least` to `most`. */
export function wholeNumber(
  name: string,
  text: string,
  least = Number.MIN_SAFE_INTEGER,
  most = Number.MAX_SAFE_INTEGER,
): number {
  const value = Number(text);
  if (Number.isSafeInteger(value) && value >= least && value <= most) return value;
  const range = least === Number.MIN_SAFE_INTEGER ? "" : ` from ${least} to ${most}`;
  throw new Error(`--${name}: ${text} is no whole number${range}`);
}

/** Throws where it is neither English nor Japanese. */
export function languageOf(text: string): Language {
  if (text === "en" || text === "ja") return text;
  throw new Error("--language is en or ja.");
}
