/** What a list answers: the sentence that leads into it, or the heading above it. */
import { plain } from "../syntax/inline.ts";
import { sentencesOf } from "../syntax/sentence.ts";
import { about } from "./phrase.ts";
import { ownText } from "./piece.ts";
import type { RuleContext } from "./rule.ts";
import { isGeneric, isTerm } from "./topic.ts";

export type Asked = {
  /** The lead-in with its topic, or the topic; empty when neither says what is asked. */
  readonly text: string;
  /** The lead-in alone; empty when there is none. */
  readonly lead: string;
  /** Prose stands between the heading and the list, and does not lead into it. */
  readonly told: boolean;
};

const LEADS =
  /[:：]$|以下|次の(?:よう|通り|とおり|もの|[0-9０-９一二三四五六七])|下記|following|as follows|\bbelow\b|(?:は|are|includes?)$/i;
const LEAD_MAX = 100;
const EMPTY_LEAD =
  /^(?:以下|次|下記|the following|following|as follows|例|examples?|note|注意|steps|これらの?)[^\p{L}]*$/iu;

export function askedAbove(context: RuleContext): Asked {
  const before = context.previous;
  const raw = before?.kind === "paragraph" ? plain(ownText(before)) : "";
  const last = sentencesOf(raw).at(-1) ?? "";
  const lead = last.replace(/[\s:：。.]+$/, "");
  const leads = LEADS.test(last) && last.length <= LEAD_MAX && !EMPTY_LEAD.test(lead);
  if (leads) return { text: about(context, lead, lead), lead, told: true };
  if (lead !== "" && isTerm(lead) && before?.line === before?.endLine) {
    return { text: about(context, lead, lead), lead: "", told: false };
  }
  return { text: isGeneric(context.topic) ? "" : context.topic, lead: "", told: raw !== "" };
}
