/** Plain sentences with a definition, a number, a default, a cause or a warning: one card each. */
import { isMostlyLink, joinLines } from "../syntax/inline.ts";
import { sentencesOf } from "../syntax/sentence.ts";
import { childItems, ownText } from "./piece.ts";
import type { CardRule } from "./rule.ts";
import { cardOfSentence } from "./statement-text.ts";

const CARDS_MAX = 3;

export const statement: CardRule = {
  id: "statement",
  asks: ["item", "paragraph"],
  description: "A sentence with a definition, number, default, cause or warning is a card.",
  why: {
    en: "Your note states this fact.",
    ja: "ノートがこの事実を述べています。",
  },
  examples: [
    {
      note: "# Probes\n\nSome words first. The timeout of a probe is at most 30 seconds here.",
      cards: [
        {
          kind: "cloze",
          front: "Probes: The timeout of a probe is at most {{…}} here.",
          answers: ["30 seconds"],
        },
      ],
    },
    {
      note: "# Job\n\n再試行の回数はbackoffLimitで決まり、デフォルトは6\n\nリースとは保持者が更新する小さなオブジェクトのことです。\n\nラベルは対象を選ぶために利用される",
      cards: [
        {
          kind: "cloze",
          front: "Job：再試行の回数はbackoffLimitで決まり、デフォルトは{{…}}",
          answers: ["6"],
        },
        { kind: "basic", front: "リース とは何か？" },
        { kind: "basic", front: "Job：ラベル は何に使われる？" },
      ],
    },
    {
      note: "# Storage\n\nA claim is a request for storage by a user. Reclaim refers to what happens to released volumes.",
      cards: [
        { kind: "basic", front: "Storage: What is a claim?" },
        { kind: "basic", front: "Storage: What is Reclaim?" },
      ],
    },
    {
      note: "# Secrets\n\n- Names differ per namespace because a Secret never leaves its namespace.\n- The field `type` cannot be changed later.\n- Plain text should never be committed to the repository.",
      cards: [
        { kind: "basic", front: "Secrets: Why? — Names differ per namespace" },
        {
          kind: "cloze",
          front: "Secrets: The field `{{…}}` cannot be changed later.",
          answers: ["type"],
        },
        { kind: "basic", front: "Secrets: what must you watch out for?" },
      ],
    },
    {
      note: "# Secret\n\n更新は自動では反映されないので、Podを作り直す必要がある。\n\n- 平文のままコミットしてはいけない\n- `data` の値を平文で書いてはいけない",
      cards: [
        { kind: "basic", front: "Secret：なぜ？ — Podを作り直す必要がある。" },
        { kind: "basic", front: "Secretで注意すべき点は？" },
        { kind: "cloze", front: "Secret：`{{…}}` の値を平文で書いてはいけない" },
      ],
    },
    {
      note: "# Probes\n\nThe timeout of a probe\nis at most 30 seconds.\nA probe is a check of a container.",
      cards: [
        { kind: "cloze", front: "Probes: The timeout of a probe is at most {{…}}." },
        { kind: "basic", front: "Probes: What is a probe?" },
      ],
    },
    {
      note: "# Misc\n\nThis is the best way to do it. Maybe the limit is 30 seconds. We went on for a while, and nothing came of it. The port is at https://a.example:80. They are:\n\nこれは便利な機能です。\n\n短い。\n\n場合は多くのことがある。",
      cards: [],
    },
    {
      note: "Names cannot be changed at all.\n\nPodsがある。色々な話が続いたりしていた。\n\nThe last is the same for everyone around.\n\nIf so is the default for such things.",
      cards: [],
    },
    {
      note: "# T\n\n反映が遅れるので、これは後で直していく。\n\nText of the is a strange sentence here.",
      cards: [],
    },
    {
      note: "# T\n\nThis long heading topic is here\n\n## A heading that has more than forty characters in it\n\nA lease is a small object of the API.",
      cards: [{ kind: "basic", front: "What is a lease?" }],
    },
  ],

  cardsFrom(piece, context) {
    const raw = ownText(piece);
    if (raw === "" || isMostlyLink(raw) || childItems(piece).length > 0) return undefined;
    const cards = raw
      .split("\n")
      .reduce<string[]>((all, line) => joinedLine(all, line), [])
      .flatMap((line) => sentencesOf(joinLines(line)))
      .map((sentence) => cardOfSentence(sentence, context))
      .filter((card) => card !== undefined);
    return cards.length === 0 ? undefined : { cards: cards.slice(0, CARDS_MAX) };
  },
};

/** Lines of one sentence belong together; a line that ends a sentence stands alone. */
function joinedLine(lines: readonly string[], line: string): string[] {
  const before = lines.at(-1);
  if (before === undefined || /[。.!?！？]\s*$/.test(before)) return [...lines, line];
  return [...lines.slice(0, -1), `${before}\n${line}`];
}
