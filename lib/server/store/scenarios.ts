/** Tasks that were compiled from a learner's own notes. */
import "server-only";
import type { NoteScenario } from "#lib/deck";
import type { Db } from "./client.ts";
import { fromJson, toJson } from "./json.ts";

export type OwnScenario = {
  readonly scenario: NoteScenario;
  readonly noteId: string | null;
  readonly state: "active" | "retired";
};

export function scenarioStore(db: Db) {
  return {
    async all(learnerId: string): Promise<readonly OwnScenario[]> {
      const rows = await db.scenario.findMany({ where: { learnerId }, orderBy: { id: "asc" } });
      return rows.map(plain);
    },
    async find(learnerId: string, id: string): Promise<OwnScenario | null> {
      const row = await db.scenario.findUnique({ where: { learnerId_id: { learnerId, id } } });
      return row === null ? null : plain(row);
    },
    async save(learnerId: string, scenarios: readonly OwnScenario[]): Promise<void> {
      for (const { scenario, noteId, state } of scenarios) {
        const id = scenario.id;
        const data = { content: toJson(scenario), noteId, state };
        await db.scenario.upsert({
          where: { learnerId_id: { learnerId, id } },
          create: { learnerId, id, ...data },
          update: data,
        });
      }
    },
    async remove(learnerId: string, ids: readonly string[]): Promise<void> {
      await db.scenario.deleteMany({ where: { learnerId, id: { in: [...ids] } } });
    },
  };
}

function plain(row: {
  readonly content: unknown;
  readonly noteId: string | null;
  readonly state: string;
}): OwnScenario {
  return {
    scenario: fromJson<NoteScenario>(row.content),
    noteId: row.noteId,
    state: row.state === "retired" ? "retired" : "active",
  };
}
