/** «term: explanation» in the ways notes write it, and the left sides that are no terms. */
import { present } from "#lib/shared";
import { onlyCode, plain } from "../syntax/inline.ts";
import { remembered } from "../syntax/memo.ts";
import { isTerm } from "./topic.ts";

export type DefinitionText = {
  /** Raw, with its code marks but without emphasis. */
  readonly term: string;
  /** Without any marks. */
  readonly name: string;
  /** The term is one code span. */
  readonly code: string | undefined;
  /** Raw; empty when the term opens a list. */
  readonly explanation: string;
  /** «注意点», «Default»: says something about what stands above, and is no name of its own. */
  readonly label: "none" | "attached" | "idle";
};

const FORMS: readonly RegExp[] = [
  /^\*\*(?<term>[^*]+?)\s*[:：]\s*\*\*\s*(?<rest>[\s\S]*)$/,
  /^\*\*(?<term>[^*]+?)\*\*\s*(?<note>[(（][^()（）]{1,40}[)）])?\s*(?:[:：]|[–—→]|-{1,2}>?\s|=>?\s)\s*(?<rest>[\s\S]*)$/,
  /^__(?<term>[^_]+?)__\s*(?:[:：]|[–—→-])\s*(?<rest>[\s\S]*)$/,
  /^(?<term>`[^`]+`(?:\s*(?:[/,、・]|or|と)\s*`[^`]+`)?)\s*(?<note>[(（][^()（）`]{1,40}[)）])?\s*(?:[:：](?!\S*\/\/)|[–—→]|-{1,2}>?\s|=>?\s)\s*(?<rest>[\s\S]*)$/,
  /^(?<term>[^:：`*[\]|]{1,70}?)\s*(?:：|:(?:\s+|$))(?<rest>[\s\S]*)$/,
  /^(?<term>[^:：`*[\]|.。→]{1,60}?)\s+(?:[–—=]|-{1,2})\s+(?<rest>\S[\s\S]*)$/,
];

const ATTACHED =
  /^(?:注意点?|注意事項|デメリット|メリット|利点|欠点|目的|用途|役割|特徴|デフォルト(?:値)?|既定値|制限|制約|ユースケース|使いどころ|purpose|default(?: value)?|use[- ]cases?|limitations?|advantages?|disadvantages?|pros|cons|benefits?|drawbacks?|scope|role|key features?|features?|best for|when to use|caveats?|downsides?|function|responsibility|responsibilities|how it works)$/i;
const IDLE =
  /^(?:例|例えば|たとえば|理由|補足|備考|メモ|結果|参考|参照|出典|公式|記事|url|ポイント|※|ex|e\.?g\.?|i\.?e\.?|examples?|note|notes|warning|tips?|important|reason|why|how|see|see also|output|result|results|command|commands|usage|syntax|step ?\d*|ref|refs|references?|source|link|links|todo|q|a|answer|question|date|author|tags?|version|update|error|solution|fix|problem|issue|symptom|cause|option ?\d*|method ?\d*|case ?\d*|scenario ?\d*|explanation|description|format|file|path|and|or|where|then|目標|日付|時刻|日時|time|更新日|作成日|作者|回答|質問|解決|原因|対応|対処|実行|実行結果|出力|コマンド|手順|方法|確認|.*(?:以下|次)(?:の(?:通り|とおり|よう(?:に|な)?))?.*|.*(?:following|as follows|below)\b.*|(?:here|this|that|it|there|these|those|you|we|if|when|let|let's)\b.*)$/i;

export const definitionOf = remembered(readDefinition);

function readDefinition(raw: string): DefinitionText | undefined {
  for (const form of FORMS) {
    const groups = form.exec(raw)?.groups;
    if (groups === undefined) continue;
    const bare = present(groups.term, "every form has a term").trim();
    const term = groups.note === undefined ? bare : `${bare} ${groups.note}`;
    const name = plain(term);
    const code = onlyCode(bare);
    if (code === undefined && !isTerm(name)) return undefined;
    if (/^\d|https?$|^[a-z]$/i.test(name) && code === undefined && !/\p{L}{2}/u.test(name)) {
      return undefined;
    }
    const explanation = present(groups.rest, "every form has a rest").trim();
    if (/^\/\//.test(explanation)) return undefined;
    return {
      term: code === undefined ? name : term,
      name,
      code,
      explanation,
      label: labelOf(name),
    };
  }
  return undefined;
}

export function labelOf(name: string): DefinitionText["label"] {
  const bare = name.replace(/[()（）*]/g, "").trim();
  if (bare === "default") return "none";
  if (ATTACHED.test(bare)) return "attached";
  return IDLE.test(bare) ? "idle" : "none";
}
