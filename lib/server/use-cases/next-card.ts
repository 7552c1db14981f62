/** The card to answer now, or when there will be one. */
import "server-only";
import { z } from "zod";
import { success } from "#lib/shared";
import { nextCardOf } from "../study.ts";
import { defineUseCase, type Outcome } from "./define.ts";
import { idInput } from "./input.ts";
import type { NextCard } from "./views.ts";

export const nextCard = defineUseCase({
  name: "next-card",
  access: "learner",
  /** `exclude`: cards that the page already holds, answered but not yet saved. */
  input: z.object({ exclude: z.array(idInput).max(50).optional() }),
  async run({ learner, store, now }, input): Promise<Outcome<NextCard>> {
    return success(await nextCardOf(store, learner, now, input.exclude));
  },
});
