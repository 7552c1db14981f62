/** One click makes a learner without email or password; signing up later keeps everything. */
import "server-only";
import { randomBytes } from "node:crypto";
import { z } from "zod";
import { success } from "#lib/shared";
import { hashToken, newId } from "../identifier.ts";
import { defineUseCase, type Outcome } from "./define.ts";

const TOKEN_LIFE_MS = 5 * 60_000;

export const startGuest = defineUseCase({
  name: "start-guest",
  access: "public",
  input: z.object({}),
  limit: { points: 200, perSeconds: 3600 },
  async run({ store, now }): Promise<Outcome<{ learnerId: string; token: string }>> {
    const learnerId = newId();
    const token = randomBytes(32).toString("base64url");
    await store.learners.createGuest({
      id: learnerId,
      tokenHash: hashToken(token),
      tokenExpiresAtMs: now + TOKEN_LIFE_MS,
    });
    return success({ learnerId, token });
  },
});
