/** Takes the learner and everything that is theirs out of every table, at once and for good. */
import "server-only";
import { z } from "zod";
import { success } from "#lib/shared";
import { verifyPassword } from "../password.ts";
import { defineUseCase, type Outcome, problem } from "./define.ts";

export const deleteAccount = defineUseCase({
  name: "delete-account",
  access: "learner",
  input: z.object({ password: z.string().max(1000).optional() }),
  limit: { points: 10, perSeconds: 600 },
  async run({ learner, store }, input): Promise<Outcome<Record<string, never>>> {
    const { passwordHash } = learner;
    if (passwordHash !== null && !(await verifyPassword(passwordHash, input.password ?? ""))) {
      return problem("wrong-password", "The account is deleted only with its password.");
    }
    await store.learners.remove(learner.id);
    return success({});
  },
});
