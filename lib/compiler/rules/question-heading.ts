/** A heading that asks («What is …?», 「…とは」) is answered by what stands under it. */
import type { Block } from "../syntax/block.ts";
import { isLinkOnly, plain, shown } from "../syntax/inline.ts";
import { definitionOf } from "./definition-text.ts";
import { bullets } from "./phrase.ts";
import { answerText, isAnswer, ownText, usable } from "./piece.ts";
import type { CardRule, Draft, Finding } from "./rule.ts";
import { isGeneric } from "./topic.ts";

const ENGLISH = /^(?:what|why|how|when|which|where|who)\b.*\S\s+\S|\?$/i;
const JAPANESE =
  /[？?]$|とは(?:何か|なに|なぞや|なんぞや|なんだ)?$|(?:のか|ですか|なのか|何が嬉しいのか)$/;
const ITEMS_MAX = 7;

function asQuestion(text: string): string {
  if (/[?？]$/.test(text)) return text;
  if (/とは(?:なんぞや|なぞや|なんだ|何か|なに)?$/.test(text)) {
    return `${text.replace(/(?:なんぞや|なぞや|なんだ|何か|なに)$/, "").trim()}何か？`;
  }
  return /[ぁ-ん]$/.test(text) ? `${text}？` : `${text}?`;
}

/** The first block with something to say, past quotes' own marks. */
function firstAnswer(blocks: readonly Block[]): Block | undefined {
  const block = blocks.find((each) => each.kind !== "html" && each.kind !== "break");
  return block?.kind === "quote" ? firstAnswer(block.blocks) : block;
}

function answer(block: Block, front: string): Finding | undefined {
  if (block.kind === "paragraph") {
    const raw = ownText(block);
    if (!isAnswer(raw) || isLinkOnly(raw) || /[:：]$/.test(raw) || plain(raw).length < 8)
      return undefined;
    return { cards: [{ kind: "basic", front, back: shown(answerText(raw)) }], covers: [block] };
  }
  if (block.kind !== "list") return undefined;
  const items = usable(block.items);
  if (items.length === 0 || items.length > ITEMS_MAX) return undefined;
  if (items.some((item) => (definitionOf(ownText(item))?.explanation ?? "") !== ""))
    return undefined;
  const labels = items.map((item) => shown(answerText(ownText(item))));
  const one: Draft = { kind: "basic", front, back: labels.join("") };
  const all: Draft = { kind: "list", front, back: bullets(labels), items: labels };
  const covers = [block, ...items.filter((item) => item.blocks.length === 1)];
  return { cards: [labels.length === 1 ? one : all], covers };
}

export const questionHeading: CardRule = {
  id: "question-heading",
  asks: ["heading"],
  description: "A heading that asks is the front; the first thing under it answers.",
  why: {
    en: "Your note asks this in a heading and answers below.",
    ja: "ノートの見出しがこれを問い、すぐ下で答えています。",
  },
  examples: [
    {
      note: "## What is a Pod?\n\nA group of containers that share network and storage. More later.",
      cards: [
        {
          kind: "basic",
          front: "What is a Pod?",
          back: "A group of containers that share network and storage. More later.",
        },
      ],
    },
    {
      note: "## Podとは\n\n> コンテナをまとめた最小の単位です。\n\n## Podの何が嬉しいのか\n\n- ネットワークを共有する\n- 保存先を共有する",
      cards: [
        { kind: "basic", front: "Podとは何か？", back: "コンテナをまとめた最小の単位です。" },
        {
          kind: "list",
          front: "Podの何が嬉しいのか？",
          items: ["ネットワークを共有する", "保存先を共有する"],
        },
      ],
    },
    {
      note: "## Why use a Service\n\n- It keeps one address for changing Pods",
      cards: [{ kind: "basic", front: "Why use a Service?" }],
    },
    {
      note: "## What is there to know?\n\n- Lease: a small object\n- Zone: where nodes stand",
      cards: [],
    },
    {
      note: "## What is it for?\n\n```sh\nls\n```\n\n## What follows?\n\nThese things:\n\n- https://a.example\n\n## How?\n\n## What remains?\n\n- [ ] nothing\n\n# Pods\n\nPlain.",
      cards: [],
    },
  ],

  cardsFrom(_piece, { section }) {
    const text = section.words?.text ?? "";
    if (isGeneric(text)) return undefined;
    if (!ENGLISH.test(text) && !JAPANESE.test(text)) return undefined;
    const block = firstAnswer(section.blocks);
    return block === undefined ? undefined : answer(block, asQuestion(text));
  },
};
