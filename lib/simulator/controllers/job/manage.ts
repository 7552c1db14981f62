/**
 * Brings the number of a Job's running pods to what it wants: removes those too many, or makes
 * those missing once the back-off has passed.
 */
import { ApiError } from "../../api/error.ts";
import { keyOf } from "../../api/object.ts";
import type { Job, Pod } from "../../api/types.generated.ts";
import type { ControllerContext } from "../controller.ts";
import { createPod, deletePod } from "../pod-control.ts";
import { byDeletionOrder } from "../pod-rank.ts";
import { type BackoffRecord, backoffMs, finishedAtMs } from "./backoff.ts";
import {
  hasFailed,
  ignoredFailures,
  indexFailures,
  indexOf,
  isIndexed,
  type PodPlace,
  podTemplate,
  replacesOnlyFailed,
  untrack,
} from "./pod.ts";
import { countsAsFailure, type Tally } from "./tally.ts";

/** The most pods that one look makes or removes. */
const BURST = 500;

/** When a back-off ends, if one keeps pods from being made. */
export function managePods(
  job: Job,
  pods: readonly Pod[],
  tally: Tally,
  backoff: BackoffRecord,
  context: ControllerContext,
): number | undefined {
  const { active } = tally;
  const wanted = job.spec.suspend === true ? 0 : wantedPods(job, tally);
  const surplus = surplusPods(job, active, Math.max(0, active.length - wanted));
  if (surplus.length > 0) {
    for (const pod of surplus.slice(0, BURST)) removeUncounted(job, pod, context);
    return undefined;
  }
  const waiting = replacesOnlyFailed(job) ? tally.terminating : 0;
  const missing = Math.min(wanted - waiting - active.length, BURST);
  if (missing <= 0) return undefined;
  if (job.spec.backoffLimitPerIndex !== undefined) {
    return createByIndex(job, pods, tally, missing, context);
  }
  const fromMs = backoff.lastFailureMs + backoffMs(backoff.failures);
  if (fromMs > context.nowMs) return fromMs;
  const places = isIndexed(job)
    ? freeIndexes(job, tally)
        .slice(0, missing)
        .map((index) => ({ index, failures: 0, ignored: 0 }))
    : new Array<undefined>(missing).fill(undefined);
  createAll(job, places, context);
  return undefined;
}

function wantedPods({ spec }: Job, tally: Tally): number {
  const { completions, parallelism = 1 } = spec;
  if (completions === undefined) return tally.succeeded > 0 ? tally.active.length : parallelism;
  const left = completions - tally.succeeded - tally.failedIndexes.size;
  return Math.max(0, Math.min(left, parallelism));
}

// Of an Indexed Job those go first whose index is out of range or taken twice.
function surplusPods(job: Job, active: readonly Pod[], atLeast: number): readonly Pod[] {
  const ranked = byDeletionOrder(active, []);
  if (!isIndexed(job)) return ranked.slice(0, atLeast);
  const seen = new Set<number>();
  const kept: Pod[] = [];
  const surplus: Pod[] = [];
  for (const pod of [...ranked].reverse()) {
    const index = indexOf(job, pod);
    if (index === undefined || seen.has(index)) surplus.push(pod);
    else {
      seen.add(index);
      kept.push(pod);
    }
  }
  const more = Math.max(0, atLeast - surplus.length);
  return [...surplus, ...kept.reverse().slice(0, more)];
}

// What the Job itself takes away is no failure: it is not counted.
function removeUncounted(job: Job, pod: Pod, context: ControllerContext): void {
  untrack(pod, context);
  deletePod(job, context.cache.get("Pod", keyOf(pod)) ?? pod, context);
}

function freeIndexes(job: Job, tally: Tally): readonly number[] {
  const taken = new Set(tally.active.map((pod) => indexOf(job, pod)));
  const free: number[] = [];
  for (let index = 0; index < (job.spec.completions ?? 0); index++) {
    const isDone = tally.succeededIndexes.has(index) || tally.failedIndexes.has(index);
    if (!isDone && !taken.has(index)) free.push(index);
  }
  return free;
}

/** Each index has failures and a back-off of its own, which its last failed pod tells. */
function createByIndex(
  job: Job,
  pods: readonly Pod[],
  tally: Tally,
  missing: number,
  context: ControllerContext,
): number | undefined {
  const last = lastFailures(job, pods);
  const places: PodPlace[] = [];
  let nextMs: number | undefined;
  for (const index of freeIndexes(job, tally)) {
    if (places.length === missing) break;
    const pod = last.get(index);
    const place =
      pod === undefined ? { index, failures: 0, ignored: 0 } : nextPlace(job, pod, index);
    const fromMs =
      pod === undefined ? 0 : finishedAtMs(pod) + backoffMs(place.failures + place.ignored);
    if (fromMs <= context.nowMs) places.push(place);
    else nextMs = Math.min(nextMs ?? fromMs, fromMs);
  }
  createAll(job, places, context);
  return nextMs;
}

function nextPlace(job: Job, pod: Pod, index: number): PodPlace {
  const counts = countsAsFailure(job, pod);
  return {
    index,
    failures: indexFailures(pod) + (counts ? 1 : 0),
    ignored: ignoredFailures(pod) + (counts ? 0 : 1),
  };
}

function lastFailures(job: Job, pods: readonly Pod[]): ReadonlyMap<number, Pod> {
  const last = new Map<number, Pod>();
  const tries = (pod: Pod) => indexFailures(pod) + ignoredFailures(pod);
  for (const pod of pods) {
    const index = indexOf(job, pod);
    if (index === undefined || !hasFailed(job, pod)) continue;
    const known = last.get(index);
    if (known === undefined || tries(known) <= tries(pod)) last.set(index, pod);
  }
  return last;
}

// Slow start, as of every controller that makes many pods.
function createAll(
  job: Job,
  places: readonly (PodPlace | undefined)[],
  context: ControllerContext,
): void {
  let made = 0;
  for (let batch = 1; made < places.length; batch *= 2) {
    let refusal: ApiError | undefined;
    for (const place of places.slice(made, made + batch)) {
      const { template, prefix } = podTemplate(job, place);
      try {
        createPod(job, template, context, prefix);
      } catch (error) {
        if (!(error instanceof ApiError)) throw error;
        refusal ??= error;
      }
    }
    if (refusal !== undefined) throw refusal;
    made += batch;
  }
}
