/** Texts that stand for something else: base64 and times, refused in Go's words. */
import { parseTime } from "../../api/time.ts";

const BASE64 = /[A-Za-z0-9+/]/;

/** What Go's decoder says of text that is no base64; undefined when it is. */
export function base64Fault(text: string): string | undefined {
  const clean = text.replace(/[\r\n]/g, "");
  let i = 0;
  while (i < clean.length && BASE64.test(clean[i] ?? "")) i += 1;
  const padding = clean.slice(i);
  const wanted = [0, -1, 2, 1][i % 4] ?? 0;
  if (padding === "=".repeat(Math.max(wanted, 0)) && wanted >= 0) return undefined;
  const at = padding === "" || /^=+$/.test(padding) ? paddingFault(i, padding, wanted) : i;
  return `illegal base64 data at input byte ${at}`;
}

// A group that ends early is refused where it begins; surplus padding where it stands.
function paddingFault(length: number, padding: string, wanted: number): number {
  if (padding === "") return length - (length % 4);
  if (wanted <= 0) return length;
  return length + Math.min(padding.length, wanted);
}

/** What Go says of text that is no time; undefined when it is one. */
export function timeFault(text: string, withMicros: boolean): string | undefined {
  if (parseTime(text) !== undefined) return undefined;
  const layout = withMicros ? "2006-01-02T15:04:05.000000Z07:00" : "2006-01-02T15:04:05Z07:00";
  const quoted = JSON.stringify(text);
  const [rest, element] = firstMismatch(text);
  return `parsing time ${quoted} as "${layout}": cannot parse ${JSON.stringify(rest)} as "${element}"`;
}

const PARTS: readonly (readonly [RegExp, string])[] = [
  [/^\d{4}/, "2006"],
  [/^-/, "-"],
  [/^\d\d/, "01"],
  [/^-/, "-"],
  [/^\d\d/, "02"],
  [/^T/, "T"],
  [/^\d\d?/, "15"],
  [/^:/, ":"],
  [/^\d\d/, "04"],
  [/^:/, ":"],
  [/^\d\d(\.\d+)?/, "05"],
  [/^(Z|[+-]\d\d:\d\d)/, "Z07:00"],
];

function firstMismatch(text: string): readonly [string, string] {
  let rest = text;
  for (const [pattern, element] of PARTS) {
    const match = pattern.exec(rest);
    if (match === null) return [rest, element];
    rest = rest.slice(match[0].length);
  }
  return [rest, ""];
}
