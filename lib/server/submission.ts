/** What a learner submits to a scenario: what they applied and typed, in that order. */
import "server-only";
import { z } from "zod";
import type { Submission } from "#lib/scenario";

const MAX_STEP_CHARACTERS = 12 * 1024 * 1024;
const MAX_STEPS = 1000;
const WEEK_MS = 604_800_000;

const step = z.object({
  kind: z.enum(["manifest", "command"]),
  text: z.string().max(MAX_STEP_CHARACTERS),
  /** Virtual milliseconds after the start. */
  atMs: z.number().min(0).max(WEEK_MS).optional(),
});

export const submissionInput = z.object({
  steps: z.array(step).max(MAX_STEPS),
  hintsUsed: z.number().int().min(0).max(100).default(0),
});

/** As the scenario layer reads it. */
export function submissionOf({ steps }: z.output<typeof submissionInput>): Submission {
  return {
    inputs: steps.map(({ kind, text, atMs }) => {
      const time = atMs === undefined ? {} : { atMs };
      return kind === "manifest"
        ? { kind: "apply", yaml: text, ...time }
        : { kind: "command", line: text, ...time };
    }),
  };
}
