/** What a card rule is: asked about one piece of a note, it answers with cards or with nothing. */
import type { CardKind } from "#lib/deck";
import type { Language } from "#lib/shared";
import type { Block, Piece } from "../syntax/block.ts";
import type { Section } from "../syntax/section.ts";

/** A card as a rule makes it; the walk adds language, source, tags and domains. */
export type Draft = {
  readonly kind: CardKind;
  readonly front: string;
  readonly back: string;
  readonly answers?: readonly string[];
  readonly items?: readonly string[];
  readonly pairs?: readonly (readonly [string, string])[];
  readonly distractors?: readonly string[];
  /** Asks from the explanation back to the term. */
  readonly reverse?: boolean;
  readonly explicitId?: string;
  /** Row of the rule base that a correction comes from. */
  readonly claim?: string;
  readonly tags?: readonly string[];
  /** Where the fact stands, when that is narrower than the piece. */
  readonly line?: number;
  readonly endLine?: number;
};

export type Finding = {
  readonly cards: readonly Draft[];
  /** What the learner asks and does not answer. */
  readonly questions?: readonly string[];
  /** Pieces that these cards already hold, so that no other rule reads them again. */
  readonly covers?: readonly Piece[];
  /** Other rules may read the piece as well. */
  readonly open?: boolean;
};

export type RuleContext = {
  readonly path: string;
  readonly language: Language;
  readonly section: Section;
  /** What the cards are about, in words that fit into a question: the nearest telling headings. */
  readonly topic: string;
  /** The nearest thing named above, without «Overview» or «種類»; may be empty. */
  readonly subject: string;
  /** Texts of the list items around the piece, outermost first. */
  readonly ancestors: readonly string[];
  /** The blocks next to this one, inside the same section, item or quote. */
  readonly previous: Block | undefined;
  readonly next: Block | undefined;
  readonly insideQuote: boolean;
};

/** What an example's cards must at least have; undefined fields are not compared. */
export type ExampleCard = {
  readonly kind: CardKind;
  readonly front: string;
  readonly back?: string;
  readonly answers?: readonly string[];
  readonly items?: readonly string[];
};

export type Example = {
  readonly note: string;
  readonly cards: readonly ExampleCard[];
  readonly questions?: readonly string[];
  /** `line:column code` of each diagnostic. */
  readonly diagnostics?: readonly string[];
};

export type CardRule = {
  readonly id: string;
  /** The kinds of pieces that it is asked about. */
  readonly asks: readonly Piece["kind"][];
  readonly description: string;
  /** One sentence for the learner, per language: why a card of this rule exists. */
  readonly why: Readonly<Record<Language, string>>;
  /** Tests and documentation in one: rules.test.ts runs each of them. */
  readonly examples: readonly Example[];
  readonly cardsFrom: (piece: Piece, context: RuleContext) => Finding | undefined;
};
