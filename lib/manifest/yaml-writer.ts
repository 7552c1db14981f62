/**
 * Objects as kubectl prints them with `-o yaml`: keys in Go's natural order, lists at the level of
 * their key, block scalars for texts of several lines, quotes only where a text would read back as
 * something else, long lines folded behind column 80.
 */
import { compareKeys } from "./key-order.ts";
import { formatFloat } from "./scalar.ts";
import { writeScalar } from "./yaml-scalar.ts";

/** Ends with a newline. `undefined` fields are left out. */
export function toYaml(value: unknown): string {
  return `${writeValue(value, 0, "root")}\n`;
}

type Context = "root" | "field" | "item";

// Without a trailing newline; in a field or item the text starts behind `key:` or `-`.
function writeValue(value: unknown, indent: number, context: Context): string {
  if (Array.isArray(value)) return writeList(value, indent, context);
  if (typeof value === "object" && value !== null) {
    return writeMap(Object.entries(value), indent, context);
  }
  return lead(context) + scalarText(value, indent, context);
}

function lead(context: Context): string {
  return context === "root" ? "" : " ";
}

function scalarText(value: unknown, indent: number, context: Context): string {
  if (typeof value === "string") {
    // A folded or block text continues one level deeper than the mapping it stands in.
    return context === "root" ? writeScalar(value, 2, -1) : writeScalar(value, indent, indent - 1);
  }
  if (typeof value === "number") return formatFloat(value);
  return String(value ?? null);
}

function writeList(items: readonly unknown[], indent: number, context: Context): string {
  if (items.length === 0) return `${lead(context)}[]`;
  const at = context === "field" ? indent - 2 : indent;
  const lines = items.map((item) => `-${writeValue(item, at + 2, "item")}`);
  const start = context === "item" ? " " : context === "field" ? `\n${pad(at)}` : "";
  return start + lines.join(`\n${pad(at)}`);
}

function writeMap(
  fields: readonly (readonly [string, unknown])[],
  indent: number,
  context: Context,
): string {
  const present = fields.filter(([, field]) => field !== undefined);
  if (present.length === 0) return `${lead(context)}{}`;
  const sorted = [...present].sort(([a], [b]) => compareKeys(a, b));
  const lines = sorted.map(([key, field]) => {
    const name = writeScalar(key, indent, "key");
    const column = indent + name.length + 1;
    const text =
      typeof field === "string"
        ? ` ${writeScalar(field, indent + 2, column)}`
        : writeValue(field, indent + 2, "field");
    return `${name}:${text}`;
  });
  const start = context === "item" ? " " : context === "field" ? `\n${pad(indent)}` : "";
  return start + lines.join(`\n${pad(indent)}`);
}

function pad(width: number): string {
  return " ".repeat(width);
}
