/**
 * How questions are worded, in the language of the note.
 * One place, so that all cards sound alike.
 */
import type { Language } from "#lib/shared";
import { hasJapanese } from "../syntax/prose.ts";

type Topic = { readonly topic: string; readonly language: Language };

function mentions(text: string, topic: string): boolean {
  const bare = (value: string) => value.toLowerCase().replace(/[`*\s]/g, "");
  return topic === "" || bare(text).includes(bare(topic));
}

const NOUN_WITHOUT_NO = /(?:もの|こと|方法|場合|理由|とは|なぞや|か)$/;

/** «Service: …?», or the question alone when it names the topic itself. */
export function about({ topic, language }: Topic, question: string, term = question): string {
  if (mentions(term, topic)) return question;
  return language === "ja" ? `${topic}：${question}` : `${topic}: ${question}`;
}

const ENGLISH_VERB =
  /^(?:is used to|allows?|lets?|runs?|stores?|provides?|ensures?|manages?|handles?|exposes?|creates?|deletes?|defines?|specifies|maintains?|monitors?|watches|assigns?|controls?|schedules?|lists?|shows?|displays?|makes?|keeps?|holds?|maps?|routes?|sets?|starts?|stops?|restarts?|updates?|deploys?|distributes|automates|automatically|connects?|groups?|helps?|enables?|enforces|sends?|serves?|selects?|scales?|checks?|supports?|acts as|works as|responsible for|communicates|implements?|limits?|prevents?|returns?|determines?|tells?|describes?|represents?|used (?:to|for)|evicts?|guarantees?)\b/i;

const NAMES_A_THING =
  /^(?:an?|the|one of|another|any|some|short for|\w+(?:er|or|tion|ing|ity|ment|ness)\b)/i;

function englishQuestion(term: string, explanation: string): string {
  const bare = explanation.replace(/^[*_`"\s]+/, "");
  const plural =
    /[a-z]s$/.test(term) &&
    !/[a-z][A-Z]|`/.test(term) &&
    !/(?:ss|us|is|ps|ns|as|os|dns|kubernetes|ingress|windows|tls)$/i.test(term);
  if (ENGLISH_VERB.test(bare)) return plural ? `What do ${term} do?` : `What does ${term} do?`;
  const words = term.split(/\s+/).length;
  if (bare !== "" && words > 1 && !NAMES_A_THING.test(bare)) return `Explain “${term}”`;
  return plural ? `What are ${term}?` : `What is ${term}?`;
}

/** «What is X?», «What does X do?», 「Xとは？」. */
export function whatIs(context: Topic, term: string, explanation: string): string {
  if (context.language === "ja") return whatIsJapanese(context, term);
  return about(context, englishQuestion(term, explanation), term);
}

function whatIsJapanese({ topic, language }: Topic, term: string): string {
  if (mentions(term, topic)) return `${term} とは何か？`;
  if (NOUN_WITHOUT_NO.test(topic) || !hasJapanese(topic + term)) {
    return about({ topic, language }, `${term} とは何か？`, term);
  }
  return `${topic}の「${term}」とは何か？`;
}

/** From the explanation back to the term. */
export function whichOne(context: Topic, explanation: string): string {
  const question = context.language === "ja" ? "次の説明に当たるものは？" : "Which one is this?";
  return `${about(context, question, "")}\n\n${explanation}`;
}

/** A question that asks for all items. */
export function nameAll(context: Topic, asked: string, count: number): string {
  if (context.language === "ja") return `${asked.replace(/[:：。]+$/, "")}（${count}つ挙げよ）`;
  return `${asked.replace(/[\s:.]+$/, "")} (name all ${count})`;
}

export function points(context: Topic, count: number): string {
  const { topic, language } = context;
  return language === "ja"
    ? `${topic}のポイントを${count}つ挙げよ`
    : `${topic}: what are the ${count} points?`;
}

/** Back of a card whose answer is a list. */
export function bullets(items: readonly string[]): string {
  return items.map((item) => `- ${item}`).join("\n");
}

export function numbered(items: readonly string[]): string {
  return items.map((item, at) => `${at + 1}. ${item}`).join("\n");
}

/** The mark of a hidden part; the part itself stands in `answers`. */
export const BLANK = "{{…}}";
