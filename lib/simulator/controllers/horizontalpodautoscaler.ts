/**
 * Sizes a workload by what is measured of it, every 15 seconds.
 * https://kubernetes.io/docs/tasks/run-application/horizontal-pod-autoscale/
 */
import { amountOf } from "../api/amount.ts";
import { ApiError } from "../api/error.ts";
import { sameJson } from "../api/json.ts";
import { keyOf } from "../api/object.ts";
import { formatTime } from "../api/time.ts";
import type {
  HorizontalPodAutoscaler,
  HorizontalPodAutoscalerStatus,
  HPAScalingRules,
  MetricStatus,
} from "../api/types.generated.ts";
import { type History, normalize } from "./autoscaler/behavior.ts";
import { withAutoscalerCondition } from "./autoscaler/condition.ts";
import { MetricError, type MetricQuery, readMetric } from "./autoscaler/metric.ts";
import { type Target, targetOf } from "./autoscaler/target.ts";
import type { Controller, ControllerContext } from "./controller.ts";
import { Memory } from "./memory.ts";

const PERIOD_MS = 15_000;
/** Older ones say nothing any more: the longest window there is. */
const REMEMBERED_MS = 3_600_000;
const TOLERANCE = 0.1;

const dueTimes = new Memory<number>();
const histories = new Memory<History>();

export const horizontalPodAutoscalerController: Controller = {
  name: "horizontal-pod-autoscaler",
  for: "HorizontalPodAutoscaler",

  // Every look waits for its turn, the first one as well.
  reconcile(key, context) {
    const { cache, nowMs } = context;
    const autoscaler = cache.get("HorizontalPodAutoscaler", key);
    if (autoscaler === undefined) return "done";
    const { uid } = autoscaler.metadata;
    const dueMs = dueTimes.get(cache, uid) ?? nowMs + PERIOD_MS;
    if (nowMs < dueMs) {
      dueTimes.set(cache, uid, dueMs);
      return { requeueAtMs: dueMs, isPeriodic: true };
    }
    dueTimes.set(cache, uid, nowMs + PERIOD_MS);
    autoscale(autoscaler, context);
    return { requeueAtMs: nowMs + PERIOD_MS, isPeriodic: true };
  },
};

type Draft = { status: HorizontalPodAutoscalerStatus };

function autoscale(autoscaler: HorizontalPodAutoscaler, context: ControllerContext): void {
  const draft: Draft = { status: autoscaler.status };
  const say = speaker(draft, context.nowMs);
  let target: Target | undefined;
  try {
    target = targetOf(autoscaler, context);
  } catch (error) {
    if (!(error instanceof ApiError)) throw error;
    context.event(autoscaler, "Warning", "FailedGetScale", error.message);
    const why = `the HPA controller was unable to get the target's current scale: ${error.message}`;
    say("AbleToScale", false, "FailedGetScale", why);
  }
  if (target !== undefined) {
    const able = "the HPA controller was able to get the target's current scale";
    say("AbleToScale", true, "SucceededGetScale", able);
    // Without metrics that were read the field is null, not missing.
    const currentMetrics = null as unknown as readonly MetricStatus[];
    draft.status = { ...draft.status, currentMetrics, currentReplicas: target.replicas };
    scale(autoscaler, target, draft, context);
  }
  writeStatus(autoscaler, draft.status, context);
}

type Say = (
  type: "AbleToScale" | "ScalingActive" | "ScalingLimited",
  isTrue: boolean,
  reason: string,
  message: string,
) => void;

function speaker(draft: Draft, nowMs: number): Say {
  return (type, isTrue, reason, message) => {
    const before = draft.status.conditions ?? [];
    const conditions = withAutoscalerCondition(before, type, isTrue, reason, message, nowMs);
    draft.status = { ...draft.status, conditions };
  };
}

function scale(
  autoscaler: HorizontalPodAutoscaler,
  target: Target,
  draft: Draft,
  context: ControllerContext,
): void {
  const { maxReplicas, minReplicas = 1 } = autoscaler.spec;
  const current = target.replicas;
  const say = speaker(draft, context.nowMs);
  if (current === 0 && minReplicas !== 0) {
    const why = "scaling is disabled since the replica count of the target is zero";
    say("ScalingActive", false, "ScalingDisabled", why);
    draft.status = { ...draft.status, desiredReplicas: 0 };
    return;
  }
  let desired = current;
  let reason = "";
  if (current > maxReplicas) {
    [desired, reason] = [maxReplicas, "Current number of replicas above Spec.MaxReplicas"];
  } else if (current < minReplicas) {
    [desired, reason] = [minReplicas, "Current number of replicas below Spec.MinReplicas"];
  } else {
    const found = byMetrics(autoscaler, target, draft, context);
    if (found === undefined) return;
    [desired, reason] = [found.replicas, found.reason];
  }
  resize(autoscaler, target, { desired, reason }, draft, context);
}

