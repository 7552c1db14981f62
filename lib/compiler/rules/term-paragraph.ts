/** A term on a line of its own, and below it the explanation that notes like to indent. */
import { assert } from "#lib/shared";
import { plain, shown } from "../syntax/inline.ts";
import { whatIs } from "./phrase.ts";
import { answerText, isAnswer, ownText } from "./piece.ts";
import type { CardRule } from "./rule.ts";
import { isTerm } from "./topic.ts";

export const termParagraph: CardRule = {
  id: "term-paragraph",
  asks: ["paragraph"],
  description: "A term alone on its line, followed by an indented or plain explanation.",
  why: {
    en: "Your note explains this term below it.",
    ja: "ノートがこの用語をすぐ下で説明しています。",
  },
  examples: [
    {
      note: "# 記録\n\n## 用語\n\nリース\n\n    保持者が更新し続ける小さなオブジェクトです。",
      cards: [
        {
          kind: "basic",
          front: "記録の用語の「リース」とは何か？",
          back: "保持者が更新し続ける小さなオブジェクトです。",
        },
      ],
    },
    {
      note: "# Terms\n\n**Lease**\n\nA small object that its holder renews all the time.",
      cards: [{ kind: "basic", front: "Terms: What is Lease?" }],
    },
    {
      note: "# Terms\n\nLease\n\nNot indented, so it is only another paragraph.\n\n```\nx\n```\n\n**This is a whole sentence.**\n\nMore of it.\n\n**Then**\n\n...",
      cards: [],
    },
  ],

  cardsFrom(piece, context) {
    const before = context.previous;
    assert(piece.kind === "paragraph", "asked about a paragraph");
    if (before?.kind !== "paragraph") return undefined;
    const raw = ownText(before);
    const bold = /^\*\*[^*]+\*\*[:：]?$/.test(raw);
    if (!piece.indented && !bold) return undefined;
    const term = plain(raw).replace(/[:：]$/, "");
    if (!isTerm(term) || !isAnswer(piece.text) || plain(piece.text).length < 8) return undefined;
    const back = shown(answerText(piece.text));
    return { cards: [{ kind: "basic", front: whatIs(context, term, plain(piece.text)), back }] };
  },
};
