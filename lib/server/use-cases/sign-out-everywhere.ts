/** Ends every session of the learner on every device. */
import "server-only";
import { z } from "zod";
import { success } from "#lib/shared";
import { defineUseCase, type Outcome } from "./define.ts";

export const signOutEverywhere = defineUseCase({
  name: "sign-out-everywhere",
  access: "learner",
  input: z.object({}),
  limit: { points: 20, perSeconds: 600 },
  async run({ learner, store }): Promise<Outcome<Record<string, never>>> {
    await store.learners.endSessions(learner.id);
    return success({});
  },
});
