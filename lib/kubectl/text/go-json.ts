/** JSON as Go's encoder writes it: sorted keys, no spaces, `<`, `>` and `&` escaped. */

export function toGoJson(value: unknown): string {
  return escapeHtml(JSON.stringify(sorted(value)) ?? "null");
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== "object" || value === null) return value;
  const fields = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(fields.map(([key, field]) => [key, sorted(field)]));
}

const ESCAPES: Readonly<Record<string, string>> = {
  "<": "\\u003c",
  ">": "\\u003e",
  "&": "\\u0026",
  "\u2028": "\\u2028",
  "\u2029": "\\u2029",
};

function escapeHtml(json: string): string {
  return json.replace(/[<>&\u2028\u2029]/g, (letter) => ESCAPES[letter] ?? letter);
}
