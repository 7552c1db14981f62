/**
 * Questions that several rules ask about a piece: its own text, its children,
 * how much there is.
 */
import type { Block, List, ListItem, Piece } from "../syntax/block.ts";
import { plain } from "../syntax/inline.ts";
import { isEmptyText } from "../syntax/rubbish.ts";
import { opening } from "../syntax/sentence.ts";

/** Longer answers are cut to their first sentences: a card holds one fact. */
export const ANSWER_MAX = 240;

/** The raw text of an item's first paragraph, or of a paragraph. */
export function ownText(piece: Piece): string {
  if (piece.kind === "paragraph" || piece.kind === "heading") return piece.text;
  if (piece.kind !== "item") return "";
  const first = piece.blocks[0];
  return first?.kind === "paragraph" && !first.indented ? first.text : "";
}

/** Items of the lists directly inside an item. */
export function childItems(piece: Piece): readonly ListItem[] {
  if (piece.kind !== "item") return [];
  return piece.blocks.flatMap((block) => (block.kind === "list" ? block.items : []));
}

/** An item that holds one paragraph and nothing else. */
export function isLeaf(item: ListItem): boolean {
  return item.blocks.length === 1 && item.blocks[0]?.kind === "paragraph";
}

/**
 * Children that can stand in an answer: leaves with words, no links,
 * no stubs, no boxes to tick.
 */
export function usable(items: readonly ListItem[]): readonly ListItem[] {
  return items.filter((item) => {
    const text = ownText(item);
    return text !== "" && item.checked === undefined && !isEmptyText(text);
  });
}

/** The answer that fits on a card, raw. */
export function answerText(raw: string): string {
  return raw.length <= ANSWER_MAX ? raw : opening(raw, ANSWER_MAX);
}

export function isList(block: Block | undefined): block is List {
  return block?.kind === "list";
}

/** Placeholder explanations («…», «?», a lone link) are no answers. */
export function isAnswer(raw: string): boolean {
  return !isEmptyText(raw) && plain(raw).length >= 2;
}
