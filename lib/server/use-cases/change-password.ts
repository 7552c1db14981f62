/** A new password ends every session of the account, this one included. */
import "server-only";
import { z } from "zod";
import { success } from "#lib/shared";
import { hashPassword, verifyPassword } from "../password.ts";
import { defineUseCase, type Outcome, problem } from "./define.ts";
import { passwordInput } from "./input.ts";

export const changePassword = defineUseCase({
  name: "change-password",
  access: "learner",
  input: z.object({ current: z.string().max(1000), next: passwordInput }),
  limit: { points: 10, perSeconds: 600 },
  async run({ learner, store }, input): Promise<Outcome<Record<string, never>>> {
    if (learner.passwordHash === null) {
      return problem("no-password", "This learner signs in without a password.");
    }
    if (!(await verifyPassword(learner.passwordHash, input.current))) {
      return problem("wrong-password", "The current password is another one.");
    }
    await store.learners.changePassword(learner.id, await hashPassword(input.next));
    return success({});
  },
});
