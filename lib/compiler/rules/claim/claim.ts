/** A row of the rule base: what notes wrongly say, how to recognise it, and what holds today. */
import type { Language } from "#lib/shared";

type Words = Readonly<Record<Language, string>>;

export type Claim = {
  /** `X01` …: stable, shown with the correction. */
  readonly id: string;
  /** At least one of these stands in the statement, in lower case: a cheap first test. */
  readonly keys: readonly string[];
  /** Any of these recognises the claim in the plain text of a statement. */
  readonly says: readonly RegExp[];
  /** The headings and items above must match as well. */
  readonly under?: RegExp;
  /** Statements that are right although `says` matches. */
  readonly unless?: RegExp;
  /** False: the statement is old in its words only and still makes its own card. */
  readonly replaces: boolean;
  readonly question: Words;
  readonly now: Words;
  readonly domains: readonly string[];
};
