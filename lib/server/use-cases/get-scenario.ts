/**
 * What the browser needs to run a scenario by itself. The seed changes with every attempt that was
 * made, so that a scenario that comes back comes back fresh.
 */
import "server-only";
import { z } from "zod";
import { success } from "#lib/shared";
import { builtInScenario } from "../content/scenarios.ts";
import { defineUseCase, type Outcome, problem } from "./define.ts";
import { idInput } from "./input.ts";
import type { ScenarioView } from "./views.ts";

export const getScenario = defineUseCase({
  name: "get-scenario",
  access: "learner",
  input: z.object({ id: idInput }),
  async run({ learner, store }, { id }): Promise<Outcome<ScenarioView>> {
    const seed = 1 + (await store.attempts.passedCount(learner.id, id));
    const own = await store.scenarios.find(learner.id, id);
    if (own !== null && own.state === "active") {
      return success({ origin: "note", id, seed, note: own.scenario, noteId: own.noteId });
    }
    const builtIn = await builtInScenario(id);
    if (builtIn === null) return problem("scenario-not-found", "There is no such scenario.");
    return success({ origin: "built-in", id, seed, files: builtIn.files });
  },
});
