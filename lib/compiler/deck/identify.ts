/**
 * Merged proposals and the previous cards → cards with ids, what was retired, what is uncertain.
 */
import type { Card, CardProposal, Deck, UncertainMatch } from "#lib/deck";
import { firstId, freshId } from "../identity/card-id.ts";
import { matchCards } from "../identity/match.ts";
import { passKeys } from "../identity/normalise.ts";
import type { Merged } from "./merge.ts";

export type Previous = {
  readonly deck: Deck;
  /** Cards of earlier compiles with their content, as far as somebody kept them. */
  readonly retiredCards: readonly Card[];
  /** Cards already known to be unchanged: proposal → its card in `deck`. */
  readonly same: ReadonlyMap<CardProposal, Card>;
};

export type Identified = {
  readonly cards: readonly Card[];
  readonly retired: readonly string[];
  readonly uncertain: readonly UncertainMatch[];
};

function carded(card: CardProposal, id: string, matched: Card["matched"]): Card {
  const made: Card = matched === undefined ? { ...card, id } : { ...card, id, matched };
  passKeys(card, made);
  return card.kind === "scenario" ? { ...made, scenarioId: id.replace(/^c_/, "s_") } : made;
}

function firstTime(merged: readonly Merged[]): Identified {
  const taken = new Set<string>();
  const cards = merged.map(({ card }) => {
    const id = freshId(card, taken);
    taken.add(id);
    return carded(card, id, undefined);
  });
  return { cards, retired: [], uncertain: [] };
}

export function identify(merged: readonly Merged[], previous: Previous | undefined): Identified {
  if (previous === undefined) return firstTime(merged);
  const kept = new Set<Card>();
  const cards: (Card | undefined)[] = merged.map(({ card }) => {
    const same = previous.same.get(card);
    if (same === undefined || kept.has(same)) return undefined;
    kept.add(same);
    return same.matched === "same-text" ? same : carded(card, same.id, "same-text");
  });
  const open = cards.flatMap((card, at) => (card === undefined ? [at] : []));
  const retiredCards = new Set(previous.retiredCards);
  const olds = [...previous.deck.cards.filter((card) => !kept.has(card)), ...retiredCards];
  const fresh = open.flatMap((at) => merged[at]?.card ?? []);
  const { found, uncertain } = matchCards(olds, fresh, retiredCards);
  const gone = new Set([...previous.deck.retired, ...previous.retiredCards.map(({ id }) => id)]);
  const taken = new Set([...previous.deck.cards.map(({ id }) => id), ...gone]);
  open.forEach((at, freshAt) => {
    const card = fresh[freshAt];
    if (card === undefined) return;
    const match = found.get(freshAt);
    const revived = match === undefined && gone.has(firstId(card)) ? firstId(card) : undefined;
    const id = match?.old.id ?? revived ?? freshId(card, taken);
    taken.add(id);
    if (revived !== undefined) gone.delete(revived);
    cards[at] = carded(card, id, match?.kind ?? (revived === undefined ? "new" : "revived"));
  });
  return finish(cards, olds, gone, { found, uncertain, fresh: open });
}

type Outcome = {
  readonly found: ReturnType<typeof matchCards>["found"];
  readonly uncertain: ReturnType<typeof matchCards>["uncertain"];
  readonly fresh: readonly number[];
};

function finish(
  cards: readonly (Card | undefined)[],
  olds: readonly Card[],
  gone: ReadonlySet<string>,
  { found, uncertain, fresh }: Outcome,
): Identified {
  const matched = new Set([...found.values()].map(({ old }) => old));
  const living = new Set(cards.flatMap((card) => card?.id ?? []));
  const lost = olds.filter((card) => !matched.has(card)).map(({ id }) => id);
  const retired = [...new Set([...lost, ...gone])].filter((id) => !living.has(id));
  const asked = new Set<Card | number>();
  const doubts = uncertain.flatMap(({ old, fresh: freshAt, similarity }): UncertainMatch[] => {
    const newId = cards[fresh[freshAt] ?? -1]?.id;
    if (matched.has(old) || found.has(freshAt) || newId === undefined) return [];
    if (asked.has(old) || asked.has(freshAt)) return [];
    asked.add(old).add(freshAt);
    return [{ oldId: old.id, newId, similarity: Math.round(similarity * 1000) / 1000 }];
  });
  return { cards: cards.flatMap((card) => card ?? []), retired, uncertain: doubts };
}
