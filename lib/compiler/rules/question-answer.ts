/** Reads `Q: …` with `A: …` below it, as hashcards and many notes by hand write them. */
import type { Piece } from "../syntax/block.ts";
import { shown } from "../syntax/inline.ts";
import { ownText } from "./piece.ts";
import type { CardRule, RuleContext } from "./rule.ts";

const QUESTION = /^(?:\*\*)?Q\d*[:：.．](?:\*\*)?\s*/i;
const ANSWER = /(?:^|\n)(?:\*\*)?A\d*[:：.．](?:\*\*)?\s*/i;

/** The question and its answer, which may be a paragraph of its own. */
function pairOf(piece: Piece, { next }: RuleContext): readonly [string, string] | undefined {
  const raw = ownText(piece);
  if (!QUESTION.test(raw)) return undefined;
  const [question = "", ...rest] = raw.replace(QUESTION, "").split(ANSWER);
  if (rest.length > 0) return [question, rest.join("\n")];
  const below = next === undefined ? "" : ownText(next);
  return ANSWER.test(below) ? [question, below.replace(ANSWER, "")] : undefined;
}

export const questionAnswer: CardRule = {
  id: "question-answer",
  asks: ["item", "paragraph"],
  description: "`Q:` and `A:` are a card.",
  why: {
    en: "The note asks this question and answers it.",
    ja: "ノートにこの質問と答えが書かれています。",
  },
  examples: [
    {
      note: "Q: Which object keeps the replicas of a Deployment?\nA: A ReplicaSet",
      cards: [
        {
          kind: "basic",
          front: "Which object keeps the replicas of a Deployment?",
          back: "A ReplicaSet",
        },
      ],
    },
    {
      note: "**Q.** Deploymentの下で複製数を保つものは？\n\n**A.** ReplicaSet",
      cards: [{ kind: "basic", front: "Deploymentの下で複製数を保つものは？", back: "ReplicaSet" }],
    },
    { note: "Q: Nobody answered this", cards: [] },
    { note: "Q: What stays open?\n\nSome other paragraph of the note.", cards: [] },
  ],

  cardsFrom(piece, context) {
    const pair = pairOf(piece, context);
    if (pair === undefined) return undefined;
    const [question, answer] = pair;
    const covers = context.next === undefined ? [] : [context.next];
    return { cards: [{ kind: "basic", front: shown(question), back: shown(answer) }], covers };
  },
};
