/** A heading that names something and one short paragraph that says what it is. */
import { present } from "#lib/shared";
import { plain, shown } from "../syntax/inline.ts";
import { hasJapanese } from "../syntax/prose.ts";
import { opening } from "../syntax/sentence.ts";
import { whatIs } from "./phrase.ts";
import { isAnswer, ownText } from "./piece.ts";
import type { CardRule } from "./rule.ts";
import { isGeneric, isTerm } from "./topic.ts";

const BODY_MIN = 15;
const BODY_MAX = 200;
const CHATTY =
  /^(?:in this|this (?:section|guide|document|note|page|chapter|example)|here|below|the following|let's|let us|first|next|now|we|you|to |see|run|if |for example|for more|when |after|before|once|use |create|check|ここでは|この章|本章|以下|次に|まず|では|例えば|そして|また|なお|さて|上記|これ|それ|下記|※)/i;
const TELLS_EN =
  /\b(?:is|are|means|refers to|allows|provides|lets|ensures|manages|runs|stores|defines|enables|helps|controls|acts|exposes|represents|describes|contains|keeps|handles|used)\b/i;

/** Whether a sentence explains the heading rather than going on with a story. */
function explains(sentence: string, term: string): boolean {
  if (sentence.length < BODY_MIN || sentence.length > BODY_MAX) return false;
  if (CHATTY.test(sentence) || /[:：]$/.test(sentence) || /[?？]$/.test(sentence)) return false;
  if (hasJapanese(sentence)) {
    const subject = /^([^、。]{1,30}?)(?:とは|は)/.exec(sentence)?.[1] ?? "";
    if (subject !== "") return subject === term;
    return /(?:のこと|もの|機能|リソース|仕組み|コマンド|単位|オブジェクト)(?:です|である|だ)?[。]?$/.test(
      sentence,
    );
  }
  const start = sentence.toLowerCase().split(/\s+/).slice(0, 8).join(" ");
  const words = term
    .toLowerCase()
    .split(/[\s-]+/)
    .filter((word) => word.length > 2);
  return TELLS_EN.test(sentence) && words.some((word) => start.includes(word.replace(/s$/, "")));
}

export const headingBody: CardRule = {
  id: "heading-body",
  asks: ["heading"],
  description: "A heading that names a thing and the sentence under it that explains it.",
  why: {
    en: "Your note opens this section with an explanation.",
    ja: "ノートのこの節が説明で始まっています。",
  },
  examples: [
    {
      note: "# Objects\n\n## Lease\n\nA Lease is a small object that its holder renews. It is cheap.",
      cards: [
        {
          kind: "basic",
          front: "What is Lease?",
          back: "A Lease is a small object that its holder renews.",
        },
      ],
    },
    {
      note: "# ワークロード\n\n## Job\n\nJobは一定の処理を終えるまでPodを動かすリソースです。\n\n## 予算\n\n同時に止めてよいPodの数を決める仕組み。",
      cards: [
        { kind: "basic", front: "Job とは何か？" },
        { kind: "basic", front: "予算 とは何か？" },
      ],
    },
    {
      note: "# Lease\n\nIn this section we look at leases.\n\n## Overview\n\nA Lease is a small object of the API.\n\n## Node\n\nShort.\n\n## Zone\n\n- a list\n\n## Lists\n\nThese are the kinds of lists that are there:",
      cards: [],
    },
    {
      note: "# ゾーン\n\n色々な話をしながら先へ進んでいった。\n\n# ノード\n\nこの章は別の話をします。",
      cards: [],
    },
    {
      note: "# This is a heading that says far too much to be a term\n\nA Lease is a small object.",
      cards: [],
    },
  ],

  cardsFrom(_piece, context) {
    const { section, language } = context;
    const block = section.blocks.find((each) => each.kind !== "html");
    if (block?.kind !== "paragraph") return undefined;
    const raw = opening(ownText(block).replace(/\n/g, language === "ja" ? "" : " "), 1);
    const term = present(section.words, "a heading has words").text;
    if (!isTerm(term) || isGeneric(term) || !isAnswer(raw) || !explains(plain(raw), term))
      return undefined;
    const back = shown(raw);
    const place = { line: block.line, endLine: block.endLine };
    const front = whatIs({ topic: "", language }, term, "the");
    return { cards: [{ kind: "basic", front, back, ...place }] };
  },
};
