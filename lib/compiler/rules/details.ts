/** `<details>`: the summary asks, what is folded answers. */
import { assert } from "#lib/shared";
import { plain, shown } from "../syntax/inline.ts";
import { bullets } from "./phrase.ts";
import { answerText, isAnswer, ownText } from "./piece.ts";
import type { CardRule, RuleContext } from "./rule.ts";

function answerBelow({ next }: RuleContext): string {
  if (next?.kind === "paragraph") return shown(answerText(next.text));
  if (next?.kind === "list") return bullets(next.items.map((item) => shown(ownText(item))));
  return "";
}

export const details: CardRule = {
  id: "details",
  asks: ["html"],
  description: "The summary of a folded part is the front, its first block the back.",
  why: {
    en: "Your note folds this answer away.",
    ja: "ノートがこの答えを折りたたんでいます。",
  },
  examples: [
    {
      note: "<details>\n<summary>Which port has the API server?</summary>\n\nPort 6443.\n\n</details>",
      cards: [{ kind: "basic", front: "Which port has the API server?", back: "Port 6443." }],
    },
    {
      note: "<details><summary>動かすものは？</summary>\n\n- kubelet\n- kube-proxy\n\n</details>",
      cards: [{ kind: "basic", front: "動かすものは？", back: "- kubelet\n- kube-proxy" }],
    },
    { note: "<details>\n<summary>Left open\n\nNobody closes it.\n\n</details>", cards: [] },
    {
      note: "<details>\n<summary>Output</summary>\n\n```\nx\n```\n\n</details>\n\n<div>\n\nwords",
      cards: [],
    },
  ],

  cardsFrom(piece, context) {
    assert(piece.kind === "html", "asked about a html");
    const summary = plain(/<summary>([\s\S]*?)<\/summary>/i.exec(piece.text)?.[1] ?? "");
    const back = answerBelow(context);
    if (!isAnswer(summary) || !isAnswer(back) || context.next === undefined) return undefined;
    return { cards: [{ kind: "basic", front: summary, back }], covers: [context.next] };
  },
};
