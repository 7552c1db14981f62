/** Imports with the rows as they were before, so that each can be taken back. */
import "server-only";
import type { OwnCard } from "./cards.ts";
import type { Db } from "./client.ts";
import { fromJson, toJson } from "./json.ts";
import type { StoredNote } from "./notes.ts";
import type { OwnScenario } from "./scenarios.ts";

export type ImportPhase = "reading" | "compiling" | "saving" | "done" | "failed" | "undone";

/** `before` is null for a row that the change made. */
export type BeforeImage = {
  readonly notes: readonly {
    readonly id: string;
    /** The version that the import wrote: undoing needs it to be the current one still. */
    readonly version: number;
    readonly before: StoredNote | null;
  }[];
  readonly cards: readonly { readonly id: string; readonly before: OwnCard | null }[];
  readonly scenarios: readonly { readonly id: string; readonly before: OwnScenario | null }[];
};

export type StoredImport = {
  readonly id: string;
  readonly mode: string;
  readonly phase: ImportPhase;
  readonly done: number;
  readonly total: number;
  readonly before: BeforeImage;
  readonly summary: unknown;
  readonly createdAtMs: number;
};

export function importStore(db: Db) {
  return {
    /** False when an import of this id exists already. */
    async start(learnerId: string, id: string, mode: string, total: number): Promise<boolean> {
      const data = { learnerId, id, mode, phase: "reading", total };
      return (await db.import.createMany({ data, skipDuplicates: true })).count === 1;
    },
    async advance(learnerId: string, id: string, phase: ImportPhase, done: number): Promise<void> {
      const where = { learnerId_id: { learnerId, id } };
      await db.import.update({ where, data: { phase, done } });
    },
    async finish(
      learnerId: string,
      id: string,
      outcome: {
        readonly before: BeforeImage;
        readonly summary: unknown;
        readonly total: number;
      },
    ): Promise<void> {
      const { total } = outcome;
      const before = toJson(outcome.before);
      const summary = toJson(outcome.summary);
      await db.import.update({
        where: { learnerId_id: { learnerId, id } },
        data: { before, summary, phase: "done", done: total, total },
      });
    },
    async markUndone(learnerId: string, id: string, nowMs: number): Promise<void> {
      const where = { learnerId_id: { learnerId, id } };
      await db.import.update({ where, data: { phase: "undone", undoneAt: new Date(nowMs) } });
    },
    async find(learnerId: string, id: string): Promise<StoredImport | null> {
      const row = await db.import.findUnique({ where: { learnerId_id: { learnerId, id } } });
      if (row === null) return null;
      const { mode, done, total, createdAt } = row;
      return {
        id,
        mode,
        phase: fromJson<ImportPhase>(row.phase),
        done,
        total,
        before: fromJson<BeforeImage>(row.before),
        summary: fromJson<unknown>(row.summary),
        createdAtMs: createdAt.getTime(),
      };
    },
  };
}
