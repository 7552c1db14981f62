/** Sets a card aside until the learner's next day. */
import "server-only";
import { z } from "zod";
import { endOfLocalDay, localDay } from "#lib/review";
import { success } from "#lib/shared";
import { ownedCard } from "../owned-card.ts";
import { settingsOf } from "../settings.ts";
import { cardView } from "../view.ts";
import { defineUseCase, type Outcome } from "./define.ts";
import { idInput } from "./input.ts";
import type { CardView } from "./views.ts";

export const buryCard = defineUseCase({
  name: "bury-card",
  access: "learner",
  input: z.object({ cardId: idInput, on: z.boolean() }),
  limit: { points: 600, perSeconds: 60 },
  async run({ learner, store, now }, { cardId, on }): Promise<Outcome<CardView>> {
    const found = await ownedCard(store, learner, cardId);
    if (!found.ok) return found;
    const { timeZone, rolloverHour } = settingsOf(learner);
    const tomorrow = endOfLocalDay(now, timeZone, rolloverHour);
    const buriedUntil = on ? localDay(tomorrow, timeZone, rolloverHour) : null;
    await store.cards.setOverlay(learner.id, cardId, { buriedUntil });
    return success(cardView({ ...found.value, overlay: { ...found.value.overlay, buriedUntil } }));
  },
});
