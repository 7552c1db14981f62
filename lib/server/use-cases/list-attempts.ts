/** The learner's attempts, newest first. */
import "server-only";
import { z } from "zod";
import { success } from "#lib/shared";
import { pointsOf } from "../attempt-view.ts";
import { defineUseCase, type Outcome } from "./define.ts";
import { idInput } from "./input.ts";
import type { AttemptListItem } from "./views.ts";

export const listAttempts = defineUseCase({
  name: "list-attempts",
  access: "learner",
  input: z.object({ scenarioId: idInput.optional() }),
  async run({ learner, store }, { scenarioId }): Promise<Outcome<readonly AttemptListItem[]>> {
    const attempts = await store.attempts.list(learner.id, scenarioId);
    return success(
      attempts.map((attempt): AttemptListItem => {
        const { clientId, seed, passed, score, createdAtMs, submission } = attempt;
        return {
          clientId,
          scenarioId: attempt.scenarioId,
          seed,
          passed,
          score,
          points: pointsOf(attempt),
          createdAtMs,
          submission,
        };
      }),
    );
  },
});
