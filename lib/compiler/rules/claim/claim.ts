/** A row of the rule base: what notes wrongly say, how to recognise it, and what holds today. */
import type { Language } from "#lib/shared";

type Words = Readonly<Record<Language, string>>;

/**
 * One way to say it. Words may come in any order and in either language, so each thing that has to
 * be named is a pattern of its own; a sentence makes the claim when it names them all.
 */
export type Reading = {
  readonly says: readonly RegExp[];
  /** Named in the sentence, or in the headings and items above it. */
  readonly about?: readonly RegExp[];
  /** Named in sentences that look alike and are right. */
  readonly unless?: readonly RegExp[];
  /** Whether the sentence denies something; by default a claim affirms. */
  readonly denies?: "never" | "always" | "either";
};

export type Claim = {
  /** `X01` …: stable, shown with the correction. */
  readonly id: string;
  /** At least one of these stands in the sentence, in lower case: a cheap first test. */
  readonly keys: readonly string[];
  readonly readings: readonly Reading[];
  /** The note asks, and what holds today is its answer. */
  readonly asked?: true;
  /** False: the statement is old in its words only and still makes its own card. */
  readonly replaces: boolean;
  readonly question: Words;
  readonly now: Words;
  readonly domains: readonly string[];
};
