/**
 * What a rule is told about a piece; topic and subject are found only when
 * a rule asks for them.
 */
import type { Language } from "#lib/shared";
import type { RuleContext } from "../rules/rule.ts";
import { subjectOf, topicOf } from "../rules/topic.ts";
import type { Block } from "../syntax/block.ts";
import type { Section } from "../syntax/section.ts";

export type Where = {
  readonly section: Section;
  readonly ancestors: readonly string[];
  readonly insideQuote: boolean;
  readonly previous: Block | undefined;
  readonly next: Block | undefined;
};

export class PieceContext implements RuleContext {
  readonly section: Section;
  readonly ancestors: readonly string[];
  readonly insideQuote: boolean;
  readonly previous: Block | undefined;
  readonly next: Block | undefined;
  private foundTopic: string | undefined;
  private foundSubject: string | undefined;

  constructor(
    readonly path: string,
    readonly language: Language,
    where: Where,
  ) {
    this.section = where.section;
    this.ancestors = where.ancestors;
    this.insideQuote = where.insideQuote;
    this.previous = where.previous;
    this.next = where.next;
  }

  get topic(): string {
    this.foundTopic ??= topicOf(this.section.headings, this.ancestors, this.language);
    return this.foundTopic;
  }

  get subject(): string {
    this.foundSubject ??= subjectOf(this.section.headings, this.ancestors);
    return this.foundSubject;
  }
}
