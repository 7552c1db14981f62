export { type Answer, checkAnswer } from "./answer.ts";
export { checkSettings, DEFAULT_SETTINGS } from "./check-settings.ts";
export {
  type DayRule,
  daysBetween,
  endOfLocalDay,
  localDay,
  startOfDay,
  startOfLocalDay,
} from "./day.ts";
export { becameLeech, isLeech, LEECH_LAPSES } from "./leech.ts";
export { type Memory, type MemoryState, newMemory, RATINGS, type Rating } from "./memory.ts";
export { DEFAULT_PACE, estimateMinutes, type Pace, type PaceSample, paceFrom } from "./pace.ts";
export type { ReviewProblem } from "./problem.ts";
export { type Queue, type QueueCounts, type QueueEntry, type QueueGroup, queue } from "./queue.ts";
export { type QueueCard, siblingKey } from "./queue-card.ts";
export { type Outcome, type Preview, preview, rate } from "./rate.ts";
export { replay, replayAll } from "./replay.ts";
export { DEFAULT_PARAMETERS, retrievability } from "./scheduler.ts";
export type { LearningStep, ReviewOrder, ReviewSettings } from "./settings.ts";
export type { TodayAnswer } from "./today.ts";
export { type SeenReason, type WhySeen, whySeen } from "./why-seen.ts";
export { checkTimeZone } from "./zone.ts";
