/**
 * Runs a Job's pods until enough have succeeded or too much has failed.
 * https://kubernetes.io/docs/concepts/workloads/controllers/job/
 */
import { controllerOf, isBeingDeleted, type KubeObject, keyOf } from "../api/object.ts";
import { formatTime } from "../api/time.ts";
import type { Job, JobStatus, Pod } from "../api/types.generated.ts";
import type { Cache } from "../informers/cache.ts";
import type { Controller, ControllerContext, Reconciled } from "./controller.ts";
import { type BackoffRecord, NO_FAILURE, withFinished } from "./job/backoff.ts";
import { isJobFinished, type Verdict, withJobCondition } from "./job/condition.ts";
import { managePods } from "./job/manage.ts";
import { isTracked, untrack } from "./job/pod.ts";
import { countFinished, endingFields, writeCounts } from "./job/status.ts";
import { type Tally, tallyOf } from "./job/tally.ts";
import { completionOf, deadlineOf, verdictOf } from "./job/verdict.ts";
import { Memory } from "./memory.ts";
import { claimPods } from "./pod-claim.ts";
import { deletePod } from "./pod-control.ts";
import { isActive } from "./pod-state.ts";

const MANAGED_BY = "kubernetes.io/job-controller";
const ORPHAN = "Pod ";

const backoffs = new Memory<BackoffRecord>();

export const jobController: Controller = {
  name: "job-controller",
  for: "Job",
  owns: ["Pod"],
  gathersMs: 1000,
  retries: { firstMs: 1000, maxMs: 60_000 },
  watches: [{ kind: "Pod", keysFor: orphanKeys }],

  reconcile(key, context) {
    if (key.startsWith(ORPHAN)) return letOrphanGo(key.slice(ORPHAN.length), context);
    const job = context.cache.get("Job", key);
    if (job === undefined) return "done";
    if ((job.spec.managedBy ?? MANAGED_BY) !== MANAGED_BY) return "done";
    if (isJobFinished(job)) {
      backoffs.forget(context.cache, job.metadata.uid);
      return "done";
    }
    return sync(job, context);
  },
};

// A tracked pod whose Job is gone would never go itself.
function orphanKeys(pod: KubeObject, cache: Cache): readonly string[] {
  if (!isTracked(pod as Pod)) return [];
  const owner = controllerOf(pod);
  const key = `${pod.metadata.namespace}/${owner?.name}`;
  const isOrphan =
    owner === undefined ||
    (owner.kind === "Job" && cache.get("Job", key)?.metadata.uid !== owner.uid);
  return isOrphan ? [`${ORPHAN}${keyOf(pod)}`] : [];
}

function letOrphanGo(key: string, context: ControllerContext): Reconciled {
  const pod = context.cache.get("Pod", key);
  if (pod !== undefined && orphanKeys(pod, context.cache).length > 0) untrack(pod, context);
  return "done";
}

function sync(job: Job, context: ControllerContext): Reconciled {
  const { cache, nowMs } = context;
  const pods = claimPods(job, job.spec.selector, context);
  const tally = tallyOf(job, pods);
  const record = backoffs.get(cache, job.metadata.uid) ?? NO_FAILURE;
  const backoff = withFinished(record, tally.newSucceeded, tally.newFailed);
  backoffs.set(cache, job.metadata.uid, backoff);
  let verdict = verdictOf(job, pods, tally, nowMs);
  let waitUntilMs: number | undefined;
  let refusal: unknown;
  if (verdict !== undefined) {
    for (const pod of tally.active) deletePod(job, pod, context);
  } else if (!isBeingDeleted(job)) {
    try {
      waitUntilMs = managePods(job, pods, tally, backoff, context);
    } catch (error) {
      refusal = error;
    }
    verdict = completionOf(job, tally, currentPods(job, context).filter(isActive).length);
  }
  countFinished(job, pods, tally, verdict, context);
  finish(job, tally, verdict, context);
  if (refusal !== undefined) throw refusal;
  return nextLook(job, [waitUntilMs, deadlineOf(job)], nowMs);
}

function currentPods(job: Job, { cache }: ControllerContext): readonly Pod[] {
  return cache.listOwnedBy("Pod", job.metadata.uid);
}

function finish(
  job: Job,
  tally: Tally,
  verdict: Verdict | undefined,
  context: ControllerContext,
): void {
  const { cache, event, nowMs } = context;
  const current = cache.get("Job", keyOf(job));
  if (current === undefined) return;
  const pods = currentPods(job, context);
  if (verdict === undefined) {
    writeCounts(current, tally, pods, goingFields(current, context), context);
    return;
  }
  const isOver = !pods.some((pod) => isRunningStill(pod));
  const start = startFields(current, nowMs);
  const fields = { ...start, ...endingFields(current, verdict, isOver, nowMs) };
  writeCounts(current, tally, pods, fields, context);
  if (!isOver) return;
  if (verdict.type === "SuccessCriteriaMet") event(job, "Normal", "Completed", "Job completed");
  else event(job, "Warning", verdict.reason, verdict.message);
}

function isRunningStill({ status }: Pod): boolean {
  return status.phase !== "Succeeded" && status.phase !== "Failed";
}

function startFields({ spec, status }: Job, nowMs: number): Partial<JobStatus> {
  const isStarting = status.startTime === undefined && spec.suspend !== true;
  return isStarting ? { startTime: formatTime(nowMs) } : {};
}

/** Notes that the Job was suspended or resumed; a resumed one starts anew. */
function goingFields(job: Job, { event, nowMs }: ControllerContext): Partial<JobStatus> {
  const start = startFields(job, nowMs);
  const conditions = job.status.conditions ?? [];
  const before = conditions.find(({ type }) => type === "Suspended");
  const wanted = job.spec.suspend === true;
  if (isBeingDeleted(job) || wanted === (before?.status === "True")) return start;
  if (wanted) {
    event(job, "Normal", "Suspended", "Job suspended");
    const word = { status: "True", reason: "JobSuspended", message: "Job suspended" };
    return { conditions: withJobCondition(conditions, { type: "Suspended", ...word }, nowMs) };
  }
  event(job, "Normal", "Resumed", "Job resumed");
  const word = { status: "False", reason: "JobResumed", message: "Job resumed" };
  return {
    startTime: formatTime(nowMs),
    conditions: withJobCondition(conditions, { type: "Suspended", ...word }, nowMs),
  };
}

function nextLook(job: Job, times: readonly (number | undefined)[], nowMs: number): Reconciled {
  const start = job.status.startTime === undefined ? job.spec.activeDeadlineSeconds : undefined;
  const later = [...times, start === undefined ? undefined : nowMs + start * 1000];
  const known = later.filter((time): time is number => time !== undefined && time > nowMs);
  return known.length === 0 ? "done" : { requeueAtMs: Math.min(...known) };
}
