/**
 * How many replicas a metric asks for. Pods that are not ready, or of which nothing is known, count
 * so that they dampen the change and never turn it round.
 * https://kubernetes.io/docs/tasks/run-application/horizontal-pod-autoscale/#algorithm-details
 */
import { isBeingDeleted } from "../../api/object.ts";
import { parseTime } from "../../api/time.ts";
import type { Pod } from "../../api/types.generated.ts";

const CPU_INITIALIZATION_MS = 300_000;
const INITIAL_READINESS_MS = 30_000;
const WINDOW_MS = 15_000;

export type Tolerances = { readonly up: number; readonly down: number };

/** Pod name → what is measured of it, in thousandths. */
export type PodMetrics = ReadonlyMap<string, number>;

export type PodGroups = {
  readonly ready: number;
  readonly unready: readonly string[];
  readonly missing: readonly string[];
  /** Of the pods that count fully. */
  readonly measured: Map<string, number>;
};

export function groupPods(
  pods: readonly Pod[],
  metrics: PodMetrics,
  resource: string,
  nowMs: number,
): PodGroups {
  const unready: string[] = [];
  const missing: string[] = [];
  const measured = new Map<string, number>();
  for (const pod of pods) {
    const { name } = pod.metadata;
    if (isBeingDeleted(pod) || pod.status.phase === "Failed") continue;
    const value = metrics.get(name);
    if (pod.status.phase === "Pending") unready.push(name);
    else if (value === undefined) missing.push(name);
    else if (resource === "cpu" && isStarting(pod, nowMs)) unready.push(name);
    else measured.set(name, value);
  }
  return { ready: measured.size, unready, missing, measured };
}

// What a pod burns while it starts says nothing about its load.
function isStarting({ status }: Pod, nowMs: number): boolean {
  const ready = status.conditions?.find(({ type }) => type === "Ready");
  const startMs = parseTime(status.startTime ?? "");
  if (ready === undefined || startMs === undefined) return true;
  const changedMs = parseTime(ready.lastTransitionTime ?? "") ?? startMs;
  if (startMs + CPU_INITIALIZATION_MS > nowMs) {
    return ready.status === "False" || nowMs < changedMs + WINDOW_MS;
  }
  return ready.status === "False" && startMs + INITIAL_READINESS_MS > changedMs;
}

export type Question = {
  readonly current: number;
  readonly groups: PodGroups;
  readonly tolerances: Tolerances;
  /** Usage by target of these pods. */
  readonly ratioOf: (metrics: PodMetrics) => number;
  /** What a pod of which nothing is known counts as when the set may shrink. */
  readonly fallback: (name: string) => number;
};

export function replicasFor({ current, groups, ...question }: Question): number {
  const { measured, missing, ready, unready } = groups;
  const { fallback, ratioOf, tolerances } = question;
  const ratio = ratioOf(measured);
  const growsWithUnready = unready.length > 0 && ratio > 1;
  if (!growsWithUnready && missing.length === 0) {
    return isWithin(tolerances, ratio) ? current : ceil(ratio * ready);
  }
  const all = new Map(measured);
  if (ratio < 1) for (const name of missing) all.set(name, fallback(name));
  if (ratio > 1) for (const name of missing) all.set(name, 0);
  if (growsWithUnready) for (const name of unready) all.set(name, 0);
  const dampened = ratioOf(all);
  const turned = (ratio < 1 && dampened > 1) || (ratio > 1 && dampened < 1);
  if (isWithin(tolerances, dampened) || turned) return current;
  const wanted = ceil(dampened * all.size);
  const against = (dampened < 1 && wanted > current) || (dampened > 1 && wanted < current);
  return against ? current : wanted;
}

export function isWithin({ up, down }: Tolerances, ratio: number): boolean {
  return 1 - down <= ratio && ratio <= 1 + up;
}

/** Rounded up, but for what binary fractions add. */
export function ceil(value: number): number {
  return Math.ceil(value - 1e-9);
}
