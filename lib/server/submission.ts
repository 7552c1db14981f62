/** What a learner submits to a scenario: what they applied and typed, in that order. */
import "server-only";
import { z } from "zod";

const MAX_STEP_CHARACTERS = 12 * 1024 * 1024;

export const submissionInput = z.object({
  steps: z
    .array(
      z.object({
        kind: z.enum(["manifest", "command"]),
        text: z.string().max(MAX_STEP_CHARACTERS),
      }),
    )
    .max(1000),
  hintsUsed: z.number().int().min(0).max(100).default(0),
});

export type Submission = z.output<typeof submissionInput>;
