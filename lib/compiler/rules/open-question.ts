/** Keeps the learner's own questions apart: they are to be answered, never to be graded. */
import { plain } from "../syntax/inline.ts";
import { hasJapanese } from "../syntax/prose.ts";
import { childItems, ownText } from "./piece.ts";
import type { CardRule } from "./rule.ts";

const ASKS =
  /[?？]\s*[)）]?$|(?:なのか|のだろうか|だろうか|よくわからない|よく分からない|わからん|不明|要調査|要確認|気になる)[。.…]*$/;
const DOUBT_EN =
  /^(?:i (?:do not|don't) (?:get|understand|know)|not sure|no idea|to check|unclear)\b/i;
const RHETORIC = /^(?:what|which|why|how|when|where|who|does|do|is|are|can|should|will)\b/i;

/** Whether a text asks without saying anything: one sentence that ends as a question. */
export function isQuestion(text: string): boolean {
  if (DOUBT_EN.test(text)) return true;
  if (!ASKS.test(text)) return false;
  if (hasJapanese(text)) return true;
  return RHETORIC.test(text) || text.split(/\s+/).length >= 3;
}

export const openQuestion: CardRule = {
  id: "open-question",
  asks: ["item", "paragraph"],
  description: "A bullet or paragraph that only asks goes to the list of open questions.",
  why: {
    en: "The note asks this and does not answer it.",
    ja: "ノートがこれを問い、答えていません。",
  },
  examples: [
    {
      note: "- Does the scheduler ever look at a bound Pod again?",
      cards: [],
      questions: ["Does the scheduler ever look at a bound Pod again?"],
    },
    {
      note: "- 次のLeaseは誰が作る？\n- この順序はよく分からない",
      cards: [],
      questions: ["次のLeaseは誰が作る？", "この順序はよく分からない"],
    },
    { note: "Not sure how leases expire.", cards: [], questions: ["Not sure how leases expire."] },
    { note: "- What is a lease?\n  - A small object that is renewed", cards: [], questions: [] },
    { note: "Really?", cards: [], questions: [] },
  ],

  cardsFrom(piece, { next }) {
    const text = plain(ownText(piece));
    if (text.length > 200 || !isQuestion(text)) return undefined;
    if (childItems(piece).length > 0 || next?.kind === "list") return undefined;
    return { cards: [], questions: [text] };
  },
};
