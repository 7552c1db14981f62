/**
 * Puts notes, cards and scenarios back as they were before an import, as long as nothing changed
 * them since. A card that was answered in between is retired, not erased: its memory is real.
 */
import "server-only";
import { z } from "zod";
import { success } from "#lib/shared";
import type { Aggregates, BeforeImage } from "../store/index.ts";
import { defineUseCase, type Outcome, problem } from "./define.ts";
import { idInput } from "./input.ts";

export const undoImport = defineUseCase({
  name: "undo-import",
  access: "learner",
  input: z.object({ importId: idInput }),
  limit: { points: 30, perSeconds: 60 },
  async run({ learner, store, now }, { importId }): Promise<Outcome<Record<string, never>>> {
    return store.transaction(learner.id, async (inside) => {
      const found = await inside.imports.find(learner.id, importId);
      if (found === null) return problem("import-not-found", "This learner has no such import.");
      if (found.phase !== "done") {
        return problem("import-not-done", `Unexpected import in phase ${found.phase}.`);
      }
      const { before } = found;
      if (await isSuperseded(inside, learner.id, before)) {
        return problem("import-superseded", "Notes of this import were changed since.");
      }
      await restoreNotes(inside, learner.id, before);
      await restoreCards(inside, learner.id, before);
      await restoreScenarios(inside, learner.id, before);
      await inside.imports.markUndone(learner.id, importId, now);
      return success({});
    });
  },
});

async function isSuperseded(
  store: Aggregates,
  learnerId: string,
  before: BeforeImage,
): Promise<boolean> {
  const notes = await store.notes.all(learnerId);
  const versions = new Map(notes.map(({ id, version }) => [id, version]));
  return before.notes.some(({ id, version }) => versions.get(id) !== version);
}

async function restoreNotes(
  store: Aggregates,
  learnerId: string,
  { notes }: BeforeImage,
): Promise<void> {
  for (const { id, before } of notes) {
    if (before === null) {
      await store.notes.erase(learnerId, id);
    } else {
      await store.notes.save(learnerId, before);
      await store.notes.eraseVersionsAfter(learnerId, id, before.version);
    }
  }
}

async function restoreCards(
  store: Aggregates,
  learnerId: string,
  { cards }: BeforeImage,
): Promise<void> {
  const memories = await store.reviews.memories(learnerId);
  const answered = new Set(memories.map(({ cardId }) => cardId));
  const made = cards.filter(({ before }) => before === null).map(({ id }) => id);
  const own = await store.cards.own(learnerId);
  const retired = own
    .filter(({ card }) => made.includes(card.id) && answered.has(card.id))
    .map((card) => ({ ...card, noteId: null, state: "retired" as const }));
  await store.cards.save(learnerId, [...cards.flatMap(({ before }) => before ?? []), ...retired]);
  await store.cards.remove(
    learnerId,
    made.filter((id) => !answered.has(id)),
  );
}

async function restoreScenarios(
  store: Aggregates,
  learnerId: string,
  { scenarios }: BeforeImage,
): Promise<void> {
  await store.scenarios.save(
    learnerId,
    scenarios.flatMap(({ before }) => before ?? []),
  );
  const made = scenarios.filter(({ before }) => before === null).map(({ id }) => id);
  await store.scenarios.remove(learnerId, made);
}
