/** Takes back the newest answers: the log keeps them, memory becomes as if they had not been. */
import "server-only";
import { z } from "zod";
import { success } from "#lib/shared";
import { rebuildWithin } from "../recording.ts";
import { nextCardOf } from "../study.ts";
import { defineUseCase, type Outcome } from "./define.ts";
import type { NextCard } from "./views.ts";

type Undone = {
  readonly undone: readonly { readonly clientId: string; readonly cardId: string }[];
  readonly next: NextCard;
};

export const undoAnswers = defineUseCase({
  name: "undo-answers",
  access: "learner",
  input: z.object({ count: z.number().int().min(1).max(100) }),
  limit: { points: 300, perSeconds: 60 },
  async run({ learner, store, now }, input): Promise<Outcome<Undone>> {
    const undone = await store.transaction(learner.id, async (inside) => {
      const last = await inside.reviews.lastAnswers(learner.id, input.count);
      await inside.reviews.undo(
        learner.id,
        last.map(({ clientId }) => clientId),
      );
      // In one order everywhere, so that two such works never wait for each other in a ring.
      const cardIds = [...new Set(last.map(({ cardId }) => cardId))].sort();
      for (const cardId of cardIds) await rebuildWithin(inside, learner, cardId);
      return last.map(({ clientId, cardId }) => ({ clientId, cardId }));
    });
    return success({ undone, next: await nextCardOf(store, learner, now) });
  },
});
