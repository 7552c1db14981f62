/**
 * The cards a learner has: their own and those of the shared deck in their language. A shared card
 * is never copied; its `deckId` tells it from the learner's own.
 */
import "server-only";
import type { Card, CardKind } from "#lib/deck";
import { siblingKey } from "#lib/review";
import type { Language } from "#lib/shared";
import { type Db, readRows } from "./client.ts";
import { Prisma } from "./generated/client.ts";
import { fromJson } from "./json.ts";
import { type MemoryRow, memoryColumns, memoryOf, type StoredMemory } from "./memory-row.ts";

export type CardLifecycle = "active" | "retired";

/** A learner's own card as it is stored. */
export type OwnCard = {
  readonly card: Card;
  readonly noteId: string | null;
  readonly state: CardLifecycle;
  readonly position: number;
};

export type Overlay = {
  readonly suspended: boolean;
  readonly buriedUntil: string | null;
  readonly flagged: boolean;
};

export type StudiedCard = {
  readonly card: Card;
  readonly deckId: string | null;
  readonly noteId: string | null;
  readonly state: CardLifecycle;
  readonly position: number;
  readonly sibling: string;
  readonly overlay: Overlay;
  readonly memory: StoredMemory | null;
};

export type CardFilter = {
  readonly query?: string | undefined;
  readonly kind?: CardKind | undefined;
  readonly noteId?: string | undefined;
  readonly state?: "active" | "suspended" | "retired" | "flagged" | undefined;
};

export function cardStore(db: Db) {
  return {
    async find(learnerId: string, language: Language, id: string): Promise<StudiedCard | null> {
      const rows = await readRows<StudiedRow>(
        db,
        studied(learnerId, language, Prisma.sql`c.id = ${id}`, Prisma.sql`limit 1`),
      );
      return rows[0] === undefined ? null : studiedCard(rows[0]);
    },
    async page(
      learnerId: string,
      language: Language,
      filter: CardFilter,
      page: { readonly offset: number; readonly limit: number },
    ): Promise<{ readonly items: readonly StudiedCard[]; readonly total: number }> {
      const where = whereOf(filter);
      const tail = Prisma.sql`order by c.deck_id nulls first, c.position, c.id
        limit ${page.limit} offset ${page.offset}`;
      const rows = await readRows<StudiedRow & { total: number }>(
        db,
        studied(learnerId, language, where, tail, Prisma.sql`, (count(*) over ())::int as total`),
      );
      return { items: rows.map(studiedCard), total: rows[0]?.total ?? 0 };
    },
    async ofNote(learnerId: string, noteId: string): Promise<readonly StudiedCard[]> {
      const where = Prisma.sql`c.note_id = ${noteId} and c.state = 'active'`;
      const tail = Prisma.sql`order by c.position, c.id`;
      const rows = await readRows<StudiedRow>(db, studied(learnerId, "en", where, tail));
      return rows.filter((row) => row.deck_id === null).map(studiedCard);
    },
    async has(learnerId: string, language: Language, id: string): Promise<boolean> {
      const rows = await readRows(
        db,
        Prisma.sql`select 1 from (${everyCard(learnerId, language)}) c where c.id = ${id} limit 1`,
      );
      return rows.length > 0;
    },
    /** Sibling keys by card id. */
    async siblings(
      learnerId: string,
      language: Language,
      ids: readonly string[],
    ): Promise<ReadonlyMap<string, string>> {
      const rows = await readRows<{ id: string; sibling: string }>(
        db,
        Prisma.sql`select c.id, c.sibling from (${everyCard(learnerId, language)}) c
          where c.id = any(${[...ids]})`,
      );
      return new Map(rows.map(({ id, sibling }) => [id, sibling]));
    },
    async own(learnerId: string): Promise<readonly OwnCard[]> {
      const orderBy = [{ position: "asc" as const }, { id: "asc" as const }];
      const rows = await db.card.findMany({ where: { learnerId }, orderBy });
      return rows.map((row) => ({
        card: fromJson<Card>(row.content),
        noteId: row.noteId,
        state: lifecycle(row.state),
        position: row.position,
      }));
    },
    async save(learnerId: string, cards: readonly OwnCard[]): Promise<void> {
      for (const part of parts(cards)) await db.$executeRaw(upsert(learnerId, part));
    },
    async remove(learnerId: string, ids: readonly string[]): Promise<void> {
      await db.card.deleteMany({ where: { learnerId, id: { in: [...ids] } } });
    },
    async setOverlay(learnerId: string, cardId: string, change: Partial<Overlay>): Promise<void> {
      const where = { learnerId_cardId: { learnerId, cardId } };
      await db.overlay.upsert({ where, create: { learnerId, cardId, ...change }, update: change });
    },
    async idOfScenario(learnerId: string, scenarioId: string): Promise<string | null> {
      const rows = await readRows<{ id: string }>(
        db,
        Prisma.sql`select id from card where learner_id = ${learnerId} and kind = 'scenario'
          and content->>'scenarioId' = ${scenarioId} order by state, id limit 1`,
      );
      return rows[0]?.id ?? null;
    },
    async overlays(learnerId: string): Promise<readonly (Overlay & { readonly cardId: string })[]> {
      const rows = await db.overlay.findMany({ where: { learnerId } });
      return rows.map(({ cardId, suspended, buriedUntil, flagged }) => {
        return { cardId, suspended, buriedUntil, flagged };
      });
    },
    /** Active cards by note id. */
    async perNote(learnerId: string): Promise<ReadonlyMap<string, number>> {
      const rows = await db.card.groupBy({
        by: ["noteId"],
        where: { learnerId, state: "active" },
        _count: true,
      });
      return new Map(rows.map(({ noteId, _count }) => [noteId ?? "", _count]));
    },
    async count(learnerId: string, language: Language): Promise<number> {
      const rows = await readRows<{ n: number }>(
        db,
        Prisma.sql`select count(*)::int as n from (${everyCard(learnerId, language)}) c
          where c.state = 'active' and c.kind <> 'scenario'`,
      );
      return rows[0]?.n ?? 0;
    },
  };
}

