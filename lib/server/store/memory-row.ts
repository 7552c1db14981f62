/** The memory table's row and the review layer's memory: the same values under two names. */
import "server-only";
import type { Memory, MemoryState } from "#lib/review";
import { Prisma } from "./generated/client.ts";

export type StoredMemory = Memory & { readonly parametersVersion: number };

export type MemoryRow = {
  readonly card_id: string | null;
  readonly due: Date | null;
  readonly state: string | null;
  readonly stability: number | null;
  readonly difficulty: number | null;
  readonly reps: number | null;
  readonly lapses: number | null;
  readonly learning_steps: number | null;
  readonly scheduled_days: number | null;
  readonly last_review: Date | null;
  readonly parameters_version: number | null;
};

/** Of the table alias `m`. */
export const memoryColumns = Prisma.sql`m.card_id, m.due, m.state, m.stability, m.difficulty,
  m.reps, m.lapses, m.learning_steps, m.scheduled_days, m.last_review, m.parameters_version`;

/** Null where a left join found no memory. */
export function memoryOf(row: Partial<MemoryRow>): StoredMemory | null {
  if (row.card_id == null || row.due == null) return null;
  return {
    cardId: row.card_id,
    dueMs: row.due.getTime(),
    state: stateOf(row.state ?? ""),
    stability: row.stability ?? 0,
    difficulty: row.difficulty ?? 0,
    reps: row.reps ?? 0,
    lapses: row.lapses ?? 0,
    learningStep: row.learning_steps ?? 0,
    scheduledDays: row.scheduled_days ?? 0,
    ...(row.last_review == null ? {} : { lastReviewMs: row.last_review.getTime() }),
    parametersVersion: row.parameters_version ?? 0,
  };
}

function stateOf(state: string): MemoryState {
  return state === "learning" || state === "review" || state === "relearning" ? state : "new";
}
