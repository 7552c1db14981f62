/**
 * The most recent time at which a CronJob should have started a Job, and when it should next.
 * https://kubernetes.io/docs/concepts/workloads/controllers/cron-jobs/#schedule-delay
 */
import { parseTime } from "../../api/time.ts";
import type { CronJob } from "../../api/types.generated.ts";
import type { Schedule } from "./schedule.ts";

/** From this many missed times on a warning is due. */
const MANY = 100;
/** A look shortly after the time, so that it has certainly come. */
const DELTA_MS = 100;

export type Missed = {
  readonly atMs: number | undefined;
  readonly tooMany: boolean;
};

export function lastMissed(
  cronJob: CronJob,
  schedule: Schedule,
  nowMs: number,
  includeDeadline = true,
): Missed {
  const earliestMs = earliestOf(cronJob, nowMs, includeDeadline);
  const first = schedule.next(earliestMs);
  const second = first === undefined ? undefined : schedule.next(first);
  if (first === undefined || nowMs < first) return { atMs: undefined, tooMany: false };
  if (second === undefined || nowMs < second) return { atMs: first, tooMany: false };
  const between = second - first;
  const count = Math.floor((nowMs - first) / between) + 1;
  // Close to now in one leap; from there on step by step, as the steps may differ in length.
  let atMs = first;
  let time: number | undefined = Math.max(first, nowMs - 2 * between - 1);
  for (time = schedule.next(time); time !== undefined && time <= nowMs; ) {
    atMs = time;
    time = schedule.next(time);
  }
  return { atMs, tooMany: count > MANY && cronJob.spec.startingDeadlineSeconds === undefined };
}

function earliestOf({ metadata, spec, status }: CronJob, nowMs: number, withDeadline: boolean) {
  const created = parseTime(metadata.creationTimestamp) ?? 0;
  const earliest = parseTime(status.lastScheduleTime ?? "") ?? created;
  if (!withDeadline || spec.startingDeadlineSeconds === undefined) return earliest;
  return Math.max(earliest, nowMs - spec.startingDeadlineSeconds * 1000);
}

export function nextLookMs(
  cronJob: CronJob,
  schedule: Schedule,
  nowMs: number,
): number | undefined {
  const recent = lastMissed(cronJob, schedule, nowMs, false).atMs;
  const from = recent ?? earliestOf(cronJob, nowMs, false);
  const next = schedule.next(Math.max(from, nowMs));
  return next === undefined ? undefined : next + DELTA_MS;
}
