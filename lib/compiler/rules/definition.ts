/**
 * `term: explanation` in bullets and paragraphs: what is it, and, when short,
 * which one is this?
 */
import type { Piece } from "../syntax/block.ts";
import { onlyCode, plain, shown } from "../syntax/inline.ts";
import { hasJapanese } from "../syntax/prose.ts";
import { type DefinitionText, definitionOf } from "./definition-text.ts";
import { whatIs, whichOne } from "./phrase.ts";
import { answerText, childItems, isAnswer, ownText } from "./piece.ts";
import type { CardRule, Draft, RuleContext } from "./rule.ts";
import { bareTerm } from "./topic.ts";

const REVERSE_MIN = 12;
const REVERSE_MAX = 100;

function labelled(found: DefinitionText, context: RuleContext): Draft | undefined {
  const { subject, language } = context;
  if (subject === "") return undefined;
  const name = found.name.toLowerCase();
  const front =
    language === "ja" ? `${subject}の${found.name}は？` : `${subject}: what is the ${name}?`;
  return { kind: "basic", front, back: shown(answerText(found.explanation)) };
}

/** Both ways, when the explanation is short and does not give the term away. */
function reversed(found: DefinitionText, context: RuleContext, back: string): Draft | undefined {
  const text = plain(found.explanation);
  const name = bareTerm(found.name).toLowerCase();
  if (text.length < REVERSE_MIN || text.length > REVERSE_MAX) return undefined;
  if (found.explanation.includes("\n") || hasJapanese(name)) return undefined;
  if (
    /^(?:use|check|run|ensure|try|install|set|regenerate|make sure|restart|verify)\b/i.test(text)
  ) {
    return undefined;
  }
  const parts = name.split(/[\s/]+/).filter((part) => part.length > 2);
  if (parts.some((part) => text.toLowerCase().includes(part))) return undefined;
  return { kind: "basic", front: whichOne(context, back), back: shown(found.term), reverse: true };
}

function isPlainStatement(piece: Piece, found: DefinitionText): boolean {
  if (piece.kind !== "paragraph") return false;
  return found.code === undefined && !/^(?:\*\*|__|[A-Z][\w-]*\s*[:：])/.test(piece.text);
}

export const definition: CardRule = {
  id: "definition",
  asks: ["item", "paragraph"],
  description:
    "`term: explanation` (either colon, bold, code, dash) is a card, both ways if short.",
  why: {
    en: "Your note explains this term.",
    ja: "ノートがこの用語を説明しています。",
  },
  examples: [
    {
      note: "# Control plane\n\n- kube-scheduler: chooses a node for each new Pod",
      cards: [
        {
          kind: "basic",
          front: "Control plane: What is kube-scheduler?",
          back: "chooses a node for each new Pod",
        },
        {
          kind: "basic",
          front: "Control plane: Which one is this?\n\nchooses a node for each new Pod",
          back: "kube-scheduler",
        },
      ],
    },
    {
      note: "# 構成\n\n## ノード\n\n- **kubelet**：各ノードでPodの起動を管理するエージェント",
      cards: [
        { kind: "basic", front: "ノードの「kubelet」とは何か？" },
        {
          kind: "basic",
          front: "ノード：次の説明に当たるものは？\n\n各ノードでPodの起動を管理するエージェント",
          back: "kubelet",
        },
      ],
    },
    {
      note: "# Deployment\n\n- `maxSurge`: maxSurge Pods may exist above the count\n- Default: 25 percent\n- Example: a shop",
      cards: [
        { kind: "basic", front: "Deployment: What is `maxSurge`?" },
        { kind: "basic", front: "Deployment: what is the default?", back: "25 percent" },
      ],
    },
    {
      note: "# Deployment\n\n- 注意点：先にクォータを確認する\n\n**Pods** - what a Deployment finally runs on the nodes",
      cards: [
        { kind: "basic", front: "Deploymentの注意点は？" },
        { kind: "basic", front: "Deployment: What are Pods?" },
        {
          kind: "basic",
          front: "Deployment: Which one is this?\n\nwhat a Deployment finally runs on the nodes",
        },
      ],
    },
    {
      note: "# Basics\n\n- **Pod** (smallest): a group of containers\n- `default`: the namespace of those that name none\n- cordon: use it before a node is emptied\n- **Share:** //nas/backup\n- taint: repels the Pods that do not tolerate it\n  - more of it",
      cards: [
        { kind: "basic", front: "Basics: What is Pod (smallest)?" },
        {
          kind: "basic",
          front: "Basics: Which one is this?\n\na group of containers",
          back: "Pod (smallest)",
        },
        { kind: "basic", front: "Basics: What is `default`?" },
        {
          kind: "basic",
          front: "Basics: Which one is this?\n\nthe namespace of those that name none",
        },
        { kind: "basic", front: "Basics: What is cordon?" },
        { kind: "basic", front: "Basics: What is taint?" },
      ],
    },
    {
      note: "# Control plane\n\n- Controllers: run loops\n- Node pressure: when memory is short",
      cards: [
        { kind: "basic", front: "Control plane: What do Controllers do?" },
        { kind: "basic", front: "Control plane: Explain “Node pressure”" },
        { kind: "basic", front: "Control plane: Which one is this?\n\nwhen memory is short" },
      ],
    },
    {
      note: "# Deployment\n\n- maxSurge：更新中に余分に作れるPodの数",
      cards: [
        { kind: "basic", front: "Deployment：maxSurge とは何か？" },
        {
          kind: "basic",
          front: "Deployment：次の説明に当たるものは？\n\n更新中に余分に作れるPodの数",
        },
      ],
    },
    {
      note: `# Lease\n\n- Holder: ${"It writes its name again. ".repeat(20)}`,
      cards: [
        {
          kind: "basic",
          front: "Lease: What is Holder?",
          back: "It writes its name again. ".repeat(9).trim(),
        },
      ],
    },
    {
      note: "- Features\n  - Lease: a small object",
      cards: [
        { kind: "basic", front: "Features: What is Lease?" },
        { kind: "basic", front: "Features: Which one is this?\n\na small object" },
      ],
    },
    {
      note: "# Overview\n\n- Purpose: nothing above says of what\n- 443: the port of HTTPS\n- Lease:\n- Time: 10:30\n- http://a.example: link\n- Pod:\n  - a\n  - b\n- Slow:\n- Term: TODO",
      cards: [],
    },
    {
      note: "# Pods\n\nsome words: and then an unbolded paragraph goes on\n\n# Two\n\n- Pod: smallest unit\n  that spans two lines",
      cards: [{ kind: "basic", front: "Two: What is Pod?" }],
    },
  ],

  cardsFrom(piece, context) {
    const raw = ownText(piece);
    if (raw === "") return undefined;
    const found = definitionOf(raw);
    if (found === undefined || found.label === "idle" || !isAnswer(found.explanation))
      return undefined;
    if (isPlainStatement(piece, found) || /[:：]$/.test(found.explanation)) return undefined;
    if (/\s/.test(onlyCode(found.explanation) ?? "")) return undefined;
    if (found.label === "attached") {
      const card = labelled(found, context);
      return card === undefined ? undefined : { cards: [card] };
    }
    const back = shown(answerText(found.explanation));
    const front = whatIs(context, found.term, plain(found.explanation));
    const forward: Draft = { kind: "basic", front, back };
    const backward = childItems(piece).length > 0 ? undefined : reversed(found, context, back);
    return { cards: backward === undefined ? [forward] : [forward, backward] };
  },
};
