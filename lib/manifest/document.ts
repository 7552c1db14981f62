/**
 * One document's text → its object and places, or the message with which kubectl refuses it.
 * Nesting and size are bounded before anything recursive runs.
 */
import {
  type Alias,
  Composer,
  type CST,
  type Document,
  isAlias,
  type Node,
  Parser,
  visit,
} from "yaml";
import type { SourceRange } from "#lib/shared";
import { type Composed, ComposeError, compose } from "./compose.ts";

/** Nested deeper than this, a document is refused: no API object comes near it. */
export const MAX_DEPTH = 500;

/** Why a document cannot be read: kubectl's words, and where in the document (offset). */
export type DocumentError = { readonly message: string; readonly offset: number };

export type ParsedDocument =
  | { readonly ok: true; readonly composed: Composed }
  | { readonly ok: false; readonly error: DocumentError };

export function parseDocument(
  text: string,
  rangeOf: (start: number, end: number) => SourceRange,
): ParsedDocument {
  const tokens = [...new Parser().parse(text)];
  const tooDeep = offsetTooDeep(tokens);
  if (tooDeep !== undefined) {
    const message = `yaml: exceeded max depth of ${MAX_DEPTH}`;
    return { ok: false, error: { message, offset: tooDeep } };
  }
  const options = { version: "1.1", schema: "failsafe", uniqueKeys: false, strict: false } as const;
  const composer = new Composer({ ...options, logLevel: "silent" });
  const [document] = [...composer.compose(tokens, true, text.length)];
  const first = document?.errors[0];
  if (document === undefined)
    return { ok: false, error: { message: "yaml: no document", offset: 0 } };
  if (first !== undefined) {
    const message = `yaml: ${first.message.split("\n")[0] ?? ""}`;
    return { ok: false, error: { message, offset: first.pos[0] } };
  }
  try {
    const contents = document.contents as Node | null;
    return { ok: true, composed: compose(contents, aliasTargets(document), rangeOf) };
  } catch (error) {
    if (!(error instanceof ComposeError)) throw error;
    const prefix =
      error.message.startsWith("json: ") || error.message.startsWith("unsupported") ? "" : "yaml: ";
    return { ok: false, error: { message: prefix + error.message, offset: error.offset } };
  }
}

/** Each alias → the last node before it that carries its anchor. */
function aliasTargets(document: Document): ReadonlyMap<Alias, Node> {
  const anchors = new Map<string, Node>();
  const targets = new Map<Alias, Node>();
  visit(document, {
    Node: (_key, node) => {
      if (isAlias(node)) {
        const target = anchors.get(node.source);
        if (target !== undefined) targets.set(node, target);
      } else if (node.anchor !== undefined) anchors.set(node.anchor, node);
    },
  });
  return targets;
}

type Pending = { readonly token: CST.Token; readonly depth: number };

function offsetTooDeep(tokens: readonly CST.Token[]): number | undefined {
  const pending: Pending[] = tokens.map((token) => ({ token, depth: 0 }));
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    const { token, depth } = next;
    if (depth > MAX_DEPTH) return "offset" in token ? token.offset : 0;
    if (token.type === "document") {
      if (token.value !== undefined) pending.push({ token: token.value, depth });
      continue;
    }
    if (!("items" in token)) continue;
    for (const item of token.items) {
      if ("key" in item && item.key) pending.push({ token: item.key, depth: depth + 1 });
      if ("value" in item && item.value) pending.push({ token: item.value, depth: depth + 1 });
    }
  }
  return undefined;
}
