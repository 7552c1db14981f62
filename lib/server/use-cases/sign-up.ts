/** Makes an account; a guest who signs up keeps the row they have, and with it everything. */
import "server-only";
import { z } from "zod";
import { success } from "#lib/shared";
import { newId } from "../identifier.ts";
import { hashPassword } from "../password.ts";
import { defineUseCase, type Outcome, problem } from "./define.ts";
import { emailInput, passwordInput } from "./input.ts";

export const signUp = defineUseCase({
  name: "sign-up",
  access: "public",
  input: z.object({
    email: emailInput,
    password: passwordInput,
    name: z.string().trim().max(100).optional(),
  }),
  limit: { points: 60, perSeconds: 3600 },
  async run({ learner, store }, input): Promise<Outcome<{ learnerId: string }>> {
    const guest = learner !== null && learner.email === null ? learner : null;
    const account = {
      id: guest?.id ?? newId(),
      email: input.email,
      name: input.name ?? null,
      passwordHash: await hashPassword(input.password),
    };
    const saved =
      guest === null
        ? await store.learners.createAccount(account)
        : await store.learners.turnGuestIntoAccount(account);
    if (!saved) return problem("email-taken", "An account with this email exists already.");
    return success({ learnerId: account.id });
  },
});
