/** Notes in, cards out, all or nothing; a fact the learner already knows keeps its memory. */
import "server-only";
import { z } from "zod";
import { success } from "#lib/shared";
import { newId } from "../identifier.ts";
import { type AppliedChange, applyNotes, readCollection } from "../note-compile.ts";
import { type ReadFiles, readFiles } from "../note-files.ts";
import { defineUseCase, type Outcome, problem, type UseCaseContext } from "./define.ts";
import { clientIdInput } from "./input.ts";
import type { ImportedNote, ImportSummary } from "./views.ts";

const MAX_FILES = 5000;
const MAX_TEXT = 12 * 1024 * 1024;
const MAX_BASE64 = 64 * 1024 * 1024;
const MAX_NOTES = 10_000;

const input = z.object({
  files: z
    .array(
      z.object({
        path: z.string().min(1).max(1000),
        text: z.string().max(MAX_TEXT).optional(),
        base64: z.base64().max(MAX_BASE64).optional(),
      }),
    )
    .max(MAX_FILES)
    .default([]),
  zip: z.base64().max(MAX_BASE64).optional(),
  mode: z.enum(["merge", "replace-tree"]).default("merge"),
  /** Chosen by the page when it wants to ask for progress while the import runs. */
  importId: clientIdInput.optional(),
});

type Context = UseCaseContext<"learner">;

export const importNotes = defineUseCase({
  name: "import-notes",
  access: "learner",
  input,
  limit: { points: 30, perSeconds: 60 },
  async run(context, given): Promise<Outcome<ImportSummary>> {
    const importId = given.importId ?? newId();
    const files = readFiles(given.files, given.zip);
    if (files.texts.length === 0 && files.refused.length === 0) {
      return problem("nothing-to-import", "Unexpected empty import, expected notes.");
    }
    const { learner, store } = context;
    const total = files.texts.length + files.refused.length;
    if (!(await store.imports.start(learner.id, importId, given.mode, total))) {
      return problem("import-exists", "An import of this id exists already.");
    }
    try {
      return await runImport(context, importId, given.mode, files);
    } catch (error) {
      await store.imports.advance(learner.id, importId, "failed", 0);
      throw error;
    }
  },
});

async function runImport(
  { learner, store, now }: Context,
  importId: string,
  mode: "merge" | "replace-tree",
  files: ReadFiles,
): Promise<Outcome<ImportSummary>> {
  const done = files.refused.length;
  await store.imports.advance(learner.id, importId, "compiling", done);
  return store.transaction(learner.id, async (inside) => {
    const stored = await readCollection(inside, learner.id);
    const named = new Set(files.texts.map(({ path }) => path));
    const standing = stored.notes.filter((note) => note.deletedAtMs === null);
    const replaced = mode === "replace-tree" && files.texts.length > 0;
    const removed = replaced ? standing.filter(({ path }) => !named.has(path)) : [];
    if (standing.length + files.texts.length > MAX_NOTES) {
      return problem("too-many-notes", `A learner has at most ${MAX_NOTES} notes.`);
    }
    const edit = { texts: files.texts, removedIds: removed.map(({ id }) => id), now };
    const applied = await applyNotes(inside, learner.id, edit, stored);
    const summary = summarize(importId, applied, files);
    const total = files.texts.length + files.refused.length;
    const { before } = applied;
    await inside.imports.finish(learner.id, importId, { before, summary, total });
    return success(summary);
  });
}

function summarize(importId: string, applied: AppliedChange, files: ReadFiles): ImportSummary {
  const { deck, change } = applied;
  const cards = new Map(deck.notes.map((note) => [note.path, note.cards]));
  const named = new Set(files.texts.map(({ path }) => path));
  const written = change.written.filter(({ note }) => named.has(note.path));
  const notes = written.map(({ note, status }): ImportedNote => {
    const diagnostics = deck.diagnostics.filter(({ path }) => path === note.path);
    return {
      path: note.path,
      noteId: note.id,
      status,
      cards: cards.get(note.path) ?? 0,
      diagnostics,
    };
  });
  const failed = files.refused.map(
    ({ path, diagnostics }): ImportedNote => ({
      path,
      noteId: null,
      status: "failed",
      cards: 0,
      diagnostics,
    }),
  );
  const { kept, added, retired } = applied;
  return {
    importId,
    notes: [...notes, ...failed],
    kept,
    added,
    retired,
    uncertain: deck.uncertain,
    scenarios: deck.scenarios.length,
  };
}
