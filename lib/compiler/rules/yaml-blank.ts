/** A sentence that names a field of the YAML below it: the field's value is to be filled in. */
import { assert, present } from "#lib/shared";
import { codeSpans, plain, shown } from "../syntax/inline.ts";
import { isTemplate, keyOf, looksLikeManifest } from "../syntax/yaml-outline.ts";
import { BLANK } from "./phrase.ts";
import { ownText } from "./piece.ts";
import type { CardRule, RuleContext } from "./rule.ts";

const LINES_MAX = 30;
const VALUE = /^(?![|>&*[{])[^\s].{0,40}$/;

/** The words in which the text above speaks of fields: code spans first, then bare names. */
function namedIn({ previous, section }: RuleContext): readonly string[] {
  const raw = previous?.kind === "paragraph" ? ownText(previous) : (section.heading?.text ?? "");
  const spans = codeSpans(raw).flatMap((code) => code.split(/[\s:.=]+/));
  const words = plain(raw).match(/\b[a-z]+(?:[A-Z][a-z]+)+\b/g) ?? [];
  return [...spans, ...words];
}

type Target = { readonly at: number; readonly key: string; readonly value: string };

function targetIn(lines: readonly string[], names: readonly string[]): Target | undefined {
  for (const [at, line] of lines.entries()) {
    const found = keyOf(line);
    if (found === undefined || !names.includes(found.key) || !VALUE.test(found.value)) continue;
    return { at, key: found.key, value: found.value };
  }
  return undefined;
}

export const yamlBlank: CardRule = {
  id: "yaml-blank",
  asks: ["code"],
  description: "YAML below a sentence that names one of its fields: fill in the value.",
  why: {
    en: "Your note shows how this field is set.",
    ja: "ノートがこのフィールドの書き方を示しています。",
  },
  examples: [
    {
      note: "# Taints\n\nTolerate any value with `operator`:\n\n```yaml\ntolerations:\n- key: gpu\n  operator: Exists\n```",
      cards: [
        {
          kind: "yaml-blank",
          front:
            "Tolerate any value with `operator`:\n\n```yaml\ntolerations:\n- key: gpu\n  operator: {{…}}\n```",
          back: "`operator: Exists`",
          answers: ["Exists"],
        },
      ],
    },
    {
      note: "# 起動\n\n- 一覧\n\n## restartPolicyの例\n\n```yaml\nspec:\n  restartPolicy: OnFailure # 失敗したとき\n```",
      cards: [
        {
          kind: "yaml-blank",
          front: "restartPolicyの例\n\n```yaml\nspec:\n  restartPolicy: {{…}}\n```",
        },
      ],
    },
    {
      note: "Set `name` here:\n\n```yaml\nname: {{ .Values.name }}\n```\n\nNothing is named:\n\n```yaml\na: b\n```\n\nNo `yaml`:\n\n```js\nyaml: 1\n```",
      cards: [],
    },
  ],

  cardsFrom(piece, context) {
    assert(piece.kind === "code", "asked about a code");
    if (!looksLikeManifest(piece.language, piece.text)) return undefined;
    const lines = piece.text.split("\n").map((line) => line.replace(/\s+(?:#|\/\/)\s.*$/, ""));
    if (lines.length > LINES_MAX || isTemplate(piece.text)) return undefined;
    const target = targetIn(lines, namedIn(context));
    if (target === undefined) return undefined;
    const { at, key, value } = target;
    const asked = lines.map((each, index) => (index === at ? blanked(each, value) : each));
    const { previous, section } = context;
    const above =
      previous?.kind === "paragraph"
        ? shown(ownText(previous))
        : present(section.words, "a heading named the field").text;
    const front = `${above}\n\n\`\`\`yaml\n${asked.join("\n")}\n\`\`\``;
    const back = `\`${key}: ${value}\``;
    const answers = [value.replace(/^(["'])(.*)\1$/, "$2")];
    return { cards: [{ kind: "yaml-blank", front, back, answers }] };
  },
};

function blanked(line: string, value: string): string {
  return line.slice(0, line.lastIndexOf(value)) + BLANK;
}
