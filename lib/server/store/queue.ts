/**
 * A bounded part of what a learner could be shown today: enough for the review layer to choose the
 * next card from, whatever the size of the collection, and exact counts beside it.
 */
import "server-only";
import type { Language } from "#lib/deck";
import { studied, studiedCard, type StudiedCard, type StudiedRow } from "./cards.ts";
import type { Db } from "./client.ts";
import { Prisma } from "./generated/client.ts";

export type QueueWindow = {
  readonly nowMs: number;
  readonly endOfDayMs: number;
  readonly today: string;
  /** Most cards of a group that can be needed today. */
  readonly reviews: number;
  readonly fresh: number;
};

export type QueueStore = ReturnType<typeof queueStore>;

export function queueStore(db: Db) {
  return {
    /** Due today: steps first, then reviews, the least certain first. */
    async due(
      learnerId: string,
      language: Language,
      window: QueueWindow,
    ): Promise<readonly StudiedCard[]> {
      const end = new Date(window.endOfDayMs);
      const where = Prisma.sql`m.due < ${end} and ${shown(window)}`;
      const tail = Prisma.sql`order by m.state = 'review',
        case when m.state = 'review'
          then extract(epoch from m.last_review - ${new Date(window.nowMs)}) / greatest(m.stability, 0.01)
          else extract(epoch from m.due) end, c.id
        limit ${window.reviews + 200}`;
      const rows = await db.$queryRaw<StudiedRow[]>(
        studied(learnerId, language, where, tail),
      );
      return rows.map(studiedCard);
    },
    /** Never answered: the learner's own first, in the order of their notes. */
    async fresh(
      learnerId: string,
      language: Language,
      window: QueueWindow,
    ): Promise<readonly StudiedCard[]> {
      const where = Prisma.sql`m.card_id is null and ${shown(window)}`;
      const tail = Prisma.sql`order by c.deck_id nulls first, c.position, c.id
        limit ${window.fresh * 4 + 20}`;
      const rows = await db.$queryRaw<StudiedRow[]>(studied(learnerId, language, where, tail));
      return rows.map(studiedCard);
    },
    async nextDueMs(learnerId: string, language: Language, afterMs: number): Promise<number | null> {
      const where = Prisma.sql`m.due >= ${new Date(afterMs)} and c.state = 'active'
        and c.kind <> 'scenario' and o.suspended is not true`;
      const tail = Prisma.sql`order by m.due limit 1`;
      const rows = await db.$queryRaw<StudiedRow[]>(studied(learnerId, language, where, tail));
      return rows[0]?.due?.getTime() ?? null;
    },
  };
}

/** Scenario cards are not shown here: they come back in the lab. */
function shown(window: QueueWindow): Prisma.Sql {
  return Prisma.sql`c.state = 'active' and c.kind <> 'scenario' and o.suspended is not true
    and coalesce(o.buried_until, '') <= ${window.today}`;
}
