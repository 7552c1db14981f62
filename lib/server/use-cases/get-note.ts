/** One note with its text and everything the compiler found in it. */
import "server-only";
import { z } from "zod";
import { success } from "#lib/shared";
import { noteView } from "../note-view.ts";
import { defineUseCase, type Outcome, problem } from "./define.ts";
import { idInput } from "./input.ts";
import type { NoteView } from "./views.ts";

export const getNote = defineUseCase({
  name: "get-note",
  access: "learner",
  input: z.object({ id: idInput }),
  async run({ learner, store, now }, { id }): Promise<Outcome<NoteView>> {
    const note = await store.notes.find(learner.id, id);
    if (note === null) return problem("note-not-found", "This learner has no such note.");
    return success(await noteView(store, learner, note, now));
  },
});
