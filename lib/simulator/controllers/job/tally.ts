/** What of a Job's pods counts: how many run, succeeded and failed, and which indexes are done. */
import { isBeingDeleted } from "../../api/object.ts";
import type { Job, Pod } from "../../api/types.generated.ts";
import { isActive, isFinished } from "../pod-state.ts";
import { matchFailurePolicy } from "./failure-policy.ts";
import { formatIndexes, parseIndexes } from "./index-set.ts";
import { hasFailed, indexFailures, indexOf, isIndexed, isTracked } from "./pod.ts";

export type Tally = {
  readonly active: readonly Pod[];
  readonly terminating: number;
  /** Finished and not counted yet. */
  readonly newSucceeded: readonly Pod[];
  readonly newFailed: readonly Pod[];
  readonly succeeded: number;
  readonly failed: number;
  readonly succeededIndexes: ReadonlySet<number>;
  readonly failedIndexes: ReadonlySet<number>;
};

export function tallyOf(job: Job, pods: readonly Pod[]): Tally {
  const { failed: failing = [], succeeded: succeeding = [] } =
    job.status.uncountedTerminatedPods ?? {};
  const noted = new Set([...failing, ...succeeding]);
  const fresh = pods.filter((pod) => isTracked(pod) && !noted.has(pod.metadata.uid));
  const newSucceeded = fresh.filter(({ status }) => status.phase === "Succeeded");
  const isMember = (pod: Pod) => !isIndexed(job) || indexOf(job, pod) !== undefined;
  const newFailed = fresh.filter((pod) => hasFailed(job, pod) && isMember(pod));
  const succeededIndexes = succeededSet(job, newSucceeded);
  const failedIndexes = failedSet(job, newFailed, succeededIndexes);
  const counted = (job.status.succeeded ?? 0) + succeeding.length + newSucceeded.length;
  return {
    active: pods.filter(isActive),
    terminating: pods.filter((pod) => isBeingDeleted(pod) && !isFinished(pod)).length,
    newSucceeded,
    newFailed,
    succeeded: isIndexed(job) ? succeededIndexes.size : counted,
    failed:
      (job.status.failed ?? 0) +
      failing.length +
      newFailed.filter((pod) => countsAsFailure(job, pod)).length,
    succeededIndexes,
    failedIndexes,
  };
}

/** A rule of the policy may let a failure pass. */
export function countsAsFailure(job: Job, pod: Pod): boolean {
  return matchFailurePolicy(job, pod).action !== "Ignore";
}

function succeededSet(job: Job, fresh: readonly Pod[]): ReadonlySet<number> {
  if (!isIndexed(job)) return new Set();
  const { completions = 0 } = job.spec;
  const known = [...parseIndexes(job.status.completedIndexes)];
  const all = new Set(known.filter((index) => index < completions));
  for (const pod of fresh) {
    const index = indexOf(job, pod);
    if (index !== undefined) all.add(index);
  }
  return all;
}

function failedSet(
  job: Job,
  fresh: readonly Pod[],
  succeeded: ReadonlySet<number>,
): ReadonlySet<number> {
  const limit = job.spec.backoffLimitPerIndex;
  if (!isIndexed(job) || limit === undefined) return new Set();
  const { completions = 0 } = job.spec;
  const known = [...parseIndexes(job.status.failedIndexes)];
  const all = new Set(known.filter((index) => index < completions));
  for (const pod of fresh) {
    const index = indexOf(job, pod);
    if (index === undefined || succeeded.has(index)) continue;
    const { action } = matchFailurePolicy(job, pod);
    const isOver = action !== "Ignore" && indexFailures(pod) >= limit;
    if (action === "FailIndex" || isOver) all.add(index);
  }
  return all;
}

/** The fields of the status in which an Indexed Job lists its indexes. */
export function indexFields(job: Job, { succeededIndexes, failedIndexes }: Tally) {
  if (!isIndexed(job)) return {};
  const done = formatIndexes(succeededIndexes);
  return {
    ...(done === "" ? {} : { completedIndexes: done }),
    ...(job.spec.backoffLimitPerIndex === undefined
      ? {}
      : { failedIndexes: formatIndexes(failedIndexes) }),
  };
}
