/** A card that the learner may act on: one of their own or of the shared deck they study. */
import "server-only";
import { success } from "#lib/shared";
import { settingsOf } from "./settings.ts";
import type { Aggregates, Learner, StudiedCard } from "./store/index.ts";
import { type Outcome, problem } from "./use-cases/define.ts";

export async function ownedCard(
  store: Aggregates,
  learner: Learner,
  cardId: string,
): Promise<Outcome<StudiedCard>> {
  const { language } = settingsOf(learner);
  const studied = await store.cards.find(learner.id, language, cardId);
  if (studied === null) return problem("card-not-found", "This learner has no such card.");
  return success(studied);
}
