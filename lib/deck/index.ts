export {
  CARD_KINDS,
  type Card,
  type CardKind,
  type CardProposal,
  type CardSource,
  type MatchKind,
} from "./card.ts";
export type {
  Correction,
  Deck,
  Gap,
  Note,
  NoteScenario,
  NoteSummary,
  OpenQuestion,
  UncertainMatch,
} from "./deck.ts";
