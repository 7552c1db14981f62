/** Everything that is kept about the learner, as one JSON document; secrets stay where they are. */
import "server-only";
import { z } from "zod";
import { success } from "#lib/shared";
import { settingsOf } from "../settings.ts";
import { defineUseCase, type Outcome } from "./define.ts";

export type AccountExport = {
  readonly format: "kubedeck-account";
  readonly version: 1;
  readonly exportedAtMs: number;
  readonly account: unknown;
  readonly notes: readonly unknown[];
  readonly noteVersions: readonly unknown[];
  readonly cards: readonly unknown[];
  readonly overlays: readonly unknown[];
  readonly scenarios: readonly unknown[];
  readonly answers: readonly unknown[];
  readonly memories: readonly unknown[];
  readonly attempts: readonly unknown[];
};

export const exportAccount = defineUseCase({
  name: "export-account",
  access: "learner",
  input: z.object({}),
  limit: { points: 10, perSeconds: 600 },
  async run({ learner, store, now }): Promise<Outcome<AccountExport>> {
    const { id, email, name, createdAtMs } = learner;
    return success({
      format: "kubedeck-account",
      version: 1,
      exportedAtMs: now,
      account: { id, email, name, createdAtMs, settings: settingsOf(learner) },
      notes: await store.notes.all(id),
      noteVersions: await store.notes.versions(id),
      cards: await store.cards.own(id),
      overlays: await store.cards.overlays(id),
      scenarios: await store.scenarios.all(id),
      answers: await store.reviews.answersSince(id, 0),
      memories: await store.reviews.memories(id),
      attempts: await store.attempts.everyOne(id),
    });
  },
});
