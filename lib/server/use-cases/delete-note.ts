/** Takes a note away; its cards retire and come back, memory and all, should the note return. */
import "server-only";
import { z } from "zod";
import { success } from "#lib/shared";
import { applyNotes } from "../note-compile.ts";
import { defineUseCase, type Outcome, problem } from "./define.ts";
import { idInput } from "./input.ts";

export const deleteNote = defineUseCase({
  name: "delete-note",
  access: "learner",
  input: z.object({ id: idInput }),
  limit: { points: 120, perSeconds: 60 },
  async run({ learner, store, now }, { id }): Promise<Outcome<{ readonly retired: number }>> {
    return store.transaction(learner.id, async (inside) => {
      if ((await inside.notes.find(learner.id, id)) === null) {
        return problem("note-not-found", "This learner has no such note.");
      }
      const edit = { texts: [], removedIds: [id], now };
      const { retired } = await applyNotes(inside, learner.id, edit);
      return success({ retired });
    });
  },
});
