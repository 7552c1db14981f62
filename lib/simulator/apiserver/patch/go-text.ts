/** JSON values as Go's `%v` prints them: `map[image:nginx replicas:2]`, `[a b]`, `<nil>`. */

export function goText(value: unknown): string {
  if (value === null || value === undefined) return "<nil>";
  if (Array.isArray(value)) return `[${value.map(goText).join(" ")}]`;
  if (typeof value !== "object") return String(value);
  const record = value as Readonly<Record<string, unknown>>;
  const parts = Object.keys(record)
    .sort()
    .map((name) => `${name}:${goText(record[name])}`);
  return `map[${parts.join(" ")}]`;
}
