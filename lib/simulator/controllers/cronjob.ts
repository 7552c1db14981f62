/**
 * Starts a CronJob's Jobs at their times, as far as its policies let it.
 * https://kubernetes.io/docs/concepts/workloads/controllers/cron-jobs/
 */
import { sameJson } from "../api/json.ts";
import { controllerOf, isBeingDeleted, keyOf } from "../api/object.ts";
import { formatTime } from "../api/time.ts";
import type { CronJob, CronJobStatus } from "../api/types.generated.ts";
import type { Controller, ControllerContext, Reconciled } from "./controller.ts";
import { referenceTo, statusWith, syncActive } from "./cronjob/active.ts";
import { formatDate } from "./cronjob/date-text.ts";
import { clearFinished, jobName, removeJob, startJob } from "./cronjob/job.ts";
import { lastMissed, nextLookMs } from "./cronjob/missed.ts";
import { parseSchedule, type Schedule } from "./cronjob/schedule.ts";

const FORBIDDEN =
  "Not starting job because prior execution is running and concurrency policy is Forbid";
const TOO_MANY =
  "too many missed start times. Set or decrease .spec.startingDeadlineSeconds or check clock skew";

export const cronJobController: Controller = {
  name: "cronjob-controller",
  for: "CronJob",
  owns: ["Job"],

  reconcile(key, context) {
    const cronJob = context.cache.get("CronJob", key);
    if (cronJob === undefined) return "done";
    const { uid } = cronJob.metadata;
    const all = context.cache.listOwnedBy("Job", uid);
    const own = all.filter((job) => controllerOf(job)?.uid === uid);
    const cleared = isBeingDeleted(cronJob) ? [] : clearFinished(cronJob, own, context);
    const gone = new Set(cleared.map(({ metadata }) => metadata.uid));
    const active = (cronJob.status.active ?? []).filter((one) => !gone.has(one.uid ?? ""));
    const status = syncActive(cronJob, active, own, context);
    const schedule = parseSchedule(cronJob.spec.schedule);
    if (isBeingDeleted(cronJob) || cronJob.spec.suspend === true || schedule === undefined) {
      writeStatus(cronJob, status, context);
      return "done";
    }
    const next = { ...cronJob, status };
    const started = start(next, schedule, context);
    writeStatus(cronJob, started, context);
    const atMs = nextLookMs({ ...cronJob, status: started }, schedule, context.nowMs);
    return again(atMs);
  },
};

// The next tick is no change that is under way.
function again(atMs: number | undefined): Reconciled {
  return atMs === undefined ? "done" : { requeueAtMs: atMs, isPeriodic: true };
}

/** Starts the Job that is due, if one is and may be; the status after that. */
function start(cronJob: CronJob, schedule: Schedule, context: ControllerContext): CronJobStatus {
  const { event, nowMs } = context;
  const { spec, status } = cronJob;
  const { atMs, tooMany } = lastMissed(cronJob, schedule, nowMs);
  if (tooMany) event(cronJob, "Warning", "TooManyMissedTimes", TOO_MANY);
  if (atMs === undefined) return status;
  const deadline = spec.startingDeadlineSeconds;
  if (deadline !== undefined && atMs + deadline * 1000 < nowMs) {
    const message = `Missed scheduled time to start a job: ${formatDate(atMs)}`;
    event(cronJob, "Warning", "MissSchedule", message);
    return status;
  }
  const active = status.active ?? [];
  const isStarted =
    active.some(({ name }) => name === jobName(cronJob, atMs)) ||
    status.lastScheduleTime === formatTime(atMs);
  if (isStarted) return status;
  if (spec.concurrencyPolicy === "Forbid" && active.length > 0) {
    event(cronJob, "Normal", "JobAlreadyActive", FORBIDDEN);
    return status;
  }
  let running = active;
  if (spec.concurrencyPolicy === "Replace") {
    for (const { name } of active) {
      const job = context.cache.get("Job", `${cronJob.metadata.namespace}/${name}`);
      if (job !== undefined) removeJob(cronJob, job, context);
    }
    running = [];
  }
  const job = startJob(cronJob, atMs, context);
  if (job === undefined) return statusWith(status, { active: running });
  return statusWith(status, {
    active: [...running, referenceTo(job)],
    lastScheduleTime: formatTime(atMs),
  });
}

function writeStatus(
  cronJob: CronJob,
  status: CronJobStatus,
  { api, cache }: ControllerContext,
): void {
  const current = cache.get("CronJob", keyOf(cronJob));
  if (current === undefined || current.metadata.uid !== cronJob.metadata.uid) return;
  if (!sameJson(status, current.status)) api.updateStatus<"CronJob">({ ...current, status });
}
