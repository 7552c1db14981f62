/**
 * Runs a submission again on the server, stores what came of it and schedules the scenario: failed
 * is Again, passed with hints is Hard, passed is Good. The browser's word is not taken for it.
 */
import "server-only";
import { z } from "zod";
import { newMemory, type Rating } from "#lib/review";
import { success } from "#lib/shared";
import { builtInScenario } from "../content/scenarios.ts";
import { type GradingTask, gradeInWorker } from "../jobs/grading.ts";
import { recordAnswer } from "../recording.ts";
import { settingsOf } from "../settings.ts";
import {
  type Aggregates,
  type Learner,
  SCENARIO_CARD,
  type StoredAttempt,
} from "../store/index.ts";
import { reviewSettings } from "../study.ts";
import { submissionInput, submissionOf } from "../submission.ts";
import { memoryView } from "../view.ts";
import { defineUseCase, type Outcome, problem } from "./define.ts";
import { clientIdInput, idInput, seedInput } from "./input.ts";
import type { AttemptResult, AttemptVerdict } from "./views.ts";

export const submitAttempt = defineUseCase({
  name: "submit-attempt",
  access: "learner",
  input: z.object({
    clientId: clientIdInput,
    scenarioId: idInput,
    seed: seedInput,
    submission: submissionInput,
    browserLogHash: z.string().max(200).optional(),
    durationMs: z.number().int().min(0).max(86_400_000).default(0),
  }),
  limit: { points: 60, perSeconds: 60 },
  async run({ learner, store, now }, input): Promise<Outcome<AttemptResult>> {
    const { clientId, scenarioId, seed } = input;
    const { language } = settingsOf(learner);
    const known = await store.attempts.find(learner.id, clientId);
    if (known !== null) return success(await resultOf(store, learner, known, now));
    const task = await taskOf(store, learner, scenarioId);
    if (task === null) return problem("scenario-not-found", "There is no such scenario.");
    const graded = await gradeInWorker({
      ...task,
      seed,
      submission: submissionOf(input.submission),
      language,
    });
    if (!graded.ok) return graded;
    const verdict = graded.value;
    const attempt: StoredAttempt = {
      clientId,
      scenarioId,
      seed,
      submission: input.submission,
      verdict,
      passed: verdict.passed,
      score: verdict.score,
      logHash: verdict.logHash,
      browserLogHash: input.browserLogHash ?? null,
      createdAtMs: now,
    };
    await store.attempts.add(learner.id, attempt);
    await recordAnswer(store, learner, {
      clientId,
      cardId: await cardOf(store, learner, scenarioId),
      rating: ratingOf(verdict, input.submission.hintsUsed),
      answeredAtMs: now,
      durationMs: input.durationMs,
      kind: "scenario",
    });
    return success(await resultOf(store, learner, attempt, now));
  },
});

async function taskOf(
  store: Aggregates,
  learner: Learner,
  id: string,
): Promise<Pick<GradingTask, "scenario"> | null> {
  const own = await store.scenarios.find(learner.id, id);
  if (own !== null) return { scenario: { origin: "note", note: own.scenario } };
  const builtIn = await builtInScenario(id);
  if (builtIn === null) return null;
  return { scenario: { origin: "built-in", id, files: builtIn.files } };
}

/** A scenario from a note is remembered by its card, a built-in one under its own name. */
async function cardOf(store: Aggregates, learner: Learner, scenarioId: string): Promise<string> {
  const card = await store.cards.idOfScenario(learner.id, scenarioId);
  return card ?? `${SCENARIO_CARD}${scenarioId}`;
}

function ratingOf(verdict: AttemptVerdict, hintsUsed: number): Rating {
  if (!verdict.passed) return 1;
  return hintsUsed > 0 ? 2 : 3;
}

async function resultOf(
  store: Aggregates,
  learner: Learner,
  attempt: StoredAttempt,
  now: number,
): Promise<AttemptResult> {
  const cardId = await cardOf(store, learner, attempt.scenarioId);
  const memory = (await store.reviews.memory(learner.id, cardId)) ?? newMemory(cardId);
  const { browserLogHash, logHash } = attempt;
  return {
    verdict: attempt.verdict as AttemptVerdict,
    sameAsBrowser: browserLogHash === null ? null : browserLogHash === logHash,
    memory: memoryView(memory, now, reviewSettings(learner)),
  };
}
