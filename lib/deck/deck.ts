/** What one compile of a set of notes gives: cards, scenarios, and what the notes leave open. */
import type { Diagnostic, Language } from "#lib/shared";
import type { Card } from "./card.ts";

/** One note as it was given: `path` is its name inside the set and never a place on a disk. */
export type Note = { readonly path: string; readonly text: string };

export type NoteSummary = {
  readonly path: string;
  readonly language: Language;
  readonly title: string;
  readonly cards: number;
  /** SHA-256 of the text, hexadecimal: an unchanged note is not compiled again. */
  readonly hash: string;
};

/** A complete manifest in a note, made into a task that the simulator grades. */
export type NoteScenario = {
  readonly id: string;
  readonly title: string;
  readonly language: Language;
  readonly source: { readonly path: string; readonly line: number; readonly endLine: number };
  /** The manifest as the note has it, after repair; what an attempt is compared with. */
  readonly manifest: string;
  readonly headings: readonly string[];
  /** The sentence before the manifest and its comments: the words of the task. */
  readonly prompt: string;
  readonly criteria: number;
  /** What had to be taken for granted, one sentence each, shown to the learner. */
  readonly assumptions: readonly string[];
};

export type Correction = {
  /** Row of the rule base, `X01` … */
  readonly claim: string;
  readonly path: string;
  readonly line: number;
  readonly cardId: string;
};

export type OpenQuestion = { readonly path: string; readonly line: number; readonly text: string };

/** A heading without a body: something the learner meant to write about. */
export type Gap = { readonly path: string; readonly line: number; readonly heading: string };

export type UncertainMatch = {
  readonly oldId: string;
  readonly newId: string;
  /** Bigram Dice, 0 … 1. */
  readonly similarity: number;
};

export type Deck = {
  readonly notes: readonly NoteSummary[];
  readonly cards: readonly Card[];
  readonly scenarios: readonly NoteScenario[];
  readonly corrections: readonly Correction[];
  readonly openQuestions: readonly OpenQuestion[];
  readonly gaps: readonly Gap[];
  /** Cards of the previous compile that the notes no longer hold. */
  readonly retired: readonly string[];
  /** Content of retired cards, so that an edited fact that comes back finds its card. */
  readonly retiredCards?: readonly Card[];
  readonly uncertain: readonly UncertainMatch[];
  readonly diagnostics: readonly Diagnostic[];
};
