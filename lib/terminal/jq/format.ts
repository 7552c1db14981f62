/** `@base64`, `@csv` and their like. */
import { JqError, type Json } from "./filter.ts";

const text = (value: Json): string =>
  typeof value === "string" ? value : JSON.stringify(value ?? null);

const row = (by: string, cell: (value: Json) => string) => (value: Json) => {
  if (!Array.isArray(value)) throw new JqError("cannot be formatted, only an array can be");
  return value.map((one) => (one === null ? "" : cell(one))).join(by);
};

export const FORMATS: Readonly<Record<string, (value: Json) => string>> = {
  "@base64": (value) => btoa(String.fromCharCode(...new TextEncoder().encode(text(value)))),
  "@base64d": (value) =>
    new TextDecoder().decode(Uint8Array.from(atob(text(value)), (one) => one.charCodeAt(0))),
  "@csv": row(",", (one) =>
    typeof one === "string" ? `"${one.replaceAll('"', '""')}"` : text(one),
  ),
  "@json": (value) => JSON.stringify(value),
  "@sh": (value) => `'${text(value).replaceAll("'", "'\\''")}'`,
  "@text": text,
  "@tsv": row("\t", text),
  "@uri": (value) => encodeURIComponent(text(value)),
};
