/**
 * Which sentences hold a fact worth a card: a definition, a number, a default,
 * a cause, a warning.
 */
import { present } from "#lib/shared";
import { codeSpans, plain, shown } from "../syntax/inline.ts";
import { hasJapanese } from "../syntax/prose.ts";
import { about, BLANK, whatIs } from "./phrase.ts";
import type { Draft, RuleContext } from "./rule.ts";
import { isTerm } from "./topic.ts";

const SENTENCE_MIN = 12;
const SENTENCE_MAX = 220;

type Reader = (raw: string, text: string, context: RuleContext) => Draft | undefined;

const POINTING_EN =
  /^(?:it|this|that|these|those|they|he|she|here|there|such|you|we|i|what|which|one|another|each|both|all|next|first|second|now|so|then|below|above|following|output|result|note)\b/i;
const POINTING_JA =
  /^(?:これ|それ|あれ|この|その|あの|ここ|そこ|こちら|以下|次|上記|下記|今回|今|私|また|なお|ただし|つまり|例えば|たとえば|そして|しかし|さらに)/;
const DEFINED_JA =
  /^([^、。はがを]{1,30}?)(?:とは|は)、?((?:(?!(?<!あるい|また|もしく)は).){6,}?)(?:です|である|だ|となる|になる)?。?$/;
const NOUN_JA =
  /(?:もの|こと|仕組み|リソース|機能|単位|オブジェクト|ツール|コマンド|プロセス|コンポーネント|コンテナ|サービス|タスク|方式|方法|値|ファイル|領域|集合|概念|エージェント|プロキシ|ソフトウェア|サーバー?|フィールド|設定|定義|ストア|KVS|プラグイン|コントローラー?|API|利用(?:される|する)|使(?:われる|用(?:される|する)))(?:です|である|だ|になります|になる)?。?$/;
