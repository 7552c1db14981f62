/** Defaults of a HorizontalPodAutoscaler: one pod at least, 80 % of the CPU, the usual speeds. */
import type {
  HorizontalPodAutoscaler,
  HorizontalPodAutoscalerBehavior,
  HPAScalingPolicy,
  HPAScalingRules,
  MetricSpec,
} from "../../../api/types.generated.ts";
import { changeField, fillIn } from "../../fill-in.ts";

const PERIOD_SECONDS = 15;

const SCALE_UP: HPAScalingRules = {
  stabilizationWindowSeconds: 0,
  selectPolicy: "Max",
  policies: [policy("Pods", 4), policy("Percent", 100)],
};
const SCALE_DOWN: HPAScalingRules = { selectPolicy: "Max", policies: [policy("Percent", 100)] };

export const CPU_TARGET_PERCENT = 80;

export function withAutoscalerDefaults(
  autoscaler: HorizontalPodAutoscaler,
): HorizontalPodAutoscaler {
  let spec = fillIn<HorizontalPodAutoscaler["spec"]>(autoscaler.spec, { minReplicas: 1 });
  if ((spec.metrics ?? []).length === 0) {
    spec = { ...spec, metrics: [cpuUtilization(CPU_TARGET_PERCENT)] };
  }
  spec = changeField(spec, "behavior", withBehaviorDefaults);
  return spec === autoscaler.spec ? autoscaler : { ...autoscaler, spec };
}

export function cpuUtilization(percent: number): MetricSpec {
  return {
    type: "Resource",
    resource: { name: "cpu", target: { type: "Utilization", averageUtilization: percent } },
  };
}

function withBehaviorDefaults(
  behavior: HorizontalPodAutoscalerBehavior,
): HorizontalPodAutoscalerBehavior {
  const filled = fillIn<HorizontalPodAutoscalerBehavior>(behavior, {
    scaleDown: SCALE_DOWN,
    scaleUp: SCALE_UP,
  });
  const up = changeField(filled, "scaleUp", (rules) => fillIn(rules, SCALE_UP));
  return changeField(up, "scaleDown", (rules) => fillIn(rules, SCALE_DOWN));
}

function policy(type: string, value: number): HPAScalingPolicy {
  return { type, value, periodSeconds: PERIOD_SECONDS };
}
