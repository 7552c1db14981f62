/**
 * Values as Go prints them: `map[a:1 b:[x y]]` with `%v`,
 * `map[string]interface {}{…}` with `%#v`.
 */
import { formatNumber } from "./number.ts";

export function goValue(value: unknown): string {
  if (value === null || value === undefined) return "<nil>";
  if (Array.isArray(value)) return `[${value.map(goValue).join(" ")}]`;
  if (typeof value === "object") {
    const fields = sortedFields(value).map(([key, field]) => `${key}:${goValue(field)}`);
    return `map[${fields.join(" ")}]`;
  }
  return typeof value === "number" ? formatNumber(value) : String(value);
}

export function goSyntax(value: unknown): string {
  if (value === null || value === undefined) return "interface {}(nil)";
  if (Array.isArray(value)) return `[]interface {}{${value.map(goSyntax).join(", ")}}`;
  if (typeof value === "object") {
    const fields = sortedFields(value).map(([key, field]) => `${quote(key)}:${goSyntax(field)}`);
    return `map[string]interface {}{${fields.join(", ")}}`;
  }
  if (typeof value === "string") return quote(value);
  return typeof value === "number" ? formatNumber(value) : String(value);
}

/** Go's `%q` for the texts that occur here. */
export function quote(text: string): string {
  return JSON.stringify(text);
}

function sortedFields(value: object): readonly (readonly [string, unknown])[] {
  return Object.entries(value)
    .filter(([, field]) => field !== undefined)
    .sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0));
}
