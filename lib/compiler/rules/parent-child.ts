/** A bullet with one sentence below it: the bullet asks, the sentence answers. */
import { assert } from "#lib/shared";
import type { Block, Piece } from "../syntax/block.ts";
import { plain, shown, unmarked } from "../syntax/inline.ts";
import { definitionOf, labelOf } from "./definition-text.ts";
import { isQuestion } from "./open-question.ts";
import { about, whatIs } from "./phrase.ts";
import { answerText, childItems, isAnswer, isLeaf, ownText } from "./piece.ts";
import type { CardRule, RuleContext } from "./rule.ts";
import { isGeneric, isTerm } from "./topic.ts";

type Answer = { readonly raw: string; readonly piece: Piece };

/** One sub-bullet, or one paragraph below the first. */
function answerBelow(piece: Piece): Answer | undefined {
  assert(piece.kind === "item", "asked about an item");
  const [child, second] = childItems(piece);
  if (child !== undefined) {
    return second === undefined && isLeaf(child)
      ? { raw: ownText(child), piece: child }
      : undefined;
  }
  const block: Block | undefined = piece.blocks[1];
  if (block?.kind !== "paragraph" || piece.blocks.length > 2) return undefined;
  return { raw: block.text, piece: block };
}

/** The question that a bullet asks about the sentence below it. */
function question(raw: string, answer: string, context: RuleContext): string | undefined {
  const definition = definitionOf(raw);
  const term = unmarked(definition?.explanation === "" ? definition.term : raw).replace(
    /[:：]$/,
    "",
  );
  const name = plain(term);
  if (isQuestion(name)) return about(context, term);
  if (isGeneric(name)) {
    if (context.subject === "") return undefined;
    return context.language === "ja"
      ? `${context.subject}の${term}は？`
      : `${context.subject}: ${term}?`;
  }
  if (!isTerm(name) || labelOf(name) === "idle") return undefined;
  return whatIs(context, term, answer);
}

export const parentChild: CardRule = {
  id: "parent-child",
  asks: ["item"],
  description: "A bullet that names something and the one sentence below it are a card.",
  why: {
    en: "Your note explains this in one sentence.",
    ja: "ノートがこれを一文で説明しています。",
  },
  examples: [
    {
      note: "# Deployment\n\n- minReadySeconds\n  - Seconds a Pod must be ready before it counts as available",
      cards: [
        {
          kind: "basic",
          front: "Deployment: What is minReadySeconds?",
          back: "Seconds a Pod must be ready before it counts as available",
        },
      ],
    },
    {
      note: "# プラグイン\n\n- stern\n  - 複数のPodのログをまとめて追う\n- なぜ便利？\n  - 色が付くから",
      cards: [
        {
          kind: "basic",
          front: "プラグインの「stern」とは何か？",
          back: "複数のPodのログをまとめて追う",
        },
        { kind: "basic", front: "プラグイン：なぜ便利？", back: "色が付くから" },
      ],
    },
    {
      note: "# ReplicaSet\n\n- 役割\n  - Podの数を保つ\n- Role\n  - keeps the number of Pods\n- Owner:\n\n  A Deployment usually owns it.",
      cards: [
        { kind: "basic", front: "ReplicaSetの役割は？", back: "Podの数を保つ" },
        { kind: "basic", front: "ReplicaSet: Role?", back: "keeps the number of Pods" },
        {
          kind: "basic",
          front: "ReplicaSet: What is Owner?",
          back: "A Deployment usually owns it.",
        },
      ],
    },
    {
      note: "# Overview\n\n- Features\n  - none that matter\n- Example\n  - a shop with carts\n- This is a whole sentence that says much.\n  - and more\n- Pod\n  - https://kubernetes.io\n- One\n  - Two\n    - Three",
      cards: [{ kind: "basic", front: "One: What is Two?", back: "Three" }],
    },
    {
      note: "# Workloads\n\n- Deployment\n  - Benefits\n    - It replaces its Pods step by step",
      cards: [
        {
          kind: "basic",
          front: "Deployment: Benefits?",
          back: "It replaces its Pods step by step",
        },
      ],
    },
    { note: "- Lease\n\n  ```\n  x\n  ```\n- Node\n\n  One.\n\n  Two.", cards: [] },
  ],

  cardsFrom(piece, context) {
    const answer = answerBelow(piece);
    const raw = ownText(piece);
    if (answer === undefined || raw === "" || !isAnswer(answer.raw)) return undefined;
    const front = question(raw, plain(answer.raw), context);
    if (front === undefined) return undefined;
    const back = shown(answerText(answer.raw));
    return { cards: [{ kind: "basic", front, back }], covers: [answer.piece] };
  },
};