function resize(
  autoscaler: HorizontalPodAutoscaler,
  target: Target,
  { desired, reason }: { readonly desired: number; readonly reason: string },
  draft: Draft,
  { cache, event, nowMs }: ControllerContext,
): void {
  const say = speaker(draft, nowMs);
  if (desired !== target.replicas) {
    try {
      target.scaleTo(desired);
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      const message = `New size: ${desired}; reason: ${reason}; error: ${error.message}`;
      event(autoscaler, "Warning", "FailedRescale", message);
      const why = `the HPA controller was unable to update the target scale: ${error.message}`;
      say("AbleToScale", false, "FailedUpdateScale", why);
      return;
    }
    const able = `the HPA controller was able to update the target scale to ${desired}`;
    say("AbleToScale", true, "SucceededRescale", able);
    event(autoscaler, "Normal", "SuccessfulRescale", `New size: ${desired}; reason: ${reason}`);
    draft.status = { ...draft.status, lastScaleTime: formatTime(nowMs) };
    const history = historyOf(autoscaler, target, cache, nowMs);
    const changes = [...history.changes, { by: desired - target.replicas, atMs: nowMs }];
    histories.set(cache, autoscaler.metadata.uid, { ...history, changes });
  }
  draft.status = { ...draft.status, desiredReplicas: desired };
}

/** Undefined when no metric can be trusted. */
function byMetrics(
  autoscaler: HorizontalPodAutoscaler,
  target: Target,
  draft: Draft,
  context: ControllerContext,
): { readonly replicas: number; readonly reason: string } | undefined {
  const { cache, event, metrics, nowMs } = context;
  const say = speaker(draft, nowMs);
  const current = target.replicas;
  const { behavior, metrics: specs = [] } = autoscaler.spec;
  const { pods, statusReplicas } = target;
  const tolerances = {
    up: toleranceOf(behavior?.scaleUp),
    down: toleranceOf(behavior?.scaleDown),
  };
  const query: MetricQuery = {
    ...{ autoscaler, current, metrics, nowMs, pods, statusReplicas, tolerances },
  };
  const statuses: MetricStatus[] = [];
  const failures: MetricError[] = [];
  let proposal = { replicas: -1, name: "" };
  for (const spec of specs) {
    try {
      const { replicas, name, status } = readMetric(spec, query);
      statuses.push(status);
      if (replicas > proposal.replicas) proposal = { replicas, name };
    } catch (error) {
      if (!(error instanceof MetricError)) throw error;
      event(autoscaler, "Warning", error.reason, error.message);
      statuses.push({ type: "" });
      failures.push(error);
    }
  }
  if (specs.length === 0) return undefined;
  draft.status = { ...draft.status, currentMetrics: statuses };
  const first = failures[0];
  if (first !== undefined && (failures.length >= specs.length || proposal.replicas < current)) {
    const why = `the HPA was unable to compute the replica count: ${first.message}`;
    say("ScalingActive", false, first.reason, why);
    const counts = `${failures.length} invalid out of ${specs.length}`;
    const message = `invalid metrics (${counts}), first error is: ${first.outer}`;
    event(autoscaler, "Warning", "FailedComputeMetricsReplicas", message);
    return undefined;
  }
  const able = `the HPA was able to successfully calculate a replica count from ${proposal.name}`;
  say("ScalingActive", true, "ValidMetricFound", able);
  const before = historyOf(autoscaler, target, cache, nowMs);
  const normal = normalize(autoscaler, current, proposal.replicas, before, nowMs);
  const recommendations = [...before.recommendations, { replicas: proposal.replicas, atMs: nowMs }];
  histories.set(cache, autoscaler.metadata.uid, { ...before, recommendations });
  say("AbleToScale", true, normal.able.reason, normal.able.message);
  say("ScalingLimited", normal.limit.isLimited, normal.limit.reason, normal.limit.message);
  const grows = proposal.replicas > current;
  return {
    replicas: normal.replicas,
    reason: grows ? `${proposal.name} above target` : "All metrics below target",
  };
}

// A quantity, such as `0.05` or `50m`; amountOf counts cpu in thousandths.
function toleranceOf(rules: HPAScalingRules | undefined): number {
  return rules?.tolerance === undefined ? TOLERANCE : amountOf("cpu", rules.tolerance) / 1000;
}

function historyOf(
  { metadata }: HorizontalPodAutoscaler,
  { replicas }: Target,
  cache: ControllerContext["cache"],
  nowMs: number,
): History {
  const known = histories.get(cache, metadata.uid);
  if (known === undefined) return { recommendations: [{ replicas, atMs: nowMs }], changes: [] };
  const recent = ({ atMs }: { readonly atMs: number }) => atMs > nowMs - REMEMBERED_MS;
  return {
    recommendations: known.recommendations.filter(recent),
    changes: known.changes.filter(recent),
  };
}

function writeStatus(
  autoscaler: HorizontalPodAutoscaler,
  status: HorizontalPodAutoscalerStatus,
  { api, cache }: ControllerContext,
): void {
  const current = cache.get("HorizontalPodAutoscaler", keyOf(autoscaler));
  if (current === undefined || current.metadata.uid !== autoscaler.metadata.uid) return;
  if (sameJson(status, current.status)) return;
  api.updateStatus<"HorizontalPodAutoscaler">({ ...current, status });
}
