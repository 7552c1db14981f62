/** The learner's notes with what became of each. */
import "server-only";
import { z } from "zod";
import { success } from "#lib/shared";
import { noteFindings } from "../note-view.ts";
import { defineUseCase, type Outcome } from "./define.ts";
import type { NoteListItem } from "./views.ts";

export const listNotes = defineUseCase({
  name: "list-notes",
  access: "learner",
  input: z.object({}),
  async run({ learner, store }): Promise<Outcome<readonly NoteListItem[]>> {
    const notes = await store.notes.all(learner.id);
    const cards = await store.cards.perNote(learner.id);
    const scenarios = await store.scenarios.all(learner.id);
    const tasks = scenarios.filter(({ state }) => state === "active");
    return success(
      notes
        .filter(({ deletedAtMs }) => deletedAtMs === null)
        .map((note): NoteListItem => {
          const { diagnostics, gaps } = noteFindings(note);
          return {
            id: note.id,
            path: note.path,
            title: note.title,
            language: note.language,
            cards: cards.get(note.id) ?? 0,
            scenarios: tasks.filter(({ noteId }) => noteId === note.id).length,
            diagnostics: diagnostics.length,
            gaps: gaps.length,
            version: note.version,
            updatedAtMs: note.updatedAtMs,
          };
        }),
    );
  },
});
