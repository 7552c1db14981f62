/**
 * Texts that begin with `{` are read as JSON objects one behind the other, and as YAML only when
 * the first is no JSON (`{apiVersion: v1}` is YAML).
 */
import type { Chunk } from "./split.ts";

export type JsonStream =
  | { readonly kind: "yaml" }
  | { readonly kind: "json"; readonly chunks: readonly Chunk[] }
  | {
      readonly kind: "failure";
      readonly chunks: readonly Chunk[];
      readonly message: string;
      readonly offset: number;
    };

export function splitJsonStream(text: string): JsonStream {
  if (!/^\s*\{/.test(text)) return { kind: "yaml" };
  const chunks: Chunk[] = [];
  let at = 0;
  while (true) {
    at += /^\s*/.exec(text.slice(at))?.[0].length ?? 0;
    if (at >= text.length) return { kind: "json", chunks };
    const end = endOfValue(text, at);
    const slice = text.slice(at, end);
    if (!isJson(slice)) {
      // One object proves nothing, since YAML also reads it; two make it a stream of JSON.
      if (chunks.length < 2) return { kind: "yaml" };
      const message = `invalid character '${text[end] ?? slice[0] ?? ""}' looking for beginning of value`;
      return { kind: "failure", chunks, message, offset: at };
    }
    const before = text.slice(0, at);
    const linesBefore = before.split("\n").length - 1;
    chunks.push({ linesBefore, columnsBefore: at - before.lastIndexOf("\n") - 1, text: slice });
    at = end;
  }
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

/**
 * The offset behind the bracketed value that begins at `start`;
 * the text's end where it is open.
 */
function endOfValue(text: string, start: number): number {
  let depth = 0;
  let quoted = false;
  for (let at = start; at < text.length; at += 1) {
    const char = text[at];
    if (quoted) {
      if (char === "\\") at += 1;
      else if (char === '"') quoted = false;
    } else if (char === '"') quoted = true;
    else if (char === "{" || char === "[") depth += 1;
    else if (char === "}" || char === "]") {
      depth -= 1;
      if (depth <= 0) return at + 1;
    }
  }
  return text.length;
}
