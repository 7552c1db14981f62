/**
 * Objects as kubectl prints them with `-o json`: four spaces, keys in byte order, and the
 * characters that Go escapes for HTML's sake.
 */

/**
 * `pretty` is `-o json`; `compact` is how JSONPath and annotations show an object; `typed` is
 * `pretty` with the fields in the order in which they stand, as Go prints its structs.
 */
export type JsonStyle = "pretty" | "compact" | "typed";

const ESCAPES: Readonly<Record<string, string>> = {
  "<": "\\u003c",
  ">": "\\u003e",
  "&": "\\u0026",
  "\u2028": "\\u2028",
  "\u2029": "\\u2029",
};

/** All but `compact` end with a newline. `undefined` fields are left out. */
export function toJson(value: unknown, style: JsonStyle = "pretty"): string {
  const text = write(value, style === "compact" ? undefined : "\n", style !== "typed");
  return style === "compact" ? text : `${text}\n`;
}

// `newline` carries the indentation of the line that the value stands on.
function write(value: unknown, newline: string | undefined, sorted: boolean): string {
  if (value === null || value === undefined) return "null";
  if (typeof value === "string") return quote(value);
  if (typeof value !== "object") return String(value);
  const inner = newline === undefined ? undefined : `${newline}    `;
  const parts = Array.isArray(value)
    ? value.map((item) => write(item, inner, sorted))
    : entriesOf(value, sorted).map(
        ([key, field]) =>
          `${quote(key)}:${newline === undefined ? "" : " "}${write(field, inner, sorted)}`,
      );
  const [open, close] = Array.isArray(value) ? ["[", "]"] : ["{", "}"];
  if (parts.length === 0) return `${open}${close}`;
  if (newline === undefined) return `${open}${parts.join(",")}${close}`;
  return `${open}${inner}${parts.join(`,${inner}`)}${newline}${close}`;
}

function quote(text: string): string {
  return JSON.stringify(text).replace(/[<>&\u2028\u2029]/g, (char) => ESCAPES[char] ?? char);
}

function entriesOf(value: object, sorted: boolean): readonly (readonly [string, unknown])[] {
  const present = Object.entries(value).filter(([, field]) => field !== undefined);
  if (!sorted) return present;
  return present.sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0));
}
