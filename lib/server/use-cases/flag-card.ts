/** Marks a card that the learner wants to look at again, for whatever reason. */
import "server-only";
import { z } from "zod";
import { success } from "#lib/shared";
import { ownedCard } from "../owned-card.ts";
import { cardView } from "../view.ts";
import { defineUseCase, type Outcome } from "./define.ts";
import { idInput } from "./input.ts";
import type { CardView } from "./views.ts";

export const flagCard = defineUseCase({
  name: "flag-card",
  access: "learner",
  input: z.object({ cardId: idInput, on: z.boolean() }),
  limit: { points: 600, perSeconds: 60 },
  async run({ learner, store }, { cardId, on }): Promise<Outcome<CardView>> {
    const found = await ownedCard(store, learner, cardId);
    if (!found.ok) return found;
    await store.cards.setOverlay(learner.id, cardId, { flagged: on });
    const overlay = { ...found.value.overlay, flagged: on };
    return success(cardView({ ...found.value, overlay }));
  },
});
