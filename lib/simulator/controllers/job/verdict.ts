/**
 * Whether a Job is to end, and why: failed pods, deadlines, policies, completions.
 * https://kubernetes.io/docs/concepts/workloads/controllers/job/#job-termination-and-cleanup
 */
import { parseTime } from "../../api/time.ts";
import type { Job, Pod } from "../../api/types.generated.ts";
import { failure, findCondition, success, type Verdict } from "./condition.ts";
import { matchFailurePolicy } from "./failure-policy.ts";
import { parseIndexes } from "./index-set.ts";
import { isIndexed } from "./pod.ts";
import type { Tally } from "./tally.ts";

/** Before pods are made or removed; undefined while the Job goes on. */
export function verdictOf(
  job: Job,
  pods: readonly Pod[],
  tally: Tally,
  nowMs: number,
): Verdict | undefined {
  return (
    earlierVerdict(job) ??
    failedByPolicy(job, pods) ??
    failedByLimits(job, pods, tally, nowMs) ??
    failedByIndexes(job, tally) ??
    metByPolicy(job, tally)
  );
}

function earlierVerdict(job: Job): Verdict | undefined {
  for (const type of ["SuccessCriteriaMet", "FailureTarget"] as const) {
    const found = findCondition(job, type);
    if (found !== undefined) {
      return { type, reason: found.reason ?? "", message: found.message ?? "" };
    }
  }
  return undefined;
}

function failedByPolicy(job: Job, pods: readonly Pod[]): Verdict | undefined {
  if (job.spec.podFailurePolicy === undefined) return undefined;
  for (const pod of pods) {
    if (pod.status.phase !== "Failed") continue;
    const { action, message } = matchFailurePolicy(job, pod);
    if (action === "FailJob") return failure("PodFailurePolicy", message ?? "");
  }
  return undefined;
}

function failedByLimits(
  job: Job,
  pods: readonly Pod[],
  { failed }: Tally,
  nowMs: number,
): Verdict | undefined {
  const limit = job.spec.backoffLimit ?? 6;
  if (failed > limit || restartsReach(job, pods, limit)) {
    return failure("BackoffLimitExceeded", "Job has reached the specified backoff limit");
  }
  const deadlineMs = deadlineOf(job);
  if (deadlineMs !== undefined && nowMs >= deadlineMs) {
    return failure("DeadlineExceeded", "Job was active longer than specified deadline");
  }
  return undefined;
}

/** When the Job has been active for too long. */
export function deadlineOf({ spec, status }: Job): number | undefined {
  const startMs = parseTime(status.startTime ?? "");
  if (spec.activeDeadlineSeconds === undefined || startMs === undefined || spec.suspend === true) {
    return undefined;
  }
  return startMs + spec.activeDeadlineSeconds * 1000;
}

// Containers that are restarted in place count as tries of the pod.
function restartsReach({ spec }: Job, pods: readonly Pod[], limit: number): boolean {
  if (spec.template.spec?.restartPolicy !== "OnFailure") return false;
  let restarts = 0;
  for (const { status } of pods) {
    if (status.phase !== "Running" && status.phase !== "Pending") continue;
    const { containerStatuses = [], initContainerStatuses = [] } = status;
    for (const one of [...initContainerStatuses, ...containerStatuses])
      restarts += one.restartCount;
  }
  return limit === 0 ? restarts > 0 : restarts >= limit;
}

function failedByIndexes(job: Job, tally: Tally): Verdict | undefined {
  const { backoffLimitPerIndex, completions = 0, maxFailedIndexes } = job.spec;
  const failed = tally.failedIndexes.size;
  if (backoffLimitPerIndex === undefined || failed === 0) return undefined;
  if (maxFailedIndexes !== undefined && failed > maxFailedIndexes) {
    const message = "Job has exceeded the specified maximal number of failed indexes";
    return failure("MaxFailedIndexesExceeded", message);
  }
  return failed + tally.succeededIndexes.size >= completions
    ? failure("FailedIndexes", "Job has failed indexes")
    : undefined;
}

function metByPolicy(job: Job, { succeededIndexes }: Tally): Verdict | undefined {
  if (!isIndexed(job)) return undefined;
  for (const [index, rule] of (job.spec.successPolicy?.rules ?? []).entries()) {
    const named =
      rule.succeededIndexes === undefined ? undefined : parseIndexes(rule.succeededIndexes);
    const met = [...succeededIndexes].filter((one) => named?.has(one) ?? true).length;
    const wanted = rule.succeededCount ?? named?.size ?? job.spec.completions ?? 0;
    if (met >= wanted) return success("SuccessPolicy", `Matched rules at index ${index}`);
  }
  return undefined;
}

/** After pods were made and removed: whether enough of them have succeeded. */
export function completionOf(
  { spec }: Job,
  { succeeded }: Tally,
  active: number,
): Verdict | undefined {
  const isDone =
    spec.completions === undefined ? succeeded > 0 && active === 0 : succeeded >= spec.completions;
  return isDone
    ? success("CompletionsReached", "Reached expected number of succeeded pods")
    : undefined;
}
