/**
 * What a card is about, taken from the headings and items above it, in words that fit into a
 * question; words such as «Overview» or «種類» say nothing without the heading above them.
 */
import type { Language } from "#lib/shared";
import { plain } from "../syntax/inline.ts";
import { remembered } from "../syntax/memo.ts";
import { hasJapanese } from "../syntax/prose.ts";

const GENERIC =
  /^(?:概要|まとめ|例|使い方|基本|基礎|はじめに|コンポーネント|構成要素|種類|特徴|機能|役割|用途|仕組み|動作|設定|設定例|オプション|メリット|デメリット|利点|欠点|注意点?|補足|用語|その他|詳細|リソース|コマンド|手順|ポイント|定義|tips|overview|introduction|intro|summary|components?|types?|features?|benefits?|advantages?|disadvantages?|examples?|usage|uses?|use cases?|when to use|basics|key (?:concepts?|features?|points?|components?|differences?|takeaways?|characteristics)|concepts?|notes?|details|commands?|options?|configuration|definition|how it works|characteristics|purpose|properties|fields|limitations|best practices|description|structure|pros|cons|main (?:components?|features?)|common (?:commands|fields|use cases)|important (?:notes?|points)|how|what|why|when|explanation|steps|role|function|functions|responsibilities|manifest|yaml|example yaml|sample|faq|conclusion)$/i;

const SENTENCE_END =
  /(?:です|ます|ある|する|した|できる|いる|なる|れる|せる|られる|ない|だ|よう|こと|たい|ください|った|いく|くる|おく|しまう|えば|ため|から|ので|とは)$/;
const ENGLISH_OPENER =
  /^(?:if|when|this|that|these|those|you|it|we|they|there|once|because|since|as|to|in|for|with|by|let|let's|note|here|so|but|and|then|after|before|while|use|using|make|run|see|the following)\b/i;

/** Whether a text names something rather than says something. */
export const isTerm = remembered(readsAsTerm);

function readsAsTerm(text: string): boolean {
  if (text === "" || /[。！？!?；;]/.test(text) || /[.,、，…]$/.test(text)) return false;
  if (/^https?:|^[\d\s:.,%-]+$/.test(text)) return false;
  if (hasJapanese(text)) {
    return text.length <= 40 && !SENTENCE_END.test(text) && !/[、，]/.test(text);
  }
  const words = text.split(/\s+/);
  return words.length <= 7 && text.length <= 70 && !ENGLISH_OPENER.test(text);
}

export const isGeneric = remembered(saysNothing);

function saysNothing(heading: string): boolean {
  const parts = heading.replace(/[:：.]+$/, "").split(/\s*(?:[/／・&,、]|\band\b|と)\s*/);
  return parts.every((part) => GENERIC.test(part.trim()));
}

/** «What is a Pod?», «Podとは»: the thing that a heading asks about. */
function named(heading: string): string {
  const english = /^what (?:is|are) (?:an? |the )?(.{2,40}?)\??$/i.exec(heading)?.[1];
  return (
    english ?? heading.replace(/(?:とは(?:何か|なに|なぞや|なんぞや|なんだ)?|って何)[?？]?$/, "")
  );
}

/** «NodePort (既定値)» → «NodePort»: remarks in brackets do not belong to a name. */
export function bareTerm(text: string): string {
  const bare = text.replace(/\s*[(（][^()（）]*[)）]\s*$/, "").trim();
  return bare === "" ? text : bare;
}

function join(outer: string, inner: string, language: Language): string {
  if (outer === "" || inner.toLowerCase().includes(outer.toLowerCase())) return inner;
  return language === "ja" || hasJapanese(outer + inner)
    ? `${outer}の${inner}`
    : `${outer} – ${inner}`;
}

function headingTopic(headings: readonly string[], language: Language): string {
  const names = headings.map(named);
  const last = names.at(-1) ?? "";
  const telling = names.findLast((name) => name !== "" && !isGeneric(name));
  return telling === undefined || telling === last ? last : join(telling, last, language);
}

/** The nearest heading or item that names a thing. */
export function subjectOf(headings: readonly string[], ancestors: readonly string[]): string {
  const items = ancestors.map((text) => bareTerm(plain(text).replace(/\s*[:：]\s*$/, "")));
  const near = items.findLast((name) => isTerm(name) && !isGeneric(name));
  return near ?? headings.map(named).findLast((name) => name !== "" && !isGeneric(name)) ?? "";
}

/** The topic of a piece below these headings and inside these items. */
export function topicOf(
  headings: readonly string[],
  ancestors: readonly string[],
  language: Language,
): string {
  const names = ancestors.map((text) => bareTerm(plain(text).replace(/\s*[:：]\s*$/, "")));
  const near = names.filter((name) => isTerm(name)).at(-1);
  const topic = headingTopic(headings, language);
  if (near === undefined) return topic;
  return isGeneric(near) ? join(topic, near, language) : near;
}
