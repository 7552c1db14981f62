/** Which Jobs a CronJob's status lists as running, brought in line with the Jobs there are. */
import { parseTime } from "../../api/time.ts";
import type { CronJob, CronJobStatus, Job, ObjectReference } from "../../api/types.generated.ts";
import type { ControllerContext } from "../controller.ts";
import { findCondition, isJobFinished } from "../job/condition.ts";

export function referenceTo(job: Job): ObjectReference {
  const { name, namespace, resourceVersion, uid } = job.metadata;
  return {
    apiVersion: "batch/v1",
    kind: "Job",
    name,
    ...(namespace === undefined ? {} : { namespace }),
    resourceVersion,
    uid,
  };
}

export function syncActive(
  cronJob: CronJob,
  listed: readonly ObjectReference[],
  jobs: readonly Job[],
  { event }: ControllerContext,
): CronJobStatus {
  let active = listed;
  let { lastSuccessfulTime } = cronJob.status;
  for (const job of jobs) {
    const { name, uid } = job.metadata;
    const isListed = active.some((one) => one.uid === uid);
    if (!isListed && !isJobFinished(job)) {
      const message = `Saw a job that the controller did not create or forgot: ${name}`;
      event(cronJob, "Warning", "UnexpectedJob", message);
    } else if (isListed && isJobFinished(job)) {
      const condition = findCondition(job, "Complete") === undefined ? "Failed" : "Complete";
      active = active.filter((one) => one.uid !== uid);
      const message = `Saw completed job: ${name}, condition: ${condition}`;
      event(cronJob, "Normal", "SawCompletedJob", message);
    }
    if (findCondition(job, "Complete") !== undefined) {
      lastSuccessfulTime = later(lastSuccessfulTime, job.status.completionTime);
    }
  }
  for (const { name, uid } of active) {
    if (jobs.some((job) => job.metadata.uid === uid)) continue;
    event(cronJob, "Normal", "MissingJob", `Active job went missing: ${name}`);
    active = active.filter((one) => one.uid !== uid);
  }
  return statusWith(cronJob.status, { active, lastSuccessfulTime });
}

/** Empty lists and missing times are left out. */
export function statusWith(before: CronJobStatus, fields: CronJobStatus): CronJobStatus {
  const { active = [], lastScheduleTime, lastSuccessfulTime } = { ...before, ...fields };
  return {
    ...(active.length === 0 ? {} : { active }),
    ...(lastScheduleTime === undefined ? {} : { lastScheduleTime }),
    ...(lastSuccessfulTime === undefined ? {} : { lastSuccessfulTime }),
  };
}

function later(a: string | undefined, b: string | undefined): string | undefined {
  if (a === undefined || b === undefined) return a ?? b;
  return (parseTime(a) ?? 0) >= (parseTime(b) ?? 0) ? a : b;
}
