/**
 * How far a recommendation is followed at once: the highest or lowest of the recent ones, the
 * policies' speeds, and the bounds.
 * https://kubernetes.io/docs/tasks/run-application/horizontal-pod-autoscale/#configurable-scaling-behavior
 */
import type { HorizontalPodAutoscaler, HPAScalingRules } from "../../api/types.generated.ts";

export type Recommendation = { readonly replicas: number; readonly atMs: number };
export type ScaleChange = { readonly by: number; readonly atMs: number };

/** What is remembered of one autoscaler. */
export type History = {
  readonly recommendations: readonly Recommendation[];
  readonly changes: readonly ScaleChange[];
};

export type Word = { readonly reason: string; readonly message: string };
export type Normalized = {
  readonly replicas: number;
  readonly able: Word;
  readonly limit: Word & { readonly isLimited: boolean };
};

const DOWNSCALE_SECONDS = 300;
const READY: Word = {
  reason: "ReadyForNewScale",
  message: "recommended size matches current size",
};
const HIGHEST: Word = {
  reason: "ScaleDownStabilized",
  message:
    "recent recommendations were higher than current one, applying the highest recent recommendation",
};
const LOWEST: Word = {
  reason: "ScaleUpStabilized",
  message:
    "recent recommendations were lower than current one, applying the lowest recent recommendation",
};

export function normalize(
  { spec }: HorizontalPodAutoscaler,
  current: number,
  desired: number,
  history: History,
  nowMs: number,
): Normalized {
  const { behavior, maxReplicas, minReplicas = 1 } = spec;
  const bounds = { min: minReplicas, max: maxReplicas };
  const up = behavior?.scaleUp;
  const down = behavior?.scaleDown;
  const within = (seconds: number) =>
    history.recommendations
      .filter(({ atMs }) => atMs > nowMs - seconds * 1000)
      .map(({ replicas }) => replicas);
  const highest = Math.max(
    desired,
    ...within(down?.stabilizationWindowSeconds ?? DOWNSCALE_SECONDS),
  );
  const lowest = Math.min(desired, ...within(up?.stabilizationWindowSeconds ?? 0));
  if (behavior === undefined) {
    const able = highest === desired ? READY : HIGHEST;
    return { able, ...bySize(current, highest, bounds) };
  }
  // The current size where it lies between what was recommended lately.
  const stable = Math.max(lowest, Math.min(current, highest));
  const able = stable === desired ? READY : desired > stable ? LOWEST : HIGHEST;
  return { able, ...byRate(current, stable, bounds, { up, down }, history, nowMs) };
}

type Bounds = { readonly min: number; readonly max: number };
type Limited = Pick<Normalized, "replicas" | "limit">;

const WITHIN: Limited["limit"] = {
  isLimited: false,
  reason: "DesiredWithinRange",
  message: "the desired count is within the acceptable range",
};
const TOO_FEW: Limited["limit"] = {
  isLimited: true,
  reason: "TooFewReplicas",
  message: "the desired replica count is less than the minimum replica count",
};
const TOO_MANY: Limited["limit"] = {
  isLimited: true,
  reason: "TooManyReplicas",
  message: "the desired replica count is more than the maximum replica count",
};
const UP_LIMIT: Limited["limit"] = {
  isLimited: true,
  reason: "ScaleUpLimit",
  message: "the desired replica count is increasing faster than the maximum scale rate",
};
const DOWN_LIMIT: Limited["limit"] = {
  isLimited: true,
  reason: "ScaleDownLimit",
  message: "the desired replica count is decreasing faster than the maximum scale rate",
};

// Without rules of its own a set at most doubles at once, or goes to four.
function bySize(current: number, desired: number, { min, max }: Bounds): Limited {
  const fastest = Math.max(2 * current, 4);
  const highest = Math.min(max, fastest);
  if (desired < min) return { replicas: min, limit: TOO_FEW };
  if (desired > highest) return { replicas: highest, limit: max > fastest ? UP_LIMIT : TOO_MANY };
  return { replicas: desired, limit: WITHIN };
}

type Rules = {
  readonly up: HPAScalingRules | undefined;
  readonly down: HPAScalingRules | undefined;
};

function byRate(
  current: number,
  desired: number,
  { min, max }: Bounds,
  { up, down }: Rules,
  { changes }: History,
  nowMs: number,
): Limited {
  if (desired > current) {
    const limit = Math.max(current, reach(current, up, changes, nowMs, 1));
    const highest = Math.min(max, limit);
    if (desired <= highest) return { replicas: desired, limit: WITHIN };
    return { replicas: highest, limit: max > limit ? UP_LIMIT : TOO_MANY };
  }
  if (desired < current) {
    const limit = Math.min(current, reach(current, down, changes, nowMs, -1));
    const lowest = Math.max(min, limit);
    if (desired >= lowest) return { replicas: desired, limit: WITHIN };
    return { replicas: lowest, limit: min < limit ? DOWN_LIMIT : TOO_FEW };
  }
  return { replicas: desired, limit: WITHIN };
}

/** How far the policies let the set go, from where it stood when their periods began. */
function reach(
  current: number,
  rules: HPAScalingRules | undefined,
  changes: readonly ScaleChange[],
  nowMs: number,
  direction: 1 | -1,
): number {
  if (rules?.selectPolicy === "Disabled") return current;
  const ends = (rules?.policies ?? []).map(({ type, value, periodSeconds }) => {
    const recent = changes.filter(({ atMs }) => atMs > nowMs - periodSeconds * 1000);
    const start = recent.reduce((size, { by }) => size - by, current);
    if (type === "Pods") return start + direction * value;
    const share = start * (1 + (direction * value) / 100);
    return direction > 0 ? Math.ceil(share - 1e-9) : Math.trunc(share + 1e-9);
  });
  if (ends.length === 0) return direction > 0 ? Number.MAX_SAFE_INTEGER : 0;
  const farthest = rules?.selectPolicy !== "Min";
  return direction > 0 === farthest ? Math.max(...ends) : Math.min(...ends);
}
