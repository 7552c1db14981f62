/** A bullet with several bullets below it: one card that asks for all of them. */
import type { ListItem } from "../syntax/block.ts";
import { plain, shown, unmarked } from "../syntax/inline.ts";
import { definitionOf, labelOf } from "./definition-text.ts";
import { isQuestion } from "./open-question.ts";
import { about, bullets, nameAll, points } from "./phrase.ts";
import { answerText, childItems, isLeaf, ownText, usable } from "./piece.ts";
import type { CardRule, Draft, RuleContext } from "./rule.ts";
import { isGeneric, isTerm } from "./topic.ts";

const CHILDREN_MAX = 7;

/** What is asked, without the count. */
function asked(raw: string, context: RuleContext): string | undefined {
  const definition = definitionOf(raw);
  const opens = definition?.explanation === "" ? definition.term : raw;
  const text = unmarked(opens)
    .replace(/[:：。]$/, "")
    .trim();
  const name = plain(text);
  if (name.length > 80 || labelOf(name) === "idle") return undefined;
  if (isQuestion(name)) return about(context, text);
  if (!isGeneric(name)) return about(context, text);
  if (context.subject === "") return undefined;
  return context.language === "ja" ? `${context.subject}の${text}` : `${context.subject}: ${text}`;
}

function label(item: ListItem): string {
  const raw = ownText(item);
  const found = definitionOf(raw);
  if (found === undefined || found.label !== "none") return shown(answerText(raw));
  return shown(found.term);
}

function isDefined(item: ListItem): boolean {
  const found = definitionOf(ownText(item));
  return found !== undefined && found.explanation !== "" && found.label === "none";
}

/** Bare names below a name are asked as a list; their explanations make cards of their own. */
function coversOf(items: readonly ListItem[]): readonly ListItem[] {
  return items.filter((item) => isLeaf(item) && !isDefined(item));
}

export const parentChildren: CardRule = {
  id: "parent-children",
  asks: ["item"],
  description: "A bullet with two to seven bullets below it is one list card.",
  why: {
    en: "Your note lists these under one point.",
    ja: "ノートがこれらを一つの項目の下に挙げています。",
  },
  examples: [
    {
      note: "# Pod\n\n- Sources of environment values\n  - literals\n  - ConfigMaps\n  - Secrets",
      cards: [
        {
          kind: "list",
          front: "Pod: Sources of environment values (name all 3)",
          back: "- literals\n- ConfigMaps\n- Secrets",
          items: ["literals", "ConfigMaps", "Secrets"],
        },
      ],
    },
    {
      note: "# Kubernetes\n\n- メリット\n  - 障害に強い\n  - 移しやすい\n- Serviceの種類：\n  - ClusterIP：内側だけ\n  - NodePort：外側からも",
      cards: [
        { kind: "list", front: "Kubernetesのメリット（2つ挙げよ）" },
        {
          kind: "list",
          front: "Kubernetes：Serviceの種類（2つ挙げよ）",
          items: ["ClusterIP", "NodePort"],
        },
      ],
    },
    {
      note: "# Kubernetes\n\n- Why Pods?\n  - shared network\n  - shared volumes\n- Benefits\n  - Default: none\n  - fast",
      cards: [
        { kind: "list", front: "Kubernetes: Why Pods? (name all 2)" },
        {
          kind: "list",
          front: "Kubernetes: Benefits (name all 2)",
          items: ["Default: none", "fast"],
        },
      ],
    },
    {
      note: "# Nodes\n\n- Lease\n  - It is renewed every few seconds.\n  - It is small.\n- Kinds of nodes\n  - [ ] none yet\n  - workers\n  - control planes",
      cards: [{ kind: "list", front: "Nodes: Lease: what are the 2 points?" }],
    },
    {
      note: "# Overview\n\n- Types\n  - a1\n  - b1\n- Example\n  - c1\n  - d1\n- Links\n  - https://a.example\n  - https://b.example\n\n- Pod\n  - e1\n- Many\n  - 11a\n  - 12a\n  - 13a\n  - 14a\n  - 15a\n  - 16a\n  - 17a\n  - 18a",
      cards: [],
    },
  ],

  cardsFrom(piece, context) {
    const children = childItems(piece);
    const raw = ownText(piece);
    const items = usable(children);
    if (raw === "" || items.length < 2 || items.length > CHILDREN_MAX) return undefined;
    if (items.length < children.length) return undefined;
    const question = asked(raw, context);
    if (question === undefined) return undefined;
    const labels = items.map(label);
    const named = isTerm(plain(raw)) && !isGeneric(plain(raw)) && !items.some(isDefined);
    const told = named && labels.some((text) => !isTerm(plain(text)));
    const front = told
      ? points({ topic: question, language: context.language }, labels.length)
      : nameAll(context, question, labels.length);
    const card: Draft = { kind: "list", front, back: bullets(labels), items: labels };
    return { cards: [card], covers: coversOf(items) };
  },
};
