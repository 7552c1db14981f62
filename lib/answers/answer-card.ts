/** What judging must know of a card; every card of a deck fits. */
export type AnswerCard = {
  readonly kind: string;
  readonly back: string;
  /** A cloze with several hidden parts is recognised by its front. */
  readonly front?: string;
  /** Every answer that is right. Without any, the back is the answer. */
  readonly answers?: readonly string[];
  /** Items of a list or of an ordering, in the right order. */
  readonly items?: readonly string[];
  /** The language in which differences are told; English if absent. */
  readonly language?: "en" | "ja";
};
