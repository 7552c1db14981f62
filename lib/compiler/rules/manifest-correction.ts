/** Corrects what a manifest in a note shows to be misunderstood. */
import { assert, present } from "#lib/shared";
import { repairedYaml } from "../syntax/manifest-text.ts";
import { looksLikeManifest } from "../syntax/yaml-outline.ts";
import { MANIFEST_CLAIMS } from "./claim/manifest.ts";
import type { CardRule, Draft } from "./rule.ts";

export const manifestCorrection: CardRule = {
  id: "manifest-correction",
  asks: ["code"],
  description: "A manifest with `//` comments, lost indentation or capital keys is corrected.",
  why: {
    en: "A manifest in your note has a mistake.",
    ja: "ノートのマニフェストに誤りがあります。",
  },
  examples: [
    {
      note: "# Pods\n\n```yaml\nkind: Pod // the kind\n```",
      cards: [{ kind: "correction", front: "With which sign does a comment begin in YAML?" }],
      diagnostics: ["4:11 yaml/comment-repaired"],
    },
    {
      note: "# 複製\n\n```yaml\nspec:\n  selector:\n  matchLabels:\n    app: web\n  Ports:\n```",
      cards: [
        { kind: "correction", front: "matchLabelsはselectorに対してどう字下げする？" },
        { kind: "correction", front: "Podのポートはどこにどう書く？" },
      ],
    },
    {
      note: "```yaml\nreadinessProbe: # is it well\nlivenessProbe: # is it well\n```",
      cards: [
        {
          kind: "correction",
          front: "What follows from a failing readiness probe, what from a failing liveness probe?",
        },
      ],
    },
    {
      note: "```yaml\nkind: Pod # the kind\nlivenessProbe: # alive\n```\n\n```js\na // b\n```",
      cards: [],
    },
  ],

  cardsFrom(piece, { language }) {
    assert(piece.kind === "code", "asked about a code");
    if (!looksLikeManifest(piece.language, piece.text)) return undefined;
    const yaml = repairedYaml(piece);
    const source = piece.text.split("\n");
    const cards = MANIFEST_CLAIMS.flatMap((claim): Draft[] => {
      const at = claim.lineOf(yaml);
      if (at === undefined) return [];
      const line = piece.contentLine + at;
      const quoted = `\`${present(source[at], "the claim's line").trim().replace(/`/g, "'")}\``;
      const back =
        language === "ja"
          ? `ノートの記述：${quoted}\n\n現在：${claim.now.ja}`
          : `Your note says: ${quoted}\n\nToday: ${claim.now.en}`;
      const front = claim.question[language];
      return [{ kind: "correction", front, back, claim: claim.id, line, endLine: line }];
    });
    return cards.length === 0 ? undefined : { cards, open: true };
  },
};
