/** An autoscaler's conditions: whether it can read the scale and act on it, what holds it back. */
import { formatTime } from "../../api/time.ts";
import type { HorizontalPodAutoscalerCondition } from "../../api/types.generated.ts";

type Conditions = readonly HorizontalPodAutoscalerCondition[];

export function withAutoscalerCondition(
  conditions: Conditions,
  type: "AbleToScale" | "ScalingActive" | "ScalingLimited",
  isTrue: boolean,
  reason: string,
  message: string,
  nowMs: number,
): Conditions {
  const status = isTrue ? "True" : "False";
  const before = conditions.find((one) => one.type === type);
  const lastTransitionTime =
    before?.status === status ? before.lastTransitionTime : formatTime(nowMs);
  const next = { lastTransitionTime, message, reason, status, type };
  if (before === undefined) return [...conditions, next];
  return conditions.map((one) => (one === before ? next : one));
}
