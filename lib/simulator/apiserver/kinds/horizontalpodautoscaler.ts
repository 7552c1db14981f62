/** What the API server knows of HorizontalPodAutoscalers: defaults, rules and columns. */
import type { HorizontalPodAutoscaler } from "../../api/types.generated.ts";
import { ageOf, columns } from "../column.ts";
import type { KindStrategy } from "../kind-strategy.ts";
import { validateNotNegative } from "../validation/number.ts";
import { metricsText } from "./horizontalpodautoscaler/cells.ts";
import { withAutoscalerDefaults } from "./horizontalpodautoscaler/default.ts";
import { validateAutoscalerSpec } from "./horizontalpodautoscaler/rule.ts";

export const horizontalPodAutoscalerStrategy: KindStrategy<HorizontalPodAutoscaler> = {
  kind: "HorizontalPodAutoscaler",
  setDefaults: withAutoscalerDefaults,

  validateCreate: ({ spec }) => validateAutoscalerSpec(spec, 1),
  // What was scaled to zero once may stay there.
  validateUpdate: ({ spec }, old) =>
    validateAutoscalerSpec(spec, old.spec.minReplicas === 0 ? 0 : 1),
  validateStatusUpdate: ({ status }) => [
    ...validateNotNegative(status.currentReplicas, "status.currentReplicas"),
    ...validateNotNegative(status.desiredReplicas, "status.desiredReplicas"),
  ],

  columns: columns("Name", "Reference", "Targets", "MinPods", "MaxPods", "Replicas", "Age"),

  cells(autoscaler, { nowMs }) {
    const { metadata, spec, status } = autoscaler;
    const { kind, name } = spec.scaleTargetRef;
    return [
      metadata.name,
      `${kind}/${name}`,
      metricsText(spec.metrics ?? [], status.currentMetrics ?? []),
      spec.minReplicas ?? "<unset>",
      spec.maxReplicas,
      status.currentReplicas ?? 0,
      ageOf(autoscaler, nowMs),
    ];
  },
};