const DEFINED_EN =
  /^(?:in kubernetes,?\s+)?(?:(an?|the)\s+)?((?:[\w`*./-]+\s){0,4}?[\w`*./()-]+)\s+(?:is|are)\s+((?:an?|the|used|responsible|one of|designed|meant|short for|basically|essentially)\b.{8,})$/i;
const MEANS_EN =
  /^(?:(an?|the)\s+)?((?:[\w`*./-]+\s){0,4}?[\w`*./()-]+)\s+(?:means|refers to|stands for)\s+(.{6,})$/i;

const definitionJapanese: Reader = (raw, text, context) => {
  const found = DEFINED_JA.exec(text);
  const term = found?.[1] ?? "";
  if (found === null || POINTING_JA.test(term) || !isTerm(term)) return undefined;
  const defined = /^[^。]*?とは/.test(text) || NOUN_JA.test(text);
  if (
    !defined ||
    /(?:場合|とき|時|ため|上記|以下|一部|中|間|後|前|際|通常|基本|全て|すべて)$/.test(term)
  )
    return undefined;
  const used = /(?:利用|使用|用い|使わ)(?:され|られ)?(?:る|ている)。?$/.test(text);
  const front = used
    ? about(context, `${term} は何に使われる？`, term)
    : whatIs({ topic: "", language: "ja" }, term, "");
  return { kind: "basic", front, back: shown(raw) };
};

const definitionEnglish: Reader = (raw, text, context) => {
  const found = DEFINED_EN.exec(text) ?? MEANS_EN.exec(text);
  const term = found?.[2] ?? "";
  const rest = found?.[3] ?? "";
  if (found === null || POINTING_EN.test(term) || !isTerm(term)) return undefined;
  if (/^(?:the )?(?:same|default|following|only|best|most|first|last|next)\b/i.test(rest))
    return undefined;
  if (
    /\b(?:of|in|for|to|with|and|or|by|on|this|that|the|an?)$/i.test(term) ||
    /^(?:if|when|for|in)\b/i.test(term)
  )
    return undefined;
  const topic = context.topic.length > 40 ? "" : context.topic;
  return {
    kind: "basic",
    front: whatIs(
      { topic, language: "en" },
      [found[1]?.toLowerCase() ?? "", term].join(" ").trim(),
      "",
    ),
    back: shown(raw),
  };
};

const DEFAULT_VALUE =
  /(?:デフォルト|既定値?|初期値)(?:値)?(?:は|では|で|として)?(?:の)?\s*(?:\d+の)?[「『`"]?([A-Za-z0-9０-９][\w０-９.%/-]*)|\b(?:defaults? (?:to|is|value is|of)|by default(?: is)?,?)\s+[`"“]?((?!the\b|a\b|an\b|all\b|it\b|this\b|is\b|in\b|Kubernetes\b|pods?\b|every\b|each\b|any\b)[A-Za-z0-9０-９][\w０-９.%/-]*)/i;
const NUMBER_NEAR =
  /(?:最大|最小|上限|下限|制限|約|少なくとも|ポート(?:番号)?|範囲|猶予|間隔|タイムアウト|limit(?:ed)?|max(?:imum)?|min(?:imum)?|at (?:most|least)|up to|within|after|every|ports?|timeout|interval|range|period)[^\d０-９]{0,24}?([\d０-９][\d０-９,.]*(?:\s?[-–~〜]\s?[\d０-９][\d０-９,.]*)?\s?(?:%|秒|分|時間|日|個|台|回|文字|バイト|ノード|KiB|MiB|GiB|KB|MB|GB|seconds?|minutes?|hours?|days?|nodes?|pods?|s\b|m\b)?)|(?<![\w.:/-])([\d０-９][\d０-９,.]*\s?(?:秒|分(?!割|散|離|析|岐)|時間|seconds?|minutes?|hours?|%|GiB|MiB))/i;

function hidden(raw: string, value: string): string | undefined {
  const at = raw.indexOf(value);
  if (at < 0 || value === "") return undefined;
  return raw.slice(0, at) + BLANK + raw.slice(at + value.length);
}

function clozeFor(raw: string, value: string, context: RuleContext): Draft | undefined {
  const front = hidden(raw, value);
  if (front === undefined) return undefined;
  const back = raw.replace(value, () => `**${value}**`);
  const asked = about(context, shown(front), shown(raw));
  return {
    kind: "cloze",
    front: asked,
    back: shown(back.includes("`") ? raw : back),
    answers: [value],
  };
}

const numberOrDefault: Reader = (raw, text, context) => {
  if (/https?:|\$\s|@/.test(text)) return undefined;
  const named = DEFAULT_VALUE.exec(text);
  const near = named === null ? NUMBER_NEAR.exec(text) : null;
  const value = (named?.[1] ?? named?.[2] ?? near?.[1] ?? near?.[2] ?? "")
    .replace(/[.,]$/, "")
    .trim();
  return clozeFor(raw, value, context);
};

const cause: Reader = (raw, _text, context) => {
  const english = /^(.{15,140}?),? because (.{8,})$/i.exec(raw);
  if (english !== null && !hasJapanese(raw)) {
    const asked = about(context, `Why? — ${shown(present(english[1], "the effect"))}`, raw);
    return {
      kind: "basic",
      front: asked,
      back: `Because ${shown(present(english[2], "the cause"))}`,
    };
  }
  const japanese = /^(.{6,90}?(?:ので|ため))、(.{8,})$/.exec(raw);
  if (japanese === null) return undefined;
  const effect = present(japanese[2], "the effect");
  if (POINTING_JA.test(effect)) return undefined;
  const asked = about(context, `なぜ？ — ${shown(effect)}`, raw);
  return { kind: "basic", front: asked, back: shown(present(japanese[1], "the cause")) };
};

const WARNS =
  /\b(?:must not|should not|never|cannot|can't|do not|don't|not allowed|immutable)\b|(?:[てで]は(?:いけない|ならない)|(?:できない|できません|禁止(?:される|されている)?|変更不可)(?:です)?[。]?$|注意(?:が必要|する|点)|避ける(?:べき|こと))/i;

const warning: Reader = (raw, text, context) => {
  if (!WARNS.test(text) || context.topic === "") return undefined;
  const span = codeSpans(raw).find((code) => !context.topic.includes(code) && code.length <= 40);
  if (span !== undefined) return clozeFor(raw, span, context);
  const front =
    context.language === "ja"
      ? `${context.topic}で注意すべき点は？`
      : `${context.topic}: what must you watch out for?`;
  return { kind: "basic", front, back: shown(raw) };
};

const READERS: readonly Reader[] = [
  definitionJapanese,
  definitionEnglish,
  numberOrDefault,
  cause,
  warning,
];

/** The card of a sentence, or nothing: other sentences are context. */
export function cardOfSentence(raw: string, context: RuleContext): Draft | undefined {
  const text = plain(raw);
  if (text.length < SENTENCE_MIN || text.length > SENTENCE_MAX) return undefined;
  if (
    /[:：?？]$/.test(text) ||
    /多分|たぶん|気がする|かもしれない|maybe|i think|i guess/i.test(text)
  ) {
    return undefined;
  }
  const pointing = hasJapanese(text) ? POINTING_JA : POINTING_EN;
  if (pointing.test(text)) return undefined;
  for (const read of READERS) {
    const card = read(raw, text, context);
    if (card !== undefined) return card;
  }
  return undefined;
}
