/** The settings that a learner starts with, and the check that every chosen set must pass. */
import { failure, type Result, success } from "#lib/shared";
import type { ReviewProblem } from "./problem.ts";
import { DEFAULT_PARAMETERS } from "./scheduler.ts";
import type { ReviewSettings } from "./settings.ts";
import { checkTimeZone } from "./zone.ts";

export const DEFAULT_SETTINGS: ReviewSettings = {
  timeZone: "UTC",
  rolloverHour: 4,
  desiredRetention: 0.9,
  newPerDay: 20,
  reviewsPerDay: 200,
  learningSteps: ["1m", "10m"],
  relearningSteps: ["10m"],
  learnAheadMinutes: 20,
  maximumIntervalDays: 36_500,
  fuzz: true,
  reviewOrder: "automatic",
  parameters: DEFAULT_PARAMETERS,
};

/** Fills what is missing with the defaults and refuses what the scheduler could not work with. */
export function checkSettings(
  chosen: Partial<ReviewSettings>,
): Result<ReviewSettings, ReviewProblem> {
  const settings: ReviewSettings = { ...DEFAULT_SETTINGS, ...chosen };
  const zone = checkTimeZone(settings.timeZone);
  if (!zone.ok) return zone;
  const problem = findProblem(settings);
  return problem === undefined ? success(settings) : failure(problem);
}

function findProblem(settings: ReviewSettings): ReviewProblem | undefined {
  const { rolloverHour, desiredRetention, parameters } = settings;
  if (!isWhole(rolloverHour, 0, 23)) {
    return problem("invalid-rollover-hour", "rolloverHour", rolloverHour, "a whole hour, 0 to 23");
  }
  if (!(desiredRetention >= 0.7 && desiredRetention <= 0.99)) {
    const expected = "a share between 0.7 and 0.99";
    return problem("invalid-desired-retention", "desiredRetention", desiredRetention, expected);
  }
  for (const [field, least] of DAILY_LIMITS) {
    if (isWhole(settings[field], least, 100_000)) continue;
    const expected = `a whole number, ${least} to 100000`;
    return problem("invalid-daily-limit", field, settings[field], expected);
  }
  for (const field of ["learningSteps", "relearningSteps"] as const) {
    const wrong = settings[field].find((step) => !/^[1-9]\d{0,4}[mhd]$/.test(step));
    if (wrong === undefined) continue;
    return problem("invalid-learning-step", field, wrong, "steps such as 10m, 2h or 1d");
  }
  if (parameters.length !== 21 || !parameters.every(Number.isFinite)) {
    return problem("invalid-parameters", "parameters", parameters.length, "21 finite numbers");
  }
  return undefined;
}

const DAILY_LIMITS = [
  ["newPerDay", 0],
  ["reviewsPerDay", 0],
  ["learnAheadMinutes", 0],
  ["maximumIntervalDays", 1],
] as const;

function isWhole(value: number, least: number, most: number): boolean {
  return Number.isInteger(value) && value >= least && value <= most;
}

function problem(
  code: ReviewProblem["code"],
  field: string,
  found: string | number,
  expected: string,
): ReviewProblem {
  return { code, field, message: `Unexpected ${field} "${found}", expected ${expected}` };
}
