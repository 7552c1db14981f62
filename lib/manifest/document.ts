/**
 * One document's text → its object and places, or the message with which kubectl refuses it.
 * Nesting is bounded before anything recursive runs.
 */
import { type Alias, Composer, type Document, isAlias, type Node, Parser, visit } from "yaml";
import type { SourceRange } from "#lib/shared";
import { type Composed, ComposeError, compose } from "./compose.ts";
import { checkSyntax } from "./syntax/check.ts";

/** Why a document cannot be read: kubectl's words, and where in the document (offset). */
export type DocumentError = { readonly message: string; readonly offset: number };

export type ParsedDocument =
  | { readonly ok: true; readonly composed: Composed }
  | { readonly ok: false; readonly error: DocumentError };

export function parseDocument(
  text: string,
  rangeOf: (start: number, end: number) => SourceRange,
): ParsedDocument {
  const fault = checkSyntax(text);
  if (fault !== undefined) {
    const where = fault.line === 0 ? "" : `line ${fault.line}: `;
    return {
      ok: false,
      error: { message: `yaml: ${where}${fault.message}`, offset: fault.offset },
    };
  }
  const options = { version: "1.1", schema: "failsafe", uniqueKeys: false, strict: false } as const;
  const composer = new Composer({ ...options, logLevel: "silent" });
  const [document] = [...composer.compose(new Parser().parse(text), true, text.length)];
  if (document === undefined)
    return { ok: false, error: { message: "yaml: no document", offset: 0 } };
  // What the check above lets pass is read, whatever this package thinks of its form.
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
