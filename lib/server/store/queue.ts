/**
 * A bounded part of what a learner could be shown today: enough for the review layer to choose the
 * next card from, whatever the size of the collection. Texts of cards are left where they are.
 */
import "server-only";
import type { CardKind } from "#lib/deck";
import type { Language } from "#lib/shared";
import { type Db, readRows } from "./client.ts";
import { Prisma } from "./generated/client.ts";
import { type MemoryRow, memoryColumns, memoryOf, type StoredMemory } from "./memory-row.ts";

export type QueueWindow = {
  readonly nowMs: number;
  readonly endOfDayMs: number;
  /** The learner's local day. */
  readonly today: string;
  /** Most cards of a group that can be needed today. */
  readonly reviews: number;
  readonly fresh: number;
};

/** A card as far as its place in the queue depends on it; never suspended, never buried. */
export type Candidate = {
  readonly id: string;
  readonly kind: CardKind;
  readonly shared: boolean;
  readonly position: number;
  readonly sibling: string;
  readonly memory: StoredMemory | null;
};

/** Learning steps of a day beside its reviews; more than anyone takes at once. */
const STEPS = 200;
const WIDEN = 4;

export function queueStore(db: Db) {
  return {
    /** Due today: steps first, then reviews, the least certain first. */
    async due(
      learnerId: string,
      language: Language,
      window: QueueWindow,
    ): Promise<readonly Candidate[]> {
      const wanted = window.reviews + STEPS;
      for (let limit = wanted; ; limit *= WIDEN) {
        const rows = await readRows<CandidateRow>(db, dueRows(learnerId, language, window, limit));
        // Rows that are not shown take places in the limit: look further when too few are left.
        const exhausted = rows.length < limit;
        const shown = rows.filter(({ shown }) => shown === true);
        if (exhausted || shown.length >= wanted) return shown.map(candidate);
      }
    },
    /** Never answered: the learner's own first, in the order of their notes. */
    async fresh(
      learnerId: string,
      language: Language,
      window: QueueWindow,
    ): Promise<readonly Candidate[]> {
      const limit = window.fresh * 4 + 20;
      const own = await readRows<CandidateRow>(db, ownFresh(learnerId, window, limit));
      if (own.length >= limit) return own.map(candidate);
      const shared = sharedFresh(learnerId, language, window, limit);
      return [...own, ...(await readRows<CandidateRow>(db, shared))].map(candidate);
    },
    async nextDueMs(
      learnerId: string,
      language: Language,
      window: QueueWindow,
    ): Promise<number | null> {
      const later = { ...window, endOfDayMs: FAR_MS };
      for (let limit = STEPS; ; limit *= WIDEN) {
        const rows = await readRows<CandidateRow>(
          db,
          dueRows(learnerId, language, later, limit, window.nowMs),
        );
        const next = rows.find(({ kept_out: keptOut }) => keptOut === false);
        if (next !== undefined || rows.length < limit) return next?.due?.getTime() ?? null;
      }
    },
  };
}

const FAR_MS = Date.UTC(3000, 0, 1);

type CandidateRow = Partial<MemoryRow> & {
  readonly id: string;
  readonly kind: CardKind;
  readonly shared: boolean;
  readonly position: number;
  readonly sibling: string;
  readonly shown?: boolean | null;
  /** Retired, suspended or a scenario: not shown on any day. */
  readonly kept_out?: boolean | null;
};

/**
 * Without `afterMs` by urgency, with it by the time at which they become due. The lateral joins say
 * how to look up: one row by its key for each that was chosen, whatever the planner believes.
 */
function dueRows(
  learnerId: string,
  language: Language,
  window: QueueWindow,
  limit: number,
  afterMs?: number,
): Prisma.Sql {
  const after = afterMs === undefined ? Prisma.empty : Prisma.sql`and due >= ${new Date(afterMs)}`;
  const order =
    afterMs === undefined
      ? Prisma.sql`state = 'review', case when state = 'review'
          then (date_part('epoch', last_review) - ${window.nowMs / 1000}::float8)
            / greatest(stability, 0.01::float8)
          else date_part('epoch', due) end, card_id`
      : Prisma.sql`due, card_id`;
  const keptOut = Prisma.sql`(coalesce(c.state, s.state, 'retired') <> 'active'
    or coalesce(c.kind, s.kind) = 'scenario' or o.suspended is true)`;
  return Prisma.sql`
    with chosen as materialized (
      select * from memory where learner_id = ${learnerId}
        and due < ${new Date(window.endOfDayMs)} ${after}
      order by ${order} limit ${limit}
    )
    select m.card_id as id, coalesce(c.kind, s.kind) as kind, c.id is null as shared,
      coalesce(c.position, s.position) as position, coalesce(c.sibling, s.sibling) as sibling,
      ${keptOut} as kept_out,
      not ${keptOut} and coalesce(o.buried_until, '') <= ${window.today} as shown, ${memoryColumns}
    from chosen m
    left join lateral (
      select * from card where learner_id = ${learnerId} and id = m.card_id limit 1
    ) c on true
    left join lateral (
      select s.* from deck_card s join deck d on d.id = s.deck_id
      where c.id is null and s.id = m.card_id and d.owner_id is null and d.language = ${language}
      limit 1
    ) s on true
    left join lateral (
      select * from overlay where learner_id = ${learnerId} and card_id = m.card_id limit 1
    ) o on true
    order by ${afterMs === undefined ? Prisma.sql`m.state = 'review'` : Prisma.sql`m.due`}`;
}

function ownFresh(learnerId: string, window: QueueWindow, limit: number): Prisma.Sql {
  return Prisma.sql`
    select c.id, c.kind, false as shared, c.position, c.sibling from card c
    left join overlay o on o.learner_id = c.learner_id and o.card_id = c.id
    where c.learner_id = ${learnerId} and c.state = 'active' and not c.started and ${shown(window)}
    order by c.position, c.id limit ${limit}`;
}

function sharedFresh(
  learnerId: string,
  language: Language,
  window: QueueWindow,
  limit: number,
): Prisma.Sql {
  return Prisma.sql`
    select c.id, c.kind, true as shared, c.position, c.sibling
    from deck d join deck_card c on c.deck_id = d.id
    left join overlay o on o.learner_id = ${learnerId} and o.card_id = c.id
    where d.owner_id is null and d.language = ${language} and c.state = 'active'
      and ${shown(window)}
      and not exists (select 1 from memory m
        where m.learner_id = ${learnerId} and m.card_id = c.id)
    order by c.position, c.id limit ${limit}`;
}

/** Scenario cards are not shown here: they come back in the lab. */
function shown(window: QueueWindow): Prisma.Sql {
  return Prisma.sql`c.kind <> 'scenario' and o.suspended is not true
    and coalesce(o.buried_until, '') <= ${window.today}`;
}

function candidate(row: CandidateRow): Candidate {
  const { id, kind, shared, position, sibling } = row;
  return { id, kind, shared, position, sibling, memory: memoryOf(row) };
}
