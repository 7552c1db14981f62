/** The Jobs that a CronJob makes, and those that it clears away. */
import { ApiError } from "../../api/error.ts";
import { keyOf } from "../../api/object.ts";
import { formatTime, parseTime } from "../../api/time.ts";
import type { CronJob, Job } from "../../api/types.generated.ts";
import type { ControllerContext } from "../controller.ts";
import { findCondition } from "../job/condition.ts";
import { controllerReference } from "../owner.ts";

const SCHEDULED_AT = "batch.kubernetes.io/cronjob-scheduled-timestamp";

export function jobName({ metadata }: CronJob, atMs: number): string {
  return `${metadata.name}-${Math.floor(atMs / 60_000)}`;
}

/** Undefined when a Job of that name is there already. */
export function startJob(
  cronJob: CronJob,
  atMs: number,
  { api, event }: ControllerContext,
): Job | undefined {
  const { metadata, spec } = cronJob.spec.jobTemplate;
  const { labels, annotations, finalizers } = metadata ?? {};
  try {
    const job = api.create("Job", {
      metadata: {
        name: jobName(cronJob, atMs),
        namespace: cronJob.metadata.namespace,
        ...(labels === undefined ? {} : { labels }),
        annotations: { ...annotations, [SCHEDULED_AT]: formatTime(atMs) },
        ...(finalizers === undefined ? {} : { finalizers }),
        ownerReferences: [controllerReference(cronJob)],
      },
      spec: spec ?? { template: {} },
    });
    event(cronJob, "Normal", "SuccessfulCreate", `Created job ${job.metadata.name}`);
    return job;
  } catch (error) {
    if (!(error instanceof ApiError)) throw error;
    if (error.reason === "AlreadyExists") return undefined;
    event(cronJob, "Warning", "FailedCreate", `Error creating job: ${error.message}`);
    throw error;
  }
}

export function removeJob(cronJob: CronJob, job: Job, { api, event }: ControllerContext): void {
  const { name, uid } = job.metadata;
  try {
    api.delete("Job", keyOf(job), { uid, propagationPolicy: "Background" });
  } catch (error) {
    if (!(error instanceof ApiError) || error.code !== 404) throw error;
  }
  event(cronJob, "Normal", "SuccessfulDelete", `Deleted job ${name}`);
}

/** Keeps as many finished Jobs as the history limits say, the youngest; answers the others. */
export function clearFinished(
  cronJob: CronJob,
  jobs: readonly Job[],
  context: ControllerContext,
): readonly Job[] {
  const { failedJobsHistoryLimit, successfulJobsHistoryLimit } = cronJob.spec;
  const old = [
    ...surplus(jobs, "Complete", successfulJobsHistoryLimit),
    ...surplus(jobs, "Failed", failedJobsHistoryLimit),
  ];
  for (const job of old) removeJob(cronJob, job, context);
  return old;
}

function surplus(jobs: readonly Job[], type: string, limit: number | undefined): readonly Job[] {
  if (limit === undefined) return [];
  const started = ({ status }: Job) => parseTime(status.startTime ?? "") ?? Number.MAX_VALUE;
  const finished = jobs.filter(
    (job) => findCondition(job, type) !== undefined && job.metadata.deletionTimestamp === undefined,
  );
  finished.sort((a, b) => started(a) - started(b) || (a.metadata.name < b.metadata.name ? -1 : 1));
  return finished.slice(0, Math.max(0, finished.length - limit));
}
