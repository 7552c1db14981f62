/** Writes one note, a new one without `id`; its cards follow, their memories stay. */
import "server-only";
import { z } from "zod";
import { success } from "#lib/shared";
import { applyNotes, readCollection } from "../note-compile.ts";
import { readFiles } from "../note-files.ts";
import { noteView } from "../note-view.ts";
import type { StoredNote } from "../store/index.ts";
import { defineUseCase, type Outcome, problem } from "./define.ts";
import { idInput } from "./input.ts";
import type { NoteView } from "./views.ts";

type Saved = {
  readonly note: NoteView;
  readonly kept: number;
  readonly added: number;
  readonly retired: number;
};

export const saveNote = defineUseCase({
  name: "save-note",
  access: "learner",
  input: z.object({
    id: idInput.optional(),
    path: z.string().min(1).max(400),
    text: z.string().max(12 * 1024 * 1024),
    /** The version that was edited: another one saved meanwhile is not overwritten. */
    baseVersion: z.number().int().min(1).optional(),
  }),
  limit: { points: 120, perSeconds: 60 },
  async run({ learner, store, now }, { id, path, text, baseVersion }): Promise<Outcome<Saved>> {
    const { texts, refused } = readFiles([{ path, text }], undefined);
    const given = texts[0];
    if (given === undefined) {
      const [first] = refused[0]?.diagnostics ?? [];
      return problem("note-refused", first?.message ?? "Unexpected note.", refused[0]?.diagnostics);
    }
    return store.transaction(learner.id, async (inside) => {
      const stored = await readCollection(inside, learner.id);
      const standing = stored.notes.filter(({ deletedAtMs }) => deletedAtMs === null);
      const current = standing.find((note) => note.id === id);
      if (id !== undefined && current === undefined) {
        return problem("note-not-found", "This learner has no such note.");
      }
      if (isPathTaken(stored.notes, given.path, id)) {
        return problem("path-taken", "Another note has this path.");
      }
      if (baseVersion !== undefined && current !== undefined && current.version !== baseVersion) {
        return problem("note-changed", "The note was changed since it was opened.", {
          version: current.version,
        });
      }
      const note = id === undefined ? given : { ...given, id };
      const edit = { texts: [note], removedIds: [], now };
      const applied = await applyNotes(inside, learner.id, edit, stored);
      const savedId = applied.change.written[0]?.note.id ?? "";
      const saved = await inside.notes.find(learner.id, savedId);
      if (saved === null) return problem("note-not-found", "The note was not saved.");
      const { kept, added, retired } = applied;
      return success({
        note: await noteView(inside, learner, saved, now),
        kept,
        added,
        retired,
      });
    });
  },
});

/** A new note continues a deleted one of its path; a renamed note has a history of its own. */
function isPathTaken(notes: readonly StoredNote[], path: string, id: string | undefined): boolean {
  const other = notes.find((note) => note.path === path && note.id !== id);
  return other !== undefined && (id !== undefined || other.deletedAtMs === null);
}
