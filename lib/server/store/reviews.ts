/**
 * The answer log and what is derived from it. An answer is inserted once and stays; taking it back
 * inserts another row; memory is only ever written together with the reason for it.
 */
import "server-only";
import type { Answer, Memory } from "#lib/review";
import { type Db, readRows } from "./client.ts";
import { Prisma } from "./generated/client.ts";
import { type MemoryRow, memoryColumns, memoryOf, type StoredMemory } from "./memory-row.ts";

/** Built-in scenarios have no card of their own; their memory is kept under this prefix. */
export const SCENARIO_CARD = "s-";

export type AnswerKind = "card" | "scenario";

export type NewAnswer = Answer & {
  readonly kind: AnswerKind;
  readonly stateBefore: string;
  readonly parametersVersion: number;
};

export type LoggedAnswer = Answer & {
  readonly kind: AnswerKind;
  /** The card was new. */
  readonly first: boolean;
  /** The card had left its learning steps. */
  readonly reviewed: boolean;
};

/** `stale`: the log has the answer, but memory had moved on and must be rebuilt from the log. */
export type Appended = "saved" | "known" | "stale";

export function reviewStore(db: Db) {
  return {
    ...answerLog(db),
    async memory(learnerId: string, cardId: string): Promise<StoredMemory | null> {
      const rows = await readRows<MemoryRow>(
        db,
        Prisma.sql`select ${memoryColumns} from memory m
          where m.learner_id = ${learnerId} and m.card_id = ${cardId}`,
      );
      return rows[0] === undefined ? null : memoryOf(rows[0]);
    },
    async memories(learnerId: string): Promise<readonly StoredMemory[]> {
      const rows = await readRows<MemoryRow>(
        db,
        Prisma.sql`select ${memoryColumns} from memory m where m.learner_id = ${learnerId}
          order by m.card_id`,
      );
      return rows.flatMap((row) => memoryOf(row) ?? []);
    },
    async count(learnerId: string): Promise<number> {
      return db.memory.count({ where: { learnerId } });
    },
    /** By scenario id: of scenarios from notes through their card, of built-in ones directly. */
    async scenarioMemories(learnerId: string): Promise<ReadonlyMap<string, StoredMemory>> {
      const rows = await readRows<MemoryRow & { scenario_id: string }>(
        db,
        Prisma.sql`select ${memoryColumns}, coalesce(c.content->>'scenarioId',
            substr(m.card_id, ${SCENARIO_CARD.length + 1}::int)) as scenario_id
          from memory m left join card c on c.learner_id = m.learner_id and c.id = m.card_id
          where m.learner_id = ${learnerId}
            and (m.card_id like ${`${SCENARIO_CARD}%`} or c.kind = 'scenario')`,
      );
      return new Map(
        rows.flatMap((row) => {
          const memory = memoryOf(row);
          return memory === null ? [] : [[row.scenario_id, memory] as const];
        }),
      );
    },
    async saveMemory(learnerId: string, memory: Memory, version: number): Promise<void> {
      await db.$executeRaw(
        Prisma.sql`insert into memory ${memoryInsert(learnerId, memory, version)}
          on conflict (learner_id, card_id) do update set ${memoryUpdate}`,
      );
      await db.card.updateMany({
        where: { learnerId, id: memory.cardId, started: false },
        data: { started: true },
      });
    },
    async removeMemory(learnerId: string, cardId: string): Promise<void> {
      await db.memory.deleteMany({ where: { learnerId, cardId } });
      await db.card.updateMany({ where: { learnerId, id: cardId }, data: { started: false } });
    },
    /**
     * One statement: the answer enters the log unless it is there; memory follows only from the
     * state that the answer was computed on.
     */
    async append(
      learnerId: string,
      answer: NewAnswer,
      before: StoredMemory | null,
      after: Memory,
    ): Promise<Appended> {
      const rows = await readRows<{ inserted: number; followed: number }>(
        db,
        appendStatement(learnerId, answer, before, after),
      );
      if (rows[0] === undefined || rows[0].inserted === 0) return "known";
      return rows[0].followed === 0 ? "stale" : "saved";
    },
    /** Holds off every other writer of this card's memory until the transaction ends. */
    async lockCard(learnerId: string, cardId: string): Promise<void> {
      await db.$executeRaw`select pg_advisory_xact_lock(hashtextextended(${`${learnerId}/${cardId}`}, 0))`;
    },
  };
}

