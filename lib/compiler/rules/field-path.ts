/** Asks for the path of a field by what the field does. */
import { onlyCode, plain, shown } from "../syntax/inline.ts";
import { definitionOf } from "./definition-text.ts";
import { about } from "./phrase.ts";
import { answerText, childItems, isAnswer, isLeaf, ownText } from "./piece.ts";
import type { CardRule } from "./rule.ts";

const PATH = /^\.?(?:spec|metadata|status|data|stringData)(?:\.[A-Za-z][\w-]*(?:\[[^\]]*\])?)+$/;

function pathOf(text: string): string | undefined {
  return PATH.test(text) ? text.replace(/^\./, "") : undefined;
}

export const fieldPath: CardRule = {
  id: "field-path",
  asks: ["item", "paragraph"],
  description: "A field path with its explanation is asked for by the explanation.",
  why: {
    en: "Your note explains this field.",
    ja: "ノートがこのフィールドを説明しています。",
  },
  examples: [
    {
      note: "# Service\n\n- `spec.sessionAffinity`: keeps a client on the same Pod",
      cards: [
        {
          kind: "field-path",
          front: "Service: Which field? — keeps a client on the same Pod",
          back: "`spec.sessionAffinity`",
          answers: ["spec.sessionAffinity", ".spec.sessionAffinity"],
        },
      ],
    },
    {
      note: "# Service\n\n- `.spec.sessionAffinity`\n  - 同じクライアントを同じPodへ送り続ける",
      cards: [
        {
          kind: "field-path",
          front: "Service：どのフィールド？ — 同じクライアントを同じPodへ送り続ける",
        },
      ],
    },
    {
      note: "- spec.containers[].image\n  - コンテナのイメージ",
      cards: [{ kind: "field-path", front: "どのフィールド？ — コンテナのイメージ" }],
    },
    { note: "- `spec.replicas`\n- `kubectl get pods`: lists Pods\n- `spec.x`: ", cards: [] },
  ],

  cardsFrom(piece, context) {
    const raw = ownText(piece);
    if (raw === "") return undefined;
    const found = definitionOf(raw);
    const path = pathOf(found?.code ?? found?.name ?? onlyCode(raw) ?? plain(raw));
    if (path === undefined) return undefined;
    const [child, second] = childItems(piece);
    const below = child !== undefined && second === undefined && isLeaf(child) ? child : undefined;
    const explanation = found?.explanation ?? (below === undefined ? "" : ownText(below));
    if (!isAnswer(explanation)) return undefined;
    const said = shown(answerText(explanation));
    const asked =
      context.language === "ja" ? `どのフィールド？ — ${said}` : `Which field? — ${said}`;
    const front = about(context, asked, context.topic === "" ? asked : "");
    const answers = [path, `.${path}`];
    return {
      cards: [{ kind: "field-path", front, back: `\`${path}\``, answers }],
      covers: below === undefined ? [] : [below],
    };
  },
};
