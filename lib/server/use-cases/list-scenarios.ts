/** Every scenario the learner can try: built-in ones and those from their own notes. */
import "server-only";
import { z } from "zod";
import { success } from "#lib/shared";
import { lastVerdict } from "../attempt-view.ts";
import { builtInScenarios } from "../content/scenarios.ts";
import type { Aggregates, Learner } from "../store/index.ts";
import { defineUseCase, type Outcome } from "./define.ts";
import type { ScenarioListItem } from "./views.ts";

export const listScenarios = defineUseCase({
  name: "list-scenarios",
  access: "learner",
  input: z.object({}),
  async run({ learner, store }): Promise<Outcome<readonly ScenarioListItem[]>> {
    const own = await ownScenarios(store, learner);
    const builtIn = (await builtInScenarios()).map((scenario): ScenarioListItem => {
      const { id, title, domains, difficulty, minutes } = scenario;
      return { id, title, domains, difficulty, minutes, origin: "built-in", noteId: null };
    });
    const [memories, latest] = await Promise.all([
      store.reviews.scenarioMemories(learner.id),
      store.attempts.latest(learner.id),
    ]);
    return success(
      [...own, ...builtIn].map((item): ScenarioListItem => {
        const memory = memories.get(item.id);
        const attempt = latest.get(item.id);
        return {
          ...item,
          ...(memory === undefined ? {} : { dueMs: memory.dueMs }),
          ...(attempt === undefined ? {} : { lastVerdict: lastVerdict(attempt) }),
        };
      }),
    );
  },
});

async function ownScenarios(
  store: Aggregates,
  learner: Learner,
): Promise<readonly ScenarioListItem[]> {
  const own = await store.scenarios.all(learner.id);
  return own
    .filter(({ state }) => state === "active")
    .map(({ scenario: { id, title }, noteId }) => ({
      id,
      title: { en: title, ja: title },
      domains: [],
      difficulty: null,
      minutes: null,
      origin: "note",
      noteId,
    }));
}
