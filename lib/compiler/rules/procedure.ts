/** Numbered steps become one card that asks for their order. */
import { assert } from "#lib/shared";
import type { List, ListItem } from "../syntax/block.ts";
import { plain, shown } from "../syntax/inline.ts";
import { askedAbove } from "./asked.ts";
import { isCommand } from "./command-text.ts";
import { definitionOf } from "./definition-text.ts";
import { numbered } from "./phrase.ts";
import { ownText, usable } from "./piece.ts";
import type { CardRule } from "./rule.ts";
import { isTerm } from "./topic.ts";

const STEPS_MIN = 3;
const STEPS_MAX = 8;
const ORDER =
  /順|手順|流れ|フロー|プロセス|\b(?:order|steps?|sequence|flow|process|lifecycle|happens|how .* works)\b/i;

function label(item: ListItem): string {
  const raw = ownText(item);
  return shown(definitionOf(raw)?.term ?? raw);
}

function isSteps(list: List, question: string): boolean {
  if (!list.ordered || list.items.length < STEPS_MIN || list.items.length > STEPS_MAX) return false;
  if (usable(list.items).length < list.items.length) return false;
  const texts = list.items.map((item) => plain(ownText(item)));
  if (texts.some((text) => isCommand(text) || text.length > 120)) return false;
  if (list.items.some((item) => item.blocks.some((block) => block.kind === "code"))) return false;
  const named = list.items.filter(
    (item) => (definitionOf(ownText(item))?.explanation ?? "") !== "",
  );
  return ORDER.test(question) || (named.length === 0 && texts.every((text) => !isTerm(text)));
}

export const procedure: CardRule = {
  id: "procedure",
  asks: ["list"],
  description: "A numbered list of steps is one ordering card.",
  why: {
    en: "Your note numbers these steps.",
    ja: "ノートがこの手順に番号を付けています。",
  },
  examples: [
    {
      note: "# Deleting a Pod\n\nSteps of the deletion:\n\n1. The Pod gets a deletion time.\n2. preStop runs.\n3. SIGTERM is sent.",
      cards: [
        {
          kind: "ordering",
          front: "Deleting a Pod: Steps of the deletion — put in order",
          items: ["The Pod gets a deletion time.", "preStop runs.", "SIGTERM is sent."],
        },
      ],
    },
    {
      note: "# Podの削除の流れ\n\n1. 猶予期間が始まる\n2. preStopを実行する\n3. TERMを送る",
      cards: [{ kind: "ordering", front: "Podの削除の流れ：正しい順に並べよ" }],
    },
    {
      note: "# Kinds\n\n1. Pod\n2. Service\n3. Job\n\n# Steps\n\n1. one\n2. two\n\n# Steps 2\n\n1. a\n2. \n3. c",
      cards: [],
    },
    { note: "# Steps\n\n1. Look first\n2. `kubectl get pods`\n3. Look again", cards: [] },
    {
      note: "# Steps\n\n1. Look first\n2. Then act\n\n   ```\n   x\n   ```\n3. Look again",
      cards: [],
    },
  ],

  cardsFrom(piece, context) {
    assert(piece.kind === "list", "asked about a list");
    const asked = askedAbove(context);
    if (!isSteps(piece, `${asked.lead} ${context.topic}`)) return undefined;
    const items = piece.items.map(label);
    const wording = context.language === "ja" ? "正しい順に並べよ" : "put in order";
    const subject = asked.text;
    const front = context.language === "ja" ? `${subject}：${wording}` : `${subject} — ${wording}`;
    return {
      cards: [{ kind: "ordering", front, back: numbered(items), items }],
      covers: piece.items,
    };
  },
};
