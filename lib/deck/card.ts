/**
 * What a card is: one fact with the places in the notes it came from and the reason it was made.
 * Everything here is plain JSON, so that a deck can be stored, exported and sent to a worker.
 */
import type { Language } from "#lib/shared";

export type CardKind =
  | "basic"
  | "cloze"
  | "list"
  | "ordering"
  | "matching"
  | "choice"
  | "command"
  | "field-path"
  | "yaml-blank"
  | "output"
  | "contrast"
  | "correction"
  | "scenario";

export const CARD_KINDS: readonly CardKind[] = [
  "basic",
  "cloze",
  "list",
  "ordering",
  "matching",
  "choice",
  "command",
  "field-path",
  "yaml-blank",
  "output",
  "contrast",
  "correction",
  "scenario",
];

/** Where a card's fact stands in a note. Lines count from 1 and include the end. */
export type CardSource = {
  readonly path: string;
  /** The headings above the fact, outermost first, without numbering. */
  readonly headings: readonly string[];
  readonly line: number;
  readonly endLine: number;
};

/** A card before it has an identity: what a rule makes of a piece of a note. */
export type CardProposal = {
  readonly kind: CardKind;
  readonly language: Language;
  /** CommonMark. In a cloze, the hidden parts stand in `answers` and as `{{…}}` in the front. */
  readonly front: string;
  /** CommonMark. */
  readonly back: string;
  /** Typed kinds (command, field-path, yaml-blank, cloze): every answer that is right. */
  readonly answers?: readonly string[];
  /** List and ordering: the items, in the note's order. */
  readonly items?: readonly string[];
  /** Matching: left and right sides. */
  readonly pairs?: readonly (readonly [string, string])[];
  /** Choice: the wrong options. */
  readonly distractors?: readonly string[];
  /** The rule's id. */
  readonly rule: string;
  /** One sentence for the learner: why this card exists. */
  readonly why: string;
  readonly tags: readonly string[];
  /** Exam domains such as `CKA-WS`. */
  readonly domains: readonly string[];
  readonly sources: readonly CardSource[];
  /** An id that the note itself carries (`^id`, an Anki guid). */
  readonly explicitId?: string;
  /** A scenario card: the scenario it stands for. */
  readonly scenarioId?: string;
};

/** `id` is given once and never changes, whatever becomes of the note's text or place. */
export type Card = CardProposal & {
  readonly id: string;
  readonly matched?: MatchKind;
};

/** How a card of this compile was found to be a card of the previous one. */
export type MatchKind = "explicit-id" | "same-text" | "same-front" | "similar" | "revived" | "new";
