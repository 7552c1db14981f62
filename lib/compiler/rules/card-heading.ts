/** Reads `## Heading #card`: the heading asks, everything under it answers. */
import type { Block } from "../syntax/block.ts";
import { shown } from "../syntax/inline.ts";
import { bullets } from "./phrase.ts";
import { ownText } from "./piece.ts";
import type { CardRule } from "./rule.ts";

function answerOf(block: Block): string {
  if (block.kind === "paragraph") return shown(block.text);
  if (block.kind === "list") return bullets(block.items.map((item) => shown(ownText(item))));
  if (block.kind === "code") return `\`\`\`${block.language}\n${block.text}\n\`\`\``;
  return "";
}

export const cardHeading: CardRule = {
  id: "card-heading",
  asks: ["heading"],
  description: "A heading that ends in `#card` is the front, its section the back.",
  why: {
    en: "The note marks this heading with `#card`.",
    ja: "ノートがこの見出しを `#card` で示しています。",
  },
  examples: [
    {
      note: "## What keeps etcd consistent? #card\n\nThe Raft protocol.\n\n- a leader\n- a quorum",
      cards: [
        {
          kind: "basic",
          front: "What keeps etcd consistent?",
          back: "The Raft protocol.\n\n- a leader\n- a quorum",
        },
      ],
    },
    {
      note: "## Podを一覧するコマンド #card ^pods-list\n\n```sh\nkubectl get pods\n```\n\n| a | b |\n|---|---|",
      cards: [
        { kind: "basic", front: "Podを一覧するコマンド", back: "```sh\nkubectl get pods\n```" },
      ],
    },
    { note: "## Nothing below #card", cards: [] },
  ],

  cardsFrom(_piece, { section }) {
    if (section.words?.marked !== true) return undefined;
    const back = section.blocks.map(answerOf).filter((text) => text !== "");
    if (back.length === 0) return undefined;
    const { text, explicitId } = section.words;
    const card = { kind: "basic", front: text, back: back.join("\n\n") } as const;
    return {
      cards: [explicitId === undefined ? card : { ...card, explicitId }],
      covers: section.blocks,
    };
  },
};
