/** Stored rows as pages see them: nothing internal leaves, nothing is undefined by accident. */
import "server-only";
import { type Memory, type ReviewSettings, retrievability } from "#lib/review";
import type { StudiedCard } from "./store/index.ts";
import type { CardState, CardView, MemoryView } from "./use-cases/views.ts";

export function cardView(studied: StudiedCard): CardView {
  const { matched: _matched, explicitId: _explicitId, ...card } = studied.card;
  return {
    ...card,
    noteId: studied.noteId,
    origin: studied.deckId === null ? "note" : "built-in",
    state: stateOf(studied),
    buriedUntil: studied.overlay.buriedUntil,
    flagged: studied.overlay.flagged,
  };
}

function stateOf({ state, overlay }: StudiedCard): CardState {
  if (state === "retired") return "retired";
  return overlay.suspended ? "suspended" : "active";
}

export function memoryView(memory: Memory, now: number, settings: ReviewSettings): MemoryView {
  const { state, dueMs, stability, difficulty, reps, lapses, scheduledDays } = memory;
  return {
    state,
    dueMs,
    stability,
    difficulty,
    reps,
    lapses,
    lastReviewMs: memory.lastReviewMs ?? null,
    scheduledDays,
    retrievability: retrievability(memory, now, settings) ?? null,
  };
}

export function memoryViewOrNull(
  memory: Memory | null,
  now: number,
  settings: ReviewSettings,
): MemoryView | null {
  return memory === null ? null : memoryView(memory, now, settings);
}
