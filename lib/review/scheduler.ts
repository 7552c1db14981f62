/**
 * The only file that knows ts-fsrs (FSRS-6). It counts days by UTC date, so it is given study times
 * (day.ts) in place of instants, and its due times are turned back into instants here.
 */
import {
  type Card,
  default_w,
  type FSRS,
  fsrs,
  GenSeedStrategyWithCardId,
  Rating as Grade,
  State,
  StrategyMode,
} from "ts-fsrs";
import { type DayRule, fromStudyTime, toStudyTime } from "./day.ts";
import type { Memory, MemoryState, Rating } from "./memory.ts";
import type { ReviewSettings } from "./settings.ts";

/** Weights fitted by the FSRS project to many learners; good until a learner has their own. */
export const DEFAULT_PARAMETERS: readonly number[] = default_w;

const DAY_MS = 86_400_000;
const GRADES = { 1: Grade.Again, 2: Grade.Hard, 3: Grade.Good, 4: Grade.Easy } as const;
const STATE_NUMBERS: Readonly<Record<MemoryState, State>> = {
  new: State.New,
  learning: State.Learning,
  review: State.Review,
  relearning: State.Relearning,
};
const STATE_NAMES: Readonly<Record<State, MemoryState>> = {
  [State.New]: "new",
  [State.Learning]: "learning",
  [State.Review]: "review",
  [State.Relearning]: "relearning",
};

/** Settings are never written to, so what is built from them can be kept as long as they live. */
const schedulers = new WeakMap<ReviewSettings, FSRS>();

function schedulerFor(settings: ReviewSettings): FSRS {
  const known = schedulers.get(settings);
  if (known !== undefined) return known;
  const scheduler = buildScheduler(settings);
  schedulers.set(settings, scheduler);
  return scheduler;
}

function buildScheduler(settings: ReviewSettings): FSRS {
  const scheduler = fsrs({
    request_retention: settings.desiredRetention,
    maximum_interval: settings.maximumIntervalDays,
    w: settings.parameters,
    enable_fuzz: settings.fuzz,
    enable_short_term: true,
    learning_steps: settings.learningSteps,
    relearning_steps: settings.relearningSteps,
  });
  // Card and number of answers: a preview, the answer and a later replay draw the same day.
  // biome-ignore lint/correctness/useHookAtTopLevel: a strategy of ts-fsrs, not a hook of React
  scheduler.useStrategy(StrategyMode.SEED, GenSeedStrategyWithCardId("cardId"));
  return scheduler;
}

type SeededCard = Card & { readonly cardId: string };

/**
 * Both instants are read on the clock that the learner has now. A clock that went back (a corrected
 * device, a zone moved across midnight) counts as no time at all.
 */
function toCard(memory: Memory, nowStudyMs: number, rule: DayRule): SeededCard {
  const { lastReviewMs } = memory;
  const card: SeededCard = {
    cardId: memory.cardId,
    due: new Date(toStudyTime(memory.dueMs, rule)),
    stability: memory.stability,
    difficulty: memory.difficulty,
    elapsed_days: 0,
    scheduled_days: memory.scheduledDays,
    learning_steps: memory.learningStep,
    reps: memory.reps,
    lapses: memory.lapses,
    state: STATE_NUMBERS[memory.state],
  };
  if (lastReviewMs === undefined) return card;
  return { ...card, last_review: new Date(Math.min(toStudyTime(lastReviewMs, rule), nowStudyMs)) };
}

function toMemory(cardId: string, card: Card, nowMs: number, rule: DayRule): Memory {
  const studyDueMs = card.due.getTime();
  return {
    cardId,
    state: STATE_NAMES[card.state],
    // Steps are minutes that pass on a watch; days are days of the calendar.
    dueMs:
      card.scheduled_days === 0
        ? nowMs + studyDueMs - toStudyTime(nowMs, rule)
        : fromStudyTime(studyDueMs, rule),
    stability: card.stability,
    difficulty: card.difficulty,
    reps: card.reps,
    lapses: card.lapses,
    lastReviewMs: nowMs,
    scheduledDays: card.scheduled_days,
    learningStep: card.learning_steps,
  };
}

/** The memory after an answer given at `nowMs`, on a day of `rule`. */
export function nextMemory(
  memory: Memory,
  rating: Rating,
  nowMs: number,
  settings: ReviewSettings,
  rule: DayRule,
): Memory {
  const nowStudyMs = toStudyTime(nowMs, rule);
  const card = toCard(memory, nowStudyMs, rule);
  const { card: next } = schedulerFor(settings).next(card, nowStudyMs, GRADES[rating]);
  return toMemory(memory.cardId, next, nowMs, rule);
}

/** All four outcomes for the price of one. */
export function nextMemories(
  memory: Memory,
  nowMs: number,
  settings: ReviewSettings,
): Readonly<Record<Rating, Memory>> {
  const nowStudyMs = toStudyTime(nowMs, settings);
  const outcomes = schedulerFor(settings).repeat(toCard(memory, nowStudyMs, settings), nowStudyMs);
  const outcome = (rating: Rating): Memory =>
    toMemory(memory.cardId, outcomes[GRADES[rating]].card, nowMs, settings);
  return { 1: outcome(1), 2: outcome(2), 3: outcome(3), 4: outcome(4) };
}

/**
 * Predicted share of recall at `nowMs`, 0 … 1, with parts of days counted; undefined for a card
 * that was never answered. FSRS-6 predicts days: within the first day take it as a hint.
 */
export function retrievability(
  memory: Memory,
  nowMs: number,
  settings: ReviewSettings,
): number | undefined {
  if (memory.lastReviewMs === undefined) return undefined;
  const elapsedDays = Math.max(0, (nowMs - memory.lastReviewMs) / DAY_MS);
  return schedulerFor(settings).forgetting_curve(elapsedDays, memory.stability);
}
