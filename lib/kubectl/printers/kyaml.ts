/** `-o kyaml`: YAML in braces, every text in quotes, a comma behind everything. */
import { withoutManagedFields } from "./managed-fields.ts";
import type { Printer } from "./printer.ts";

export const kyamlPrinter: Printer = {
  name: "kyaml",
  takesArgument: false,
  prepare: () => (object) => `---\n${write(withoutManagedFields(object), "")}\n`,
};

const BARE_KEY = /^[A-Za-z_][A-Za-z0-9_.\-/]*$/;
const AMBIGUOUS = /^(y|n|yes|no|on|off|true|false|null|~|\.nan|[-+]?\.inf)$/i;

function write(value: unknown, indent: string): string {
  const inner = `${indent}  `;
  if (Array.isArray(value)) {
    if (value.length === 0) return "[]";
    // Objects hug the bracket of the list they stand in.
    if (value.every((item) => typeof item === "object" && item !== null)) {
      return `[${value.map((item) => write(item, indent)).join(", ")}]`;
    }
    return `[\n${value.map((item) => `${inner}${write(item, inner)},\n`).join("")}${indent}]`;
  }
  if (typeof value === "object" && value !== null) {
    const fields = Object.entries(value)
      .filter(([, field]) => field !== undefined)
      .sort(([a], [b]) => (a < b ? -1 : 1));
    if (fields.length === 0) return "{}";
    const lines = fields.map(([key, field]) => `${inner}${name(key)}: ${write(field, inner)},\n`);
    return `{\n${lines.join("")}${indent}}`;
  }
  return typeof value === "string" ? JSON.stringify(value) : String(value ?? null);
}

function name(key: string): string {
  return BARE_KEY.test(key) && !AMBIGUOUS.test(key) ? key : JSON.stringify(key);
}
