/** Turns a statement that the rule base knows to be wrong or outdated into its correction. */
import { plain, shown } from "../syntax/inline.ts";
import { opening } from "../syntax/sentence.ts";
import { CLAIMS, type Claim } from "./claim/index.ts";
import { claimingSentence } from "./claim/recognise.ts";
import { ownText } from "./piece.ts";
import type { CardRule, Draft, RuleContext } from "./rule.ts";

const ANY_KEY = new RegExp(
  [...new Set(CLAIMS.flatMap((claim) => claim.keys))]
    .map((key) => key.replace(/[.*+?^${}()|[\]\\]/g, "\\$&"))
    .join("|"),
);

/** Longer statements are quoted by the sentence that makes the claim. */
const QUOTED_MAX = 160;

function draftFor(claim: Claim, raw: string, sentence: string, { language }: RuleContext): Draft {
  const quoted = opening(shown(raw).length > QUOTED_MAX ? sentence : shown(raw), QUOTED_MAX);
  const [says, asks] = claim.asked ? ["質問", "asks"] : ["記述", "says"];
  const back =
    language === "ja"
      ? `ノートの${says}：「${quoted}」\n\n${claim.asked ? "答え" : "現在"}：${claim.now.ja}`
      : `Your note ${asks}: “${quoted}”\n\n${claim.asked ? "Answer" : "Today"}: ${claim.now.en}`;
  return { kind: "correction", front: claim.question[language], back, claim: claim.id };
}

export const correction: CardRule = {
  id: "correction",
  asks: ["item", "paragraph"],
  description: "A statement that no longer holds becomes a question for what holds today.",
  why: {
    en: "Your note says something that is wrong or outdated.",
    ja: "ノートの記述が誤りか、古くなっています。",
  },
  examples: [
    {
      note: "# Rollout\n\n- progressDeadlineSeconds: after this time the rollout is rolled back.",
      cards: [
        {
          kind: "correction",
          front: "What happens to a Deployment when progressDeadlineSeconds has passed?",
        },
      ],
    },
    {
      note: "# 入門\n\nクラスターには3つのNamespaceが最初からある。",
      cards: [{ kind: "correction", front: "新しいクラスターに最初からあるNamespaceは？" }],
    },
    {
      note: "# Services\n\n- LoadBalancer\n  - gives the Service a fixed external IP",
      cards: [
        {
          kind: "correction",
          front:
            "What does a Service of type LoadBalancer not promise about its address and node ports?",
        },
      ],
    },
    {
      note: "# Ingress\n\nWe asked for a static IP in the firewall, for the load test.",
      cards: [],
    },
    {
      note: "# CA\n\n- Whose CA does a node need for the API server?",
      cards: [
        {
          kind: "correction",
          front: "Whose CA does a node need to talk to the API server, and what for?",
          back: "Your note asks: “Whose CA does a node need for the API server?”\n\nAnswer: The cluster's CA: with it the node checks that it really talks to the API server.",
        },
      ],
    },
    {
      note: "# 名前空間\n\n- 名前空間はいくつ必要なのか？",
      cards: [{ kind: "correction", front: "Namespaceを分ける価値があるのはどんなとき？" }],
    },
    {
      note: `# Probes\n\n${"The team wrote this down after a long night on call, for all who come later. ".repeat(3)}When the readiness probe fails, the container is restarted.`,
      cards: [
        {
          kind: "correction",
          front: "What follows from a failing readiness probe, what from a failing liveness probe?",
          back: "Your note says: “When the readiness probe fails, the container is restarted.”\n\nToday: Readiness takes the Pod out of the Service's traffic; liveness restarts the container.",
        },
      ],
    },
    { note: "PodSecurityPolicy was removed in 1.25.", cards: [] },
    { note: "The limits of a node are set by its size.", cards: [] },
  ],

  cardsFrom(piece, context) {
    const raw = ownText(piece);
    const lower = raw.toLowerCase();
    if (raw === "" || !ANY_KEY.test(lower)) return undefined;
    const text = plain(raw);
    const above = [...context.section.headings, ...context.ancestors, text].join(" ");
    const found = CLAIMS.flatMap((claim) => {
      const sentence = claimingSentence(claim, text, above);
      return sentence === undefined ? [] : [{ claim, sentence }];
    });
    if (found.length === 0) return undefined;
    const cards = found.map(({ claim, sentence }) => draftFor(claim, raw, sentence, context));
    return { cards, open: found.every(({ claim }) => !claim.replaces) };
  },
};
