/** Changes how the learner studies; what is not named stays as it is. */
import "server-only";
import { z } from "zod";
import { success } from "#lib/shared";
import { settingsOf, settingsShape } from "../settings.ts";
import { defineUseCase, type Outcome } from "./define.ts";
import type { LearnerSettings } from "./views.ts";

export const updateSettings = defineUseCase({
  name: "update-settings",
  access: "learner",
  input: z.object(settingsShape).partial(),
  limit: { points: 120, perSeconds: 60 },
  async run({ learner, store }, input): Promise<Outcome<LearnerSettings>> {
    const given = Object.entries(input).filter(([, value]) => value !== undefined);
    const settings = { ...settingsOf(learner), ...Object.fromEntries(given) };
    await store.learners.saveSettings(learner.id, settings);
    return success(settings);
  },
});