/** Own cards hide shared cards of the same id. */
export function everyCard(learnerId: string, language: Language): Prisma.Sql {
  return Prisma.sql`
    select id, kind, content, note_id, state, position, sibling, words, null as deck_id
      from card where learner_id = ${learnerId}
    union all
    select s.id, s.kind, s.content, null, s.state, s.position, s.sibling, s.words, s.deck_id
      from deck d join deck_card s on s.deck_id = d.id
      where d.owner_id is null and d.language = ${language} and s.state = 'active'`;
}

export type StudiedRow = Partial<MemoryRow> & {
  readonly content: unknown;
  readonly deck_id: string | null;
  readonly note_id: string | null;
  readonly card_state: string;
  readonly position: number;
  readonly sibling: string;
  readonly suspended: boolean | null;
  readonly buried_until: string | null;
  readonly flagged: boolean | null;
};

export function studied(
  learnerId: string,
  language: Language,
  where: Prisma.Sql,
  tail: Prisma.Sql,
  more: Prisma.Sql = Prisma.empty,
): Prisma.Sql {
  return Prisma.sql`
    select c.content, c.deck_id, c.note_id, c.state as card_state, c.position, c.sibling,
      o.suspended, o.buried_until, o.flagged, ${memoryColumns} ${more}
    from (${everyCard(learnerId, language)}) c
    left join overlay o on o.learner_id = ${learnerId} and o.card_id = c.id
    left join memory m on m.learner_id = ${learnerId} and m.card_id = c.id
    where ${where} ${tail}`;
}

export function studiedCard(row: StudiedRow): StudiedCard {
  return {
    card: fromJson<Card>(row.content),
    deckId: row.deck_id,
    noteId: row.note_id,
    state: lifecycle(row.card_state),
    position: row.position,
    sibling: row.sibling,
    overlay: {
      suspended: row.suspended ?? false,
      buriedUntil: row.buried_until,
      flagged: row.flagged ?? false,
    },
    memory: memoryOf(row),
  };
}

function whereOf(filter: CardFilter): Prisma.Sql {
  const parts = [Prisma.sql`true`];
  if (filter.kind !== undefined) parts.push(Prisma.sql`c.kind = ${filter.kind}`);
  if (filter.noteId !== undefined) parts.push(Prisma.sql`c.note_id = ${filter.noteId}`);
  for (const word of (filter.query ?? "").toLowerCase().split(/\s+/).filter(Boolean)) {
    parts.push(Prisma.sql`position(${word} in c.words) > 0`);
  }
  if (filter.state === "retired") parts.push(Prisma.sql`c.state = 'retired'`);
  else parts.push(Prisma.sql`c.state = 'active'`);
  if (filter.state === "suspended") parts.push(Prisma.sql`o.suspended`);
  if (filter.state === "active") parts.push(Prisma.sql`o.suspended is not true`);
  if (filter.state === "flagged") parts.push(Prisma.sql`o.flagged`);
  return Prisma.join(parts, " and ");
}

function upsert(learnerId: string, cards: readonly OwnCard[]): Prisma.Sql {
  const rows = JSON.stringify(cards.map(cardRow));
  return Prisma.sql`
    insert into card (learner_id, id, kind, content, sources, note_id, state, position, sibling, words)
    select ${learnerId}, r.id, r.kind, r.content, r.content->'sources', r.note_id, r.state,
      r.position, r.sibling, r.words
    from jsonb_to_recordset(${rows}::jsonb) as r(id text, kind text, content jsonb, note_id text,
      state text, position int, sibling text, words text)
    on conflict (learner_id, id) do update set kind = excluded.kind, content = excluded.content,
      sources = excluded.sources, note_id = excluded.note_id, state = excluded.state,
      position = excluded.position, sibling = excluded.sibling, words = excluded.words`;
}

/** What a stored card, own or shared, is searched and grouped by. */
export function cardKeys(card: Card): { readonly sibling: string; readonly words: string } {
  return {
    sibling: siblingKey(card.sources) ?? "",
    words: `${card.front}\n${card.back}`.toLowerCase(),
  };
}

function cardRow({ card, noteId, state, position }: OwnCard) {
  const { id, kind } = card;
  return { id, kind, content: card, note_id: noteId, state, position, ...cardKeys(card) };
}

function lifecycle(state: string): CardLifecycle {
  return state === "retired" ? "retired" : "active";
}

/** One statement takes a bounded number of rows, so that its text stays of a size. */
function* parts<T>(items: readonly T[], size = 500): Generator<readonly T[]> {
  for (let at = 0; at < items.length; at += size) yield items.slice(at, at + size);
}
