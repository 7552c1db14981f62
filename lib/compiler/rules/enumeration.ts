/** A list of names under a sentence or heading that says what they are: recall all of them. */
import { assert } from "#lib/shared";
import type { List, ListItem } from "../syntax/block.ts";
import { plain, shown } from "../syntax/inline.ts";
import { askedAbove } from "./asked.ts";
import { definitionOf } from "./definition-text.ts";
import { isQuestion } from "./open-question.ts";
import { bullets, nameAll, points } from "./phrase.ts";
import { answerText, isLeaf, ownText, usable } from "./piece.ts";
import type { CardRule, Draft, RuleContext } from "./rule.ts";
import { cardOfSentence } from "./statement-text.ts";
import { isTerm } from "./topic.ts";

const NAMES_MIN = 3;
const NAMES_MAX = 7;
const POINTS_MIN = 2;
const POINTS_MAX = 5;
const POINT_MAX = 160;

function nameOf(item: ListItem): string {
  const raw = ownText(item);
  const found = definitionOf(raw);
  return shown(found?.label === "none" ? found.term : raw).replace(/[:：]$/, "");
}

function names(list: List, context: RuleContext): Draft | undefined {
  const found = list.items.map(nameOf);
  const { text, lead, told } = askedAbove(context);
  const least = lead === "" ? NAMES_MIN : POINTS_MIN;
  if (text === "" || found.length < least || found.length > NAMES_MAX) return undefined;
  const fit =
    lead === ""
      ? found.every((name) => isTerm(plain(name)))
      : found.every((name) => name.length <= POINT_MAX);
  if (!fit || (lead === "" && (told || !isTerm(context.topic)))) return undefined;
  return {
    kind: "list",
    front: nameAll(context, text, found.length),
    back: bullets(found),
    items: found,
  };
}

/** Sentences under a heading that names a thing: what there is to say about it. */
function sentences(list: List, context: RuleContext): Draft | undefined {
  const { text } = askedAbove(context);
  const items = list.items.map((item) => shown(answerText(ownText(item))));
  if (text === "" || !isTerm(context.topic) || context.insideQuote) return undefined;
  if (items.length < POINTS_MIN || items.length > POINTS_MAX) return undefined;
  if (!list.items.every(isLeaf) || items.some((item) => item.length > POINT_MAX)) return undefined;
  return {
    kind: "list",
    front: points({ topic: text, language: context.language }, items.length),
    back: bullets(items),
    items,
  };
}

/** A sentence with a number, a default or a cause makes a sharper card than a place in a list. */
function isStrong(item: ListItem, context: RuleContext): boolean {
  return cardOfSentence(ownText(item), context) !== undefined;
}

function hasDefinitions(list: List): boolean {
  return list.items.some((item) => {
    const found = definitionOf(ownText(item));
    return found !== undefined && found.explanation !== "";
  });
}

function isListOfWords(list: List): boolean {
  if (list.ordered && list.items.length > NAMES_MAX) return false;
  if (usable(list.items).length < list.items.length) return false;
  return !list.items.some((item) => isQuestion(plain(ownText(item))));
}

export const enumeration: CardRule = {
  id: "enumeration",
  asks: ["list"],
  description: "A list of names under a sentence or heading is one card that asks for all.",
  why: {
    en: "Your note lists these together.",
    ja: "ノートがこれらをまとめて挙げています。",
  },
  examples: [
    {
      note: "# Services\n\nThere are these types:\n\n- ClusterIP\n- NodePort\n- LoadBalancer",
      cards: [
        {
          kind: "list",
          front: "Services: There are these types (name all 3)",
          items: ["ClusterIP", "NodePort", "LoadBalancer"],
        },
      ],
    },
    {
      note: "# Serviceの種類\n\n- ClusterIP：内側から届く\n- NodePort：外側からも届く\n- ExternalName：別名を返す",
      cards: [
        {
          kind: "list",
          front: "Serviceの種類（3つ挙げよ）",
          items: ["ClusterIP", "NodePort", "ExternalName"],
        },
      ],
    },
    {
      note: "# Lease\n\n- It is renewed by its holder every few seconds.\n- It costs little, since it is small.",
      cards: [{ kind: "list", front: "Lease: what are the 2 points?" }],
    },
    {
      note: "# リース\n\n- 保持者が数秒ごとに更新する\n- 小さいので負担が少ない",
      cards: [{ kind: "list", front: "リースのポイントを2つ挙げよ" }],
    },
    {
      note: "# Overview\n\n- Pod\n- Node\n- Job\n\n# Kinds\n\n- https://a.example\n- Pod\n\n# More\n\n- Who?\n- And which Pod is it then?\n\n# Nested things go here, for a while\n\n- It has children and it is long, so no.\n  - a\n  - b",
      cards: [],
    },
    {
      note: "# Mixed\n\n- Pod: smallest unit of all\n- It goes on here, with a sentence.\n\n# Long\n\n1. a1\n2. b1\n3. c1\n4. d1\n5. e1\n6. f1\n7. g1\n8. h1\n\n# One\n\n- It stands alone, and is a sentence.",
      cards: [],
    },
    {
      note: "# Lease\n\n- It is small, as objects go.\n- It is cheap, as objects go.\n- It is renewed, as leases are.\n- It is lost, as leases are.\n- It is taken, as leases are.\n- It is named, as objects are.",
      cards: [],
    },
    {
      note: "> # Quote\n>\n> - It is renewed often, by its holder.\n> - It costs little, since it is small.",
      cards: [],
    },
  ],

  cardsFrom(piece, context) {
    assert(piece.kind === "list", "asked about a list");
    if (context.ancestors.length > 0 || !isListOfWords(piece)) {
      return undefined;
    }
    const weak = piece.items.filter((item) => !isStrong(item, context));
    const told = hasDefinitions(piece) || weak.length < POINTS_MIN;
    const card = names(piece, context) ?? (told ? undefined : sentences(piece, context));
    if (card === undefined) return undefined;
    const bare = weak.filter(
      (item) => isLeaf(item) && (definitionOf(ownText(item))?.explanation ?? "") === "",
    );
    return { cards: [card], covers: bare };
  },
};
