/**
 * The learner's days: a day begins at the rollover hour of their own clock. Study time is the
 * zone's clock set back by the rollover hour and written as if it were UTC, so that the UTC date
 * of a study time is the learner's day.
 */
import { zoneOffsetMs } from "./zone.ts";

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

/** Where and when a learner's day turns. */
export type DayRule = {
  /** An IANA name that passed checkTimeZone. */
  readonly timeZone: string;
  /** 0 … 23 on the learner's clock. */
  readonly rolloverHour: number;
};

export function toStudyTime(ms: number, rule: DayRule): number {
  return ms + zoneOffsetMs(ms, rule.timeZone) - rule.rolloverHour * HOUR_MS;
}

/**
 * The instant of a study time. A clock time that occurs twice means its first occurrence; one that
 * the clock jumps over means the nearest instant that still lies in the same day.
 */
export function fromStudyTime(studyMs: number, rule: DayRule): number {
  const clock = studyMs + rule.rolloverHour * HOUR_MS;
  const first = clock - zoneOffsetMs(clock - DAY_MS, rule.timeZone);
  const second = clock - zoneOffsetMs(clock + DAY_MS, rule.timeZone);
  const candidates = [Math.min(first, second), Math.max(first, second)] as const;
  const exact = candidates.find((ms) => toStudyTime(ms, rule) === studyMs);
  if (exact !== undefined) return exact;
  const sameDay = candidates.find((ms) => dayNumber(toStudyTime(ms, rule)) === dayNumber(studyMs));
  return sameDay ?? candidates[1];
}

function dayNumber(studyMs: number): number {
  return Math.floor(studyMs / DAY_MS);
}

/** The learner's day of an instant as `YYYY-MM-DD`. */
export function localDay(ms: number, timeZone: string, rolloverHour: number): string {
  return dayName(toStudyTime(ms, { timeZone, rolloverHour }));
}

function dayName(studyMs: number): string {
  return new Date(studyMs).toISOString().slice(0, 10);
}

/** The first millisecond of the learner's day in which `ms` lies. */
export function startOfLocalDay(ms: number, timeZone: string, rolloverHour: number): number {
  return startOfDayAfter(ms, 0, { timeZone, rolloverHour });
}

/** The first millisecond of the next day: what is due before it is due today. */
export function endOfLocalDay(ms: number, timeZone: string, rolloverHour: number): number {
  return startOfDayAfter(ms, 1, { timeZone, rolloverHour });
}

function startOfDayAfter(ms: number, days: number, rule: DayRule): number {
  return fromStudyTime((dayNumber(toStudyTime(ms, rule)) + days) * DAY_MS, rule);
}

/** How many of the learner's days lie between two instants; negative if `toMs` is earlier. */
export function daysBetween(fromMs: number, toMs: number, rule: DayRule): number {
  return dayNumber(toStudyTime(toMs, rule)) - dayNumber(toStudyTime(fromMs, rule));
}

/** The first millisecond of a day given as `YYYY-MM-DD`. */
export function startOfDay(day: string, rule: DayRule): number {
  return fromStudyTime(Date.parse(`${day}T00:00:00Z`), rule);
}
