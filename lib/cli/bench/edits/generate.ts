/**
 * Makes edits of the built-in notes, the same ones for the same seed. Every line carries the lines
 * it comes from through all changes, so that which facts live on is known and not guessed.
 */
import { STUDY_NOTE, STUDY_NOTE_JA } from "#lib/compiler/testing";
import { randomStream } from "#lib/simulator";
import { CHANGES, type Draft, type DraftLine } from "./change.ts";
import { type Edit, linesOf, type SameFact } from "./edit.ts";

export type GeneratedEdit = { readonly edit: Edit; readonly facts: readonly SameFact[] };

const NOTES = [STUDY_NOTE, STUDY_NOTE_JA];
const CHANGES_MAX = 3;

export function generateEdits(count: number, seed: number): readonly GeneratedEdit[] {
  const stream = randomStream(seed, "edits");
  return Array.from({ length: count }, (_, at) => {
    const before = NOTES[at % NOTES.length] ?? STUDY_NOTE;
    const lines = linesOf(before).map((text, line) => ({ text, from: [line + 1] }));
    let draft: Draft = { path: "note.md", lines };
    const changes = 1 + stream.below(CHANGES_MAX);
    for (let change = 0; change < changes; change++) {
      // Each kind comes up in turn as the first one, so that none depends on the draw.
      const pick = change === 0 ? (at >> 1) % CHANGES.length : stream.below(CHANGES.length);
      draft = CHANGES[pick]?.(draft, (limit) => stream.below(limit)) ?? draft;
    }
    const after = draft.lines.map(({ text }) => text).join("\n");
    const edit = { history: "generated", path: "note.md", newPath: draft.path, before, after };
    return { edit, facts: factsOf(lines, draft.lines) };
  });
}

function factsOf(before: readonly DraftLine[], after: readonly DraftLine[]): readonly SameFact[] {
  const facts: SameFact[] = [];
  const living = new Set(after.flatMap(({ from }) => from));
  after.forEach(({ text, from }, at) => {
    if (text.trim() === "") return;
    for (const line of from) facts.push({ before: line, after: at + 1 });
    if (from.length === 0) facts.push({ before: undefined, after: at + 1 });
  });
  before.forEach(({ text }, at) => {
    if (text.trim() === "" || living.has(at + 1)) return;
    facts.push({ before: at + 1, after: undefined });
  });
  return facts;
}