function answerLog(db: Db) {
  return {
    /** Standing and taken-back answers of one card, oldest first. */
    async answersOf(learnerId: string, cardId: string): Promise<readonly LoggedAnswer[]> {
      const rows = await readRows<AnswerRow>(
        db,
        Prisma.sql`${selectAnswers(learnerId)} and a.card_id = ${cardId}
          order by a.answered_at, a.client_id`,
      );
      return rows.map(loggedAnswer);
    },
    async answersSince(learnerId: string, fromMs: number): Promise<readonly LoggedAnswer[]> {
      const rows = await readRows<AnswerRow>(
        db,
        Prisma.sql`${selectAnswers(learnerId)} and a.answered_at >= ${new Date(fromMs)}
          order by a.answered_at, a.client_id`,
      );
      return rows.map(loggedAnswer);
    },
    /** The newest standing answers that a person gave to cards; verdicts are not taken back. */
    async lastAnswers(learnerId: string, count: number): Promise<readonly LoggedAnswer[]> {
      const rows = await readRows<AnswerRow>(
        db,
        Prisma.sql`${selectAnswers(learnerId)} and u.client_id is null and a.kind = 'card'
          order by a.answered_at desc, a.received_at desc limit ${count}`,
      );
      return rows.map(loggedAnswer);
    },
    async findAnswer(learnerId: string, clientId: string): Promise<LoggedAnswer | null> {
      const rows = await readRows<AnswerRow>(
        db,
        Prisma.sql`${selectAnswers(learnerId)} and a.client_id = ${clientId}`,
      );
      return rows[0] === undefined ? null : loggedAnswer(rows[0]);
    },
    async undo(learnerId: string, clientIds: readonly string[]): Promise<void> {
      const data = clientIds.map((clientId) => ({ learnerId, clientId }));
      await db.undo.createMany({ data, skipDuplicates: true });
    },
  };
}

type AnswerRow = {
  readonly client_id: string;
  readonly card_id: string;
  readonly rating: number;
  readonly answered_at: Date;
  readonly duration_ms: number;
  readonly zone: string;
  readonly rollover: number;
  readonly kind: string;
  readonly state_before: string;
  readonly undone: boolean;
};

function selectAnswers(learnerId: string): Prisma.Sql {
  return Prisma.sql`select a.client_id, a.card_id, a.rating, a.answered_at, a.duration_ms, a.zone,
      a.rollover, a.kind, a.state_before, u.client_id is not null as undone
    from answer a left join undo u on u.learner_id = a.learner_id and u.client_id = a.client_id
    where a.learner_id = ${learnerId}`;
}

function loggedAnswer(row: AnswerRow): LoggedAnswer {
  return {
    clientId: row.client_id,
    cardId: row.card_id,
    rating: row.rating === 1 || row.rating === 2 || row.rating === 3 ? row.rating : 4,
    answeredAtMs: row.answered_at.getTime(),
    durationMs: row.duration_ms,
    zone: row.zone,
    rolloverHour: row.rollover,
    undone: row.undone,
    kind: row.kind === "scenario" ? "scenario" : "card",
    first: row.state_before === "new",
    reviewed: row.state_before === "review",
  };
}

function appendStatement(
  learnerId: string,
  answer: NewAnswer,
  before: StoredMemory | null,
  after: Memory,
): Prisma.Sql {
  const seen = before?.lastReviewMs === undefined ? null : new Date(before.lastReviewMs);
  return Prisma.sql`
    with logged as (
      insert into answer (learner_id, client_id, card_id, rating, answered_at, duration_ms, zone,
        rollover, kind, state_before, parameters_version)
      values (${learnerId}, ${answer.clientId}, ${answer.cardId}, ${answer.rating},
        ${new Date(answer.answeredAtMs)}, ${answer.durationMs}, ${answer.zone},
        ${answer.rolloverHour}, ${answer.kind}, ${answer.stateBefore}, ${answer.parametersVersion})
      on conflict do nothing returning 1
    ), followed as (
      insert into memory ${memoryInsert(learnerId, after, answer.parametersVersion)}
      where exists (select 1 from logged)
      on conflict (learner_id, card_id) do update set ${memoryUpdate}
      where memory.reps = ${before?.reps ?? -1} and memory.last_review is not distinct from ${seen}
      returning 1
    ), started as (
      update card set started = true where learner_id = ${learnerId} and id = ${answer.cardId}
        and not started and exists (select 1 from followed)
    )
    select (select count(*)::int from logged) as inserted,
      (select count(*)::int from followed) as followed`;
}

function memoryInsert(learnerId: string, memory: Memory, version: number): Prisma.Sql {
  const last = memory.lastReviewMs === undefined ? null : new Date(memory.lastReviewMs);
  return Prisma.sql`(learner_id, card_id, due, state, stability, difficulty, reps, lapses,
      learning_steps, scheduled_days, last_review, parameters_version)
    select ${learnerId}, ${memory.cardId}, ${new Date(memory.dueMs)}::timestamptz, ${memory.state},
      ${memory.stability}::float8, ${memory.difficulty}::float8, ${memory.reps}::int,
      ${memory.lapses}::int, ${memory.learningStep}::int, ${memory.scheduledDays}::float8,
      ${last}::timestamptz, ${version}::int`;
}

const memoryUpdate = Prisma.sql`due = excluded.due, state = excluded.state,
  stability = excluded.stability, difficulty = excluded.difficulty, reps = excluded.reps,
  lapses = excluded.lapses, learning_steps = excluded.learning_steps,
  scheduled_days = excluded.scheduled_days, last_review = excluded.last_review,
  parameters_version = excluded.parameters_version`;
