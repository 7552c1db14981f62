/** A name of Kubernetes that is misspelt becomes a question for the word that Kubernetes knows. */
import { plain } from "../syntax/inline.ts";
import { misspellings } from "../syntax/spelling.ts";
import { ownText } from "./piece.ts";
import type { CardRule } from "./rule.ts";

export const misspelling: CardRule = {
  id: "misspelling",
  asks: ["item", "paragraph", "heading"],
  description: "A misspelt field, flag or resource becomes a question for its right name.",
  why: {
    en: "Your note spells this name in a way that Kubernetes does not know.",
    ja: "ノートの綴りは、Kubernetesが知らないものです。",
  },
  examples: [
    {
      note: "# Rollout\n\n- maxUnavaibale says how many Pods may be missing.",
      cards: [
        {
          kind: "correction",
          front: "Which word does Kubernetes know instead of `maxUnavaibale`?",
          back: "`maxUnavailable`",
        },
      ],
    },
    {
      note: "# 環境変数\n\n- ConfigMapの全部のキーはenvFormで読み込む。",
      cards: [{ kind: "correction", front: "Kubernetesで `envForm` の正しい綴りは？" }],
    },
    {
      note: "`kubectl api-resources --namespeced=false` leaves those out.",
      cards: [
        { kind: "correction", front: "Which word does Kubernetes know instead of `--namespeced`?" },
      ],
    },
    { note: "Development goes on in the branch of the next release.", cards: [] },
    { note: "Set nodeSelectorTerms, hostPID or valuesFrom with care.", cards: [] },
  ],

  cardsFrom(piece, { language }) {
    const cards = misspellings(plain(ownText(piece))).map(({ wrong, right }) => ({
      kind: "correction" as const,
      front:
        language === "ja"
          ? `Kubernetesで \`${wrong}\` の正しい綴りは？`
          : `Which word does Kubernetes know instead of \`${wrong}\`?`,
      back: `\`${right}\``,
      claim: "X62",
    }));
    return cards.length === 0 ? undefined : { cards, open: true };
  },
};
