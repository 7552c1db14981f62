/** All card rules in the order in which they are asked: the first that answers wins. */
import { cardHeading } from "./card-heading.ts";
import { CLAIMS } from "./claim/index.ts";
import { cloze } from "./cloze.ts";
import { command } from "./command.ts";
import { commentedYaml } from "./commented-yaml.ts";
import { comparison } from "./comparison.ts";
import { correction } from "./correction.ts";
import { definition } from "./definition.ts";
import { details } from "./details.ts";
import { enumeration } from "./enumeration.ts";
import { fieldPath } from "./field-path.ts";
import { headingBody } from "./heading-body.ts";
import { manifestCorrection } from "./manifest-correction.ts";
import { misspelling } from "./misspelling.ts";
import { openQuestion } from "./open-question.ts";
import { parentChild } from "./parent-child.ts";
import { parentChildren } from "./parent-children.ts";
import { procedure } from "./procedure.ts";
import { questionAnswer } from "./question-answer.ts";
import { questionHeading } from "./question-heading.ts";
import { quoteComment } from "./quote-comment.ts";
import type { CardRule } from "./rule.ts";
import { separatorCard } from "./separator-card.ts";
import { shellComment } from "./shell-comment.ts";
import { statement } from "./statement.ts";
import { table } from "./table.ts";
import { termParagraph } from "./term-paragraph.ts";
import { terminalCapture } from "./terminal-capture.ts";
import { yamlBlank } from "./yaml-blank.ts";

/** Explicit marks stand before guesses, and precise shapes before loose ones. */
export const cardRules: readonly CardRule[] = [
  cloze,
  separatorCard,
  questionAnswer,
  cardHeading,
  misspelling,
  correction,
  openQuestion,
  command,
  fieldPath,
  procedure,
  definition,
  parentChild,
  parentChildren,
  questionHeading,
  headingBody,
  termParagraph,
  table,
  details,
  comparison,
  quoteComment,
  enumeration,
  statement,
  manifestCorrection,
  commentedYaml,
  yamlBlank,
  shellComment,
  terminalCapture,
];

/** Exam domains of the claims that corrections come from. */
export const claimDomains: ReadonlyMap<string, readonly string[]> = new Map(
  CLAIMS.map(({ id, domains }) => [id, domains]),
);
