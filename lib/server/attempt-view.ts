/** A stored attempt as pages see it. */
import "server-only";
import { z } from "zod";
import type { StoredAttempt } from "./store/index.ts";
import type { LastVerdict } from "./use-cases/views.ts";

/** Of the verdict, only what a list shows. */
const verdictPoints = z.object({ points: z.number() });

export function pointsOf(attempt: StoredAttempt): number {
  const parsed = verdictPoints.safeParse(attempt.verdict);
  return parsed.success ? parsed.data.points : 0;
}

export function lastVerdict(attempt: StoredAttempt): LastVerdict {
  const { passed, score, createdAtMs } = attempt;
  return { passed, score, points: pointsOf(attempt), atMs: createdAtMs };
}
