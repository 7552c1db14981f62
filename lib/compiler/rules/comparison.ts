/** A sentence that sets two things against each other asks for the difference. */
import { plain, shown } from "../syntax/inline.ts";
import { sentencesOf } from "../syntax/sentence.ts";
import { namesInOrder } from "../syntax/vocabulary.ts";
import { about } from "./phrase.ts";
import { ownText } from "./piece.ts";
import type { CardRule, Draft, RuleContext } from "./rule.ts";

const SPLIT =
  /\b(?:whereas|while|unlike|in contrast(?: to)?|as opposed to|on the other hand|compared (?:to|with))\b|のに対し|に対して|一方(?:で)?|とは(?:異なり|違い)|ではなく|が、/i;
const SENTENCE_MAX = 240;

/** The two things, one on each side of the turning word. */
function sidesOf(sentence: string): readonly [string, string] | undefined {
  const at = sentence.search(SPLIT);
  const turn = SPLIT.exec(sentence)?.[0] ?? "";
  if (at < 0) return undefined;
  const right = namesInOrder(sentence.slice(at + turn.length));
  const left = at === 0 ? right.slice(0, 1) : namesInOrder(sentence.slice(0, at));
  const second = right.find((name) => name !== left[0]);
  const first = left[0];
  return first === undefined || second === undefined ? undefined : [first, second];
}

function cardOf(sentence: string, context: RuleContext): Draft | undefined {
  const sides = sentence.length > SENTENCE_MAX ? undefined : sidesOf(plain(sentence));
  if (sides === undefined) return undefined;
  const [left, right] = sides;
  const asked =
    context.language === "ja"
      ? `${left}と${right}の違いは？`
      : `How do ${left} and ${right} differ?`;
  const front = about(context, asked, `${asked}${context.topic.length > 30 ? context.topic : ""}`);
  return { kind: "contrast", front, back: shown(sentence) };
}

export const comparison: CardRule = {
  id: "comparison",
  asks: ["item", "paragraph"],
  description: "A sentence with whereas, unlike, 一方, に対して … is one contrast card.",
  why: {
    en: "Your note sets these two against each other.",
    ja: "ノートがこの二つを対比しています。",
  },
  examples: [
    {
      note: "# Workloads\n\nA Job ends with its Pods, whereas a ReplicaSet starts them again.",
      cards: [{ kind: "contrast", front: "Workloads: How do Job and ReplicaSet differ?" }],
    },
    {
      note: "# 比較\n\n- Deploymentの名前は毎回変わるのに対し、StatefulSetの名前は変わらない",
      cards: [{ kind: "contrast", front: "比較：DeploymentとStatefulSetの違いは？" }],
    },
    {
      note: "# Kinds\n\nUnlike a Deployment, a StatefulSet keeps names.",
      cards: [{ kind: "contrast", front: "Kinds: How do Deployment and StatefulSet differ?" }],
    },
    {
      note: "# A heading that goes on for a while\n\nA Job ends, whereas a DaemonSet stays.",
      cards: [
        {
          kind: "contrast",
          front: "How do Job and DaemonSet differ?",
        },
      ],
    },
    {
      note: `# Kinds\n\nA Job ends, ${"as has been said, ".repeat(15)}whereas a Deployment stays.`,
      cards: [],
    },
    { note: "# Pods\n\nWait while the Pod starts, then look at the Pod.", cards: [] },
    { note: "# Kinds\n\nOne thing ends, whereas another goes on.", cards: [] },
  ],

  cardsFrom(piece, context) {
    const raw = ownText(piece);
    if (!SPLIT.test(raw)) return undefined;
    const cards = sentencesOf(raw.replace(/\n/g, context.language === "ja" ? "" : " "))
      .map((sentence) => cardOf(sentence, context))
      .filter((card) => card !== undefined)
      .slice(0, 1);
    return cards.length === 0 ? undefined : { cards };
  },
};
