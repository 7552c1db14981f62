/** A typed answer → right, almost or wrong, and what differs; the kind says how to compare. */
import type { AnswerCard } from "./answer-card.ts";
import { judgeCommand, looksLikeCommand } from "./command/judge-command.ts";
import { sayDifference } from "./difference.ts";
import { judgeFieldPath, looksLikeFieldPath } from "./field-path.ts";
import { bestOf, type Finding, type Verdict } from "./judgement.ts";
import { judgeList, splitItems } from "./list.ts";
import { judgeText } from "./text.ts";
import { judgeYaml } from "./yaml.ts";

export type Judgement = { readonly verdict: Verdict; readonly differences: readonly string[] };

/** Nobody types more; whoever pastes it has no answer. */
export const MAX_TYPED_LENGTH = 20_000;

export function judge(card: AnswerCard, typed: string): Judgement {
  const { verdict, differences } = find(card, typed);
  const language = card.language ?? "en";
  return { verdict, differences: differences.map((each) => sayDifference(each, language)) };
}

function find(card: AnswerCard, typed: string): Finding {
  if (typed.trim() === "") return { verdict: "wrong", differences: [] };
  if (typed.length > MAX_TYPED_LENGTH) {
    const why = `${typed.length} > ${MAX_TYPED_LENGTH}`;
    return { verdict: "wrong", differences: [{ kind: "unreadable", why }] };
  }
  const answers = card.answers ?? [];
  const expected = answers.length === 0 ? [card.back] : answers;
  switch (card.kind) {
    case "list":
    case "ordering":
      return judgeList(itemsOf(card), typed, card.kind === "ordering");
    case "command":
      return bestOf(expected, (answer) => judgeCommand(answer, typed));
    case "field-path":
      return bestOf(expected, (answer) => judgeFieldPath(answer, typed));
    case "yaml-blank":
      return bestOf(expected, (answer) => judgeYaml(answer, typed));
    case "cloze":
      if (hiddenParts(card) > 1 && hiddenParts(card) === answers.length) {
        return judgeList(answers, typed, false);
      }
      return bestOf(expected, (answer) => judgeWords(answer, typed));
    default:
      return bestOf(expected, (answer) => judgeWords(answer, typed));
  }
}

function itemsOf({ items = [], back }: AnswerCard): readonly string[] {
  return items.length === 0 ? splitItems(back) : items;
}

function hiddenParts({ front = "" }: AnswerCard): number {
  return front.match(/\{\{/g)?.length ?? 0;
}

/** The hidden part of a sentence may be a command or a path as well. */
function judgeWords(answer: string, typed: string): Finding {
  if (looksLikeCommand(answer)) return judgeCommand(answer, typed);
  if (looksLikeFieldPath(answer)) return judgeFieldPath(answer, typed);
  return judgeText(answer, typed);
}
