/**
 * A text of manifests → documents and diagnostics. Documents that are well formed are returned even
 * when others are not; `entries` keeps both in stream order, because kubectl stops at the first
 * that it cannot read.
 */
import type { Diagnostic, SourceRange } from "#lib/shared";
import { parseDocument } from "./document.ts";
import { isJsonObject, type JsonObject, type JsonValue } from "./json.ts";
import { splitJsonStream } from "./json-stream.ts";
import { findRange } from "./position.ts";
import { type Chunk, splitDocuments } from "./split.ts";

/** Larger texts are refused unread. */
export const MAX_MANIFEST_BYTES = 10_000_000;

export type ManifestDocument = {
  readonly object: JsonObject;
  /** The whole document. */
  readonly range: SourceRange;
  /** Where `spec.containers[0].image` stands; the nearest ancestor where it does not. */
  rangeOf(fieldPath: string, part?: "key" | "value"): SourceRange;
};

/** `message` is what kubectl prints behind `error: error parsing FILE: `. */
export type ManifestEntry =
  | { readonly kind: "document"; readonly document: ManifestDocument }
  | { readonly kind: "value"; readonly value: JsonValue; readonly range: SourceRange }
  | { readonly kind: "failure"; readonly message: string; readonly range: SourceRange };

export type Manifest = {
  readonly documents: readonly ManifestDocument[];
  readonly diagnostics: readonly Diagnostic[];
  /** Documents and failures in stream order. */
  readonly entries: readonly ManifestEntry[];
};

export type ReadOptions = { readonly path?: string };

export function readManifest(text: string, options: ReadOptions = {}): Manifest {
  const entries = readEntries(text);
  const path = options.path ?? "";
  const diagnostics = entries.flatMap((entry): readonly Diagnostic[] => {
    if (entry.kind === "document") return [];
    const severity = "error" as const;
    if (entry.kind === "failure") {
      const code = "manifest/syntax";
      return [{ ...entry.range, path, severity, code, message: entry.message }];
    }
    const message = `Unexpected ${nameOfType(entry.value)}, expected an object with apiVersion and kind`;
    return [{ ...entry.range, path, severity, code: "manifest/not-an-object", message }];
  });
  const documents = entries.flatMap((entry) => (entry.kind === "document" ? [entry.document] : []));
  return { documents, diagnostics, entries };
}

function readEntries(text: string): readonly ManifestEntry[] {
  if (text.length > MAX_MANIFEST_BYTES) {
    const message = `the manifest has ${text.length} characters, more than ${MAX_MANIFEST_BYTES}`;
    return [{ kind: "failure", message, range: { line: 1, column: 1, endLine: 1, endColumn: 2 } }];
  }
  const plain = text.startsWith("\uFEFF") ? text.slice(1) : text;
  const json = splitJsonStream(plain);
  if (json.kind === "failure") {
    const range = rangeIn({ linesBefore: 0, text: plain })(json.offset, json.offset + 1);
    return [...json.chunks.flatMap(readChunk), { kind: "failure", message: json.message, range }];
  }
  const chunks = json.kind === "json" ? json.chunks : splitDocuments(plain);
  return chunks.flatMap(readChunk);
}

function readChunk(chunk: Chunk): readonly ManifestEntry[] {
  const rangeOf = rangeIn(chunk);
  if (chunk.badSeparator !== undefined) {
    const message = `invalid Yaml document separator: ${chunk.badSeparator}`;
    return [{ kind: "failure", message, range: rangeOf(0, 1) }];
  }
  const parsed = parseDocument(chunk.text, rangeOf);
  if (!parsed.ok) {
    const { message, offset } = parsed.error;
    const text = `error converting YAML to JSON: ${message}`;
    return [{ kind: "failure", message: text, range: rangeOf(offset, offset + 1) }];
  }
  const { value, place } = parsed.composed;
  if (value === null) return [];
  if (!isJsonObject(value)) return [{ kind: "value", value, range: place.value }];
  const document: ManifestDocument = {
    object: value,
    range: place.value,
    rangeOf: (fieldPath, part = "value") => findRange(place, fieldPath, part),
  };
  return [{ kind: "document", document }];
}

function nameOfType(value: JsonValue): string {
  if (Array.isArray(value)) return "list";
  return typeof value;
}

/** Offsets in a chunk → lines and columns in the whole text. */
function rangeIn(chunk: Chunk): (start: number, end: number) => SourceRange {
  const starts = [0];
  for (let at = chunk.text.indexOf("\n"); at >= 0; at = chunk.text.indexOf("\n", at + 1)) {
    starts.push(at + 1);
  }
  const at = (offset: number) => {
    let low = 0;
    let high = starts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((starts[middle] ?? 0) <= offset) low = middle;
      else high = middle - 1;
    }
    const column = offset - (starts[low] ?? 0) + 1 + (low === 0 ? (chunk.columnsBefore ?? 0) : 0);
    return { line: low + 1 + chunk.linesBefore, column };
  };
  return (start, end) => {
    const from = at(start);
    const to = at(Math.max(start, end));
    return { line: from.line, column: from.column, endLine: to.line, endColumn: to.column };
  };
}
