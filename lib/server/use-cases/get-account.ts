/** Who is signed in and how they want to study. */
import "server-only";
import { z } from "zod";
import { success } from "#lib/shared";
import { settingsOf } from "../settings.ts";
import { defineUseCase, type Outcome } from "./define.ts";
import type { AccountView } from "./views.ts";

export const getAccount = defineUseCase({
  name: "get-account",
  access: "learner",
  input: z.object({}),
  async run({ learner }): Promise<Outcome<AccountView>> {
    return success({
      id: learner.id,
      email: learner.email,
      name: learner.name,
      guest: learner.email === null,
      settings: settingsOf(learner),
      createdAtMs: learner.createdAtMs,
    });
  },
});
