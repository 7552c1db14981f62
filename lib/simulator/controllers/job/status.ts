/**
 * A Job's status, written so that no pod is counted twice or never: first the finished pods are
 * noted, then they are let go, then they are counted.
 * https://kubernetes.io/docs/concepts/workloads/controllers/job/#job-tracking-with-finalizers
 */
import { sameJson } from "../../api/json.ts";
import { keyOf } from "../../api/object.ts";
import { formatTime } from "../../api/time.ts";
import type { Job, JobStatus, Pod } from "../../api/types.generated.ts";
import type { ControllerContext } from "../controller.ts";
import { isActive, isReady } from "../pod-state.ts";
import type { Verdict } from "./condition.ts";
import { withJobCondition } from "./condition.ts";
import { indexOf, isIndexed, isTracked, untrack } from "./pod.ts";
import { countsAsFailure, indexFields, type Tally } from "./tally.ts";

/** Notes, lets go and counts the finished pods; what the status is then. */
export function countFinished(
  job: Job,
  pods: readonly Pod[],
  tally: Tally,
  verdict: Verdict | undefined,
  context: ControllerContext,
): void {
  const { failed, succeeded } = toCount(job, pods, tally, verdict);
  const before = job.status.uncountedTerminatedPods ?? {};
  const uid = ({ metadata }: Pod) => metadata.uid;
  const noted = {
    failed: [
      ...(before.failed ?? []),
      ...failed.filter((pod) => countsAsFailure(job, pod)).map(uid),
    ],
    // An index that is done cannot be counted twice.
    succeeded: [...(before.succeeded ?? []), ...(isIndexed(job) ? [] : succeeded.map(uid))],
  };
  const letGo = [...failed, ...succeeded];
  if (noted.failed.length + noted.succeeded.length + letGo.length === 0) return;
  if (letGo.length > 0) {
    const fields = {
      ...(noted.failed.length === 0 ? {} : { failed: noted.failed }),
      ...(noted.succeeded.length === 0 ? {} : { succeeded: noted.succeeded }),
    };
    const counts = isIndexed(job) ? { succeeded: tally.succeeded, ...indexFields(job, tally) } : {};
    write(job, { ...counts, uncountedTerminatedPods: fields }, context);
    for (const pod of letGo) untrack(pod, context);
  }
  const current = context.cache.get("Job", keyOf(job)) ?? job;
  const counts = {
    failed: (current.status.failed ?? 0) + noted.failed.length,
    succeeded: isIndexed(job)
      ? tally.succeeded
      : (current.status.succeeded ?? 0) + noted.succeeded.length,
  };
  write(current, { ...counts, uncountedTerminatedPods: {} }, context);
}

function toCount(job: Job, pods: readonly Pod[], tally: Tally, verdict: Verdict | undefined) {
  const succeeded = tally.newSucceeded;
  const isMember = (pod: Pod) => !isIndexed(job) || indexOf(job, pod) !== undefined;
  if (verdict?.type === "SuccessCriteriaMet") {
    // What is taken away because enough succeeded has not failed.
    const left = pods.filter(
      (pod) => isTracked(pod) && pod.metadata.deletionTimestamp !== undefined,
    );
    const failed = tally.newFailed.filter((pod) => !left.includes(pod));
    return { succeeded: [...succeeded, ...left.filter((pod) => !succeeded.includes(pod))], failed };
  }
  if (verdict === undefined) return { succeeded, failed: tally.newFailed };
  // When a Job fails, every pod that has not succeeded has failed.
  const noted = new Set(job.status.uncountedTerminatedPods?.failed ?? []);
  const failed = pods.filter(
    (pod) =>
      isTracked(pod) &&
      isMember(pod) &&
      !noted.has(pod.metadata.uid) &&
      pod.status.phase !== "Succeeded",
  );
  return { succeeded, failed };
}

type Fields = Partial<JobStatus>;

/** The pods as they are now, the start, and the conditions. */
export function writeCounts(
  job: Job,
  tally: Tally,
  pods: readonly Pod[],
  fields: Fields,
  context: ControllerContext,
): void {
  const active = pods.filter(isActive);
  const terminating = pods.filter((pod) => !isActive(pod) && isEnding(pod)).length;
  const ready = active.filter(isReady).length;
  const current = context.cache.get("Job", keyOf(job)) ?? job;
  const uncounted = current.status.uncountedTerminatedPods ?? {};
  write(
    current,
    {
      ...indexFields(job, tally),
      active: active.length,
      ready,
      terminating,
      uncountedTerminatedPods: uncounted,
      ...fields,
    },
    context,
  );
}

function isEnding({ metadata, status }: Pod): boolean {
  const isOver = status.phase === "Succeeded" || status.phase === "Failed";
  return metadata.deletionTimestamp !== undefined && !isOver;
}

function write(job: Job, fields: Fields, { api, cache }: ControllerContext): void {
  const current = cache.get("Job", keyOf(job));
  if (current === undefined || current.metadata.uid !== job.metadata.uid) return;
  const { active, failed, succeeded, conditions, ...rest } = { ...current.status, ...fields };
  const status: JobStatus = {
    ...rest,
    ...((active ?? 0) === 0 ? {} : { active }),
    ...((failed ?? 0) === 0 ? {} : { failed }),
    ...((succeeded ?? 0) === 0 ? {} : { succeeded }),
    ...((conditions ?? []).length === 0 ? {} : { conditions }),
  };
  if (!sameJson(status, current.status)) api.updateStatus<"Job">({ ...current, status });
}

/** The conditions of a Job that is to end; once nothing of it runs, that it has ended. */
export function endingFields(
  { status }: Job,
  { type, reason, message }: Verdict,
  isOver: boolean,
  nowMs: number,
): Fields {
  const word = { status: "True", reason, message };
  let conditions = withJobCondition(status.conditions ?? [], { type, ...word }, nowMs);
  if (!isOver) return { conditions };
  const isSuccess = type === "SuccessCriteriaMet";
  const last = isSuccess ? "Complete" : "Failed";
  conditions = withJobCondition(conditions, { type: last, ...word }, nowMs);
  return { conditions, ...(isSuccess ? { completionTime: formatTime(nowMs) } : {}) };
}
