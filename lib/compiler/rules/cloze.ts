/** Reads Anki's numbered cloze `{{c1::hidden::hint}}`; `{{x}}` without a number is a template. */
import { present } from "#lib/shared";
import { shown } from "../syntax/inline.ts";
import { BLANK } from "./phrase.ts";
import { ownText } from "./piece.ts";
import type { CardRule, Draft } from "./rule.ts";

const PART = /\{\{c(\d+)::(.+?)(?:::(.+?))?\}\}/g;

function cardFor(number: string, raw: string): Draft {
  const answers: string[] = [];
  const front = raw.replace(PART, (_, at: string, hidden: string, hint: string | undefined) => {
    if (at !== number) return hidden;
    answers.push(hidden);
    return hint === undefined ? BLANK : `${BLANK} (${hint})`;
  });
  const back = raw.replace(PART, (_, at: string, hidden: string) =>
    at === number ? `**${hidden}**` : hidden,
  );
  return { kind: "cloze", front: shown(front), back: shown(back), answers };
}

export const cloze: CardRule = {
  id: "cloze",
  asks: ["item", "paragraph"],
  description: "Each number of `{{c1::…}}` in a paragraph or bullet is one cloze card.",
  why: {
    en: "The note marks the hidden part with `{{c1::…}}`.",
    ja: "ノートが隠す部分を `{{c1::…}}` で示しています。",
  },
  examples: [
    {
      note: "A node is {{c1::Unknown}} after {{c2::50 seconds::how long?}}.",
      cards: [
        { kind: "cloze", front: "A node is {{…}} after 50 seconds.", answers: ["Unknown"] },
        {
          kind: "cloze",
          front: "A node is Unknown after {{…}} (how long?).",
          answers: ["50 seconds"],
        },
      ],
    },
    {
      note: "- Podの猶予期間は{{c1::30秒}}。",
      cards: [{ kind: "cloze", front: "Podの猶予期間は{{…}}。", answers: ["30秒"] }],
    },
    { note: "Helm writes {{ .Values.name }} here.", cards: [] },
    { note: "A node is {{c1:Unknown}}, with one colon only.", cards: [] },
  ],

  cardsFrom(piece) {
    const raw = ownText(piece);
    if (!raw.includes("{{c")) return undefined;
    const numbers = new Set(
      [...raw.matchAll(PART)].map((found) => present(found[1], "a part has a number")),
    );
    if (numbers.size === 0) return undefined;
    return { cards: [...numbers].map((number) => cardFor(number, raw)) };
  },
};
