/** A learner's settings with every gap filled: old rows and new learners get the defaults. */
import "server-only";
import { z } from "zod";
import type { Learner } from "./store/index.ts";
import type { LearnerSettings } from "./use-cases/views.ts";

export const settingsShape = {
  timeZone: z.string().max(64).refine(isTimeZone, "expected a time zone such as Asia/Tokyo"),
  rolloverHour: z.number().int().min(0).max(23),
  desiredRetention: z.number().min(0.7).max(0.97),
  newPerDay: z.number().int().min(0).max(1000),
  reviewsPerDay: z.number().int().min(0).max(10_000),
  language: z.enum(["en", "ja"]),
  theme: z.enum(["light", "dark", "system"]),
};

const DEFAULTS: LearnerSettings = {
  timeZone: "UTC",
  rolloverHour: 4,
  desiredRetention: 0.9,
  newPerDay: 20,
  reviewsPerDay: 200,
  language: "en",
  theme: "system",
};

const stored = z.object(settingsShape).partial();

export function settingsOf(learner: Pick<Learner, "settings">): LearnerSettings {
  const parsed = stored.safeParse(learner.settings);
  if (!parsed.success) return DEFAULTS;
  const given = Object.entries(parsed.data).filter(([, value]) => value !== undefined);
  return { ...DEFAULTS, ...Object.fromEntries(given) };
}

function isTimeZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat("en", { timeZone: name });
    return true;
  } catch {
    return false;
  }
}
