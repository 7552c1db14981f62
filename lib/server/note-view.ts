/** A stored note as pages see it, with the cards and scenarios that came out of it. */
import "server-only";
import type { Aggregates, Learner, StoredNote } from "./store/index.ts";
import { reviewSettings } from "./study.ts";
import type { NoteFindings, NoteView } from "./use-cases/views.ts";
import { cardView, memoryViewOrNull } from "./view.ts";

const NOTHING: NoteFindings = { diagnostics: [], gaps: [], corrections: [], openQuestions: [] };

/** Rows written by an older version may lack a list. */
export function noteFindings({ findings }: Pick<StoredNote, "findings">): NoteFindings {
  return typeof findings === "object" && findings !== null ? { ...NOTHING, ...findings } : NOTHING;
}

export async function noteView(
  store: Aggregates,
  learner: Learner,
  note: StoredNote,
  now: number,
): Promise<NoteView> {
  const cards = await store.cards.ofNote(learner.id, note.id);
  const scenarios = await store.scenarios.all(learner.id);
  const review = reviewSettings(learner);
  const { id, path, title, language, text, version, updatedAtMs } = note;
  return {
    ...noteFindings(note),
    id,
    path,
    title,
    language,
    text,
    version,
    updatedAtMs,
    cards: cards
      .map((studied) => ({
        ...cardView(studied),
        memory: memoryViewOrNull(studied.memory, now, review),
      }))
      .sort((a, b) => (a.sources[0]?.line ?? 0) - (b.sources[0]?.line ?? 0)),
    scenarios: scenarios
      .filter(({ state, noteId }) => state === "active" && noteId === id)
      .map(({ scenario }) => ({
        id: scenario.id,
        title: scenario.title,
        line: scenario.source.line,
      })),
  };
}
