/**
 * Facts and the cards that were there before → cards with ids;
 * what was retired or is uncertain.
 */
import type { Card, CardProposal, UncertainMatch } from "#lib/deck";
import { firstId, freshId } from "../identity/card-id.ts";
import { type Matches, matchCards } from "../identity/match.ts";
import { passKeys } from "../identity/normalise.ts";

export type Before = {
  /** Cards that the facts may be. */
  readonly cards: readonly Card[];
  /** Cards of earlier compiles with their content, as far as somebody kept them. */
  readonly retiredCards: readonly Card[];
  /** Ids of all retired cards. */
  readonly retired: readonly string[];
  /** All ids that were ever given; new ones are added. */
  readonly taken: Set<string>;
};

export type Identified = {
  /** One per proposal, in their order. */
  readonly cards: readonly Card[];
  readonly retired: readonly string[];
  readonly uncertain: readonly UncertainMatch[];
};

export function carded(card: CardProposal, id: string, matched: Card["matched"]): Card {
  const { matched: _before, ...plain } = card as Card;
  const made: Card = matched === undefined ? { ...plain, id } : { ...plain, id, matched };
  const whole = card.kind === "scenario" ? { ...made, scenarioId: id.replace(/^c_/, "s_") } : made;
  passKeys(card, whole);
  return whole;
}

/** Without earlier cards nothing is matched: every card is the first of its kind. */
export function identifyFirst(fresh: readonly CardProposal[], taken: Set<string>): readonly Card[] {
  return fresh.map((card) => {
    const id = freshId(card, taken);
    taken.add(id);
    return carded(card, id, undefined);
  });
}

export function identify(fresh: readonly CardProposal[], before: Before): Identified {
  const { retiredCards, taken } = before;
  const olds = [...before.cards, ...retiredCards];
  const matches = matchCards(olds, fresh, new Set(retiredCards));
  const gone = new Set([...before.retired, ...retiredCards.map(({ id }) => id)]);
  const cards = fresh.map((card, at) => {
    const match = matches.found.get(at);
    const revived = match === undefined && gone.has(firstId(card)) ? firstId(card) : undefined;
    const id = match?.old.id ?? revived ?? freshId(card, taken);
    taken.add(id);
    gone.delete(id);
    return carded(card, id, match?.kind ?? (revived === undefined ? "new" : "revived"));
  });
  return finish(cards, olds, gone, matches);
}

function finish(
  cards: readonly Card[],
  olds: readonly Card[],
  gone: ReadonlySet<string>,
  { found, uncertain }: Matches,
): Identified {
  const matched = new Set([...found.values()].map(({ old }) => old));
  const living = new Set(cards.map(({ id }) => id));
  const lost = olds.filter((card) => !matched.has(card)).map(({ id }) => id);
  const retired = [...new Set([...lost, ...gone])].filter((id) => !living.has(id));
  const asked = new Set<Card | number>();
  const doubts = uncertain.flatMap(({ old, fresh, similarity }): UncertainMatch[] => {
    const newId = cards[fresh]?.id;
    if (matched.has(old) || found.has(fresh) || newId === undefined) return [];
    if (asked.has(old) || asked.has(fresh)) return [];
    asked.add(old).add(fresh);
    return [{ oldId: old.id, newId, similarity: Math.round(similarity * 1000) / 1000 }];
  });
  return { cards, retired, uncertain: doubts };
}
