/** The learner's cards page by page, found by words, kind, note or state. */
import "server-only";
import { z } from "zod";
import { CARD_KINDS } from "#lib/deck";
import { success } from "#lib/shared";
import { settingsOf } from "../settings.ts";
import { reviewSettings } from "../study.ts";
import { cardView, memoryViewOrNull } from "../view.ts";
import { defineUseCase, type Outcome } from "./define.ts";
import { idInput } from "./input.ts";
import type { CardPage } from "./views.ts";

export const listCards = defineUseCase({
  name: "list-cards",
  access: "learner",
  input: z.object({
    query: z.string().max(200).optional(),
    kind: z.enum(CARD_KINDS).optional(),
    noteId: idInput.optional(),
    state: z.enum(["active", "suspended", "retired", "flagged"]).optional(),
    cursor: z
      .string()
      .regex(/^\d{1,7}$/, "expected the cursor of the page before")
      .nullish(),
    limit: z.number().int().min(1).max(200).default(50),
  }),
  async run({ learner, store, now }, input): Promise<Outcome<CardPage>> {
    const { cursor, limit, ...filter } = input;
    const offset = Number(cursor ?? 0);
    const { language } = settingsOf(learner);
    const page = await store.cards.page(learner.id, language, filter, { offset, limit });
    const review = reviewSettings(learner);
    const end = offset + page.items.length;
    return success({
      items: page.items.map((studied) => ({
        card: cardView(studied),
        memory: memoryViewOrNull(studied.memory, now, review),
      })),
      cursor: end < page.total ? String(end) : null,
      total: page.total,
    });
  },
});
