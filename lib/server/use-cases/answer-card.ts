/** Saves one answer; saving the same one again changes nothing and gives the same reply. */
import "server-only";
import { z } from "zod";
import { success } from "#lib/shared";
import { recordAnswer } from "../recording.ts";
import { settingsOf } from "../settings.ts";
import { nextCardOf, reviewSettings } from "../study.ts";
import { memoryView } from "../view.ts";
import { defineUseCase, type Outcome, problem } from "./define.ts";
import { clientIdInput, idInput } from "./input.ts";
import type { MemoryView, NextCard } from "./views.ts";

const HOUR_MS = 3_600_000;
/** Clocks of browsers run ahead; beyond this an answer would be one from the future. */
const LATEST_MS = HOUR_MS;
const EARLIEST_MS = Date.UTC(2020, 0, 1);

type Answered = {
  readonly memory: MemoryView;
  /** Null when the page did not want it. */
  readonly next: NextCard | null;
};

export const answerCard = defineUseCase({
  name: "answer-card",
  access: "learner",
  input: z.object({
    clientId: clientIdInput,
    cardId: idInput,
    rating: z.union([z.literal(1), z.literal(2), z.literal(3), z.literal(4)]),
    answeredAt: z.number().int().min(EARLIEST_MS),
    durationMs: z.number().int().min(0).max(HOUR_MS),
    /** Cards that the page already holds and does not want to get as the next one. */
    exclude: z.array(idInput).max(50).optional(),
    /** A page that fetched its cards ahead says false and gets null. */
    wantsNext: z.boolean().default(true),
  }),
  limit: { points: 600, perSeconds: 60 },
  async run(context, input): Promise<Outcome<Answered>> {
    const { learner, store, now } = context;
    if (input.answeredAt > now + LATEST_MS) {
      return problem("answer-from-the-future", "Unexpected answeredAt after now.");
    }
    const { language } = settingsOf(learner);
    const isOwn = await store.cards.has(learner.id, language, input.cardId);
    if (!isOwn && (await store.reviews.memory(learner.id, input.cardId)) === null) {
      return problem("card-not-found", "This learner has no such card.");
    }
    const { clientId, cardId, rating, durationMs } = input;
    const answeredAtMs = Math.min(input.answeredAt, now);
    const given = { clientId, cardId, rating, durationMs, answeredAtMs, kind: "card" as const };
    const memory = await recordAnswer(store, learner, given);
    return success({
      memory: memoryView(memory, now, reviewSettings(learner)),
      next: input.wantsNext ? await nextCardOf(store, learner, now, input.exclude) : null,
    });
  },
});
