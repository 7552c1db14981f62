/** Shared decks: what comes with the product is written here once for all learners. */
import "server-only";
import type { Card } from "#lib/deck";
import type { Language } from "#lib/shared";
import { cardKeys } from "./cards.ts";
import type { Db } from "./client.ts";
import { toJson } from "./json.ts";

export type SharedDeck = {
  readonly id: string;
  readonly language: Language;
  readonly title: string;
  /** Of everything that the deck was made from: an equal hash needs no new compile. */
  readonly hash: string;
  readonly notes: readonly {
    readonly path: string;
    readonly title: string;
    readonly text: string;
  }[];
  readonly cards: readonly Card[];
};

export function deckStore(db: Db) {
  return {
    async hashOf(id: string): Promise<string | null> {
      return (await db.deck.findUnique({ where: { id } }))?.hash ?? null;
    },
    /** Retired cards too: their learners' memories would come back with them. */
    async cardsOf(
      id: string,
    ): Promise<readonly { readonly card: Card; readonly state: "active" | "retired" }[]> {
      const rows = await db.deckCard.findMany({
        where: { deckId: id },
        orderBy: [{ position: "asc" }, { id: "asc" }],
      });
      return rows.map((row) => ({
        card: row.content as unknown as Card,
        state: row.state === "retired" ? "retired" : "active",
      }));
    },
    async noteOf(path: string, language: Language) {
      const row = await db.deckNote.findFirst({
        where: { path, deck: { ownerId: null, language } },
      });
      return row === null ? null : { path: row.path, title: row.title, text: row.text };
    },
    /** Replaces the deck's notes and cards; a card that is gone stays as retired. */
    async publish(deck: SharedDeck): Promise<void> {
      const { id, language, title, hash } = deck;
      const data = { language, title, hash, updatedAt: new Date() };
      await db.deck.upsert({ where: { id }, create: { id, ...data }, update: data });
      await db.deckNote.deleteMany({ where: { deckId: id } });
      await db.deckNote.createMany({ data: deck.notes.map((note) => ({ deckId: id, ...note })) });
      await db.deckCard.updateMany({ where: { deckId: id }, data: { state: "retired" } });
      for (const [position, card] of deck.cards.entries()) {
        const row = {
          kind: card.kind,
          content: toJson(card),
          sources: toJson(card.sources),
          state: "active",
          position,
          ...cardKeys(card),
        };
        await db.deckCard.upsert({
          where: { deckId_id: { deckId: id, id: card.id } },
          create: { deckId: id, id: card.id, ...row },
          update: row,
        });
      }
    },
  };
}
