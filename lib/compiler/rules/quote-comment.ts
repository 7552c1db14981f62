/** A quotation gives the fact, the learner's bullets under it are shown with the answer. */
import { assert } from "#lib/shared";
import type { Block, List, Quote } from "../syntax/block.ts";
import { joinLines, plain, shown } from "../syntax/inline.ts";
import { sentencesOf } from "../syntax/sentence.ts";
import { isQuestion } from "./open-question.ts";
import { isLeaf, isList, ownText, usable } from "./piece.ts";
import type { CardRule, Draft, RuleContext } from "./rule.ts";
import { cardOfSentence } from "./statement-text.ts";

const COMMENTS_MAX = 4;

function sentences(quote: Quote): readonly string[] {
  return quote.blocks.flatMap((block) => sentencesOf(joinLines(ownText(block))));
}

function comments(next: Block | undefined): { list: List; texts: readonly string[] } | undefined {
  if (!isList(next) || next.items.length > COMMENTS_MAX || !next.items.every(isLeaf))
    return undefined;
  const kept = usable(next.items).filter((item) => !isQuestion(plain(ownText(item))));
  return { list: next, texts: kept.map((item) => shown(ownText(item))) };
}

function withNote(card: Draft, texts: readonly string[], { language }: RuleContext): Draft {
  if (texts.length === 0) return card;
  const title = language === "ja" ? "あなたのメモ" : "Your note";
  return {
    ...card,
    back: `${card.back}\n\n${title}：\n${texts.map((text) => `- ${text}`).join("\n")}`,
  };
}

export const quoteComment: CardRule = {
  id: "quote-comment",
  asks: ["quote"],
  description: "The strongest sentence of a quotation is the card, your comment stands with it.",
  why: {
    en: "Your note quotes this and comments on it.",
    ja: "ノートがこれを引用し、コメントしています。",
  },
  examples: [
    {
      note: "# Nodes\n\n> The controller waits. Eviction begins after 5 minutes by default.\n\n- so a short outage does nothing\n- and when it is longer?",
      cards: [
        {
          kind: "cloze",
          front: "Nodes: Eviction begins after {{…}} by default.",
          back: "Eviction begins after **5 minutes** by default.\n\nYour note：\n- so a short outage does nothing",
        },
      ],
    },
    {
      note: "# ノード\n\n> 一つのスライスには最大100個のエンドポイントが入ります。\n\n続きの文。",
      cards: [
        { kind: "cloze", front: "ノード：一つのスライスには最大{{…}}のエンドポイントが入ります。" },
      ],
    },
    {
      note: "# ノード\n\n> 一つのスライスには最大100個のエンドポイントが入ります。\n\n- 多ければ分かれる",
      cards: [
        { kind: "cloze", front: "ノード：一つのスライスには最大{{…}}のエンドポイントが入ります。" },
      ],
    },
    {
      note: "# Nodes\n\n> Eviction begins after 5 minutes by default.\n\n- why so late?\n- https://a.example",
      cards: [
        {
          kind: "cloze",
          front: "Nodes: Eviction begins after {{…}} by default.",
          back: "Eviction begins after **5 minutes** by default.",
        },
      ],
    },
    { note: "> Nothing of weight is said in here, only words.\n\n- one\n  - two", cards: [] },
  ],

  cardsFrom(piece, context) {
    assert(piece.kind === "quote", "asked about a quote");
    const card = sentences(piece)
      .map((sentence) => cardOfSentence(sentence, context))
      .find((found) => found !== undefined);
    if (card === undefined) return undefined;
    const noted = comments(context.next);
    if (noted === undefined) return { cards: [card], covers: piece.blocks };
    const covers = [...piece.blocks, ...(noted.texts.length > 0 ? [noted.list] : [])];
    return { cards: [withNote(card, noted.texts, context)], covers };
  },
};
