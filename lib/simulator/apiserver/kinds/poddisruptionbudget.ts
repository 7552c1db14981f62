/** What the API server knows of PodDisruptionBudgets: rules and columns. */
import { type FieldError, invalid, notSupported } from "../../api/field-error.ts";
import type { IntOrString } from "../../api/int-or-string.ts";
import type { PodDisruptionBudget } from "../../api/types.generated.ts";
import { ageOf, columns } from "../column.ts";
import { internalForm } from "../internal-form/internal-form.ts";
import type { KindStrategy } from "../kind-strategy.ts";
import { selectorForm, validateLabelSelector } from "../validation/label-selector.ts";
import { validateAtMost100Percent, validateIntOrPercent } from "../validation/number.ts";
import { validateCounts } from "../workload/status-rule.ts";

const EVICTION_POLICIES = ["AlwaysAllow", "IfHealthyBudget"];

export const podDisruptionBudgetStrategy: KindStrategy<PodDisruptionBudget> = {
  kind: "PodDisruptionBudget",

  validate({ spec }) {
    const { minAvailable, maxUnavailable, selector, unhealthyPodEvictionPolicy: policy } = spec;
    const errors: FieldError[] = [];
    if (minAvailable !== undefined && maxUnavailable !== undefined) {
      const why = "minAvailable and maxUnavailable cannot be both set";
      errors.push(
        invalid(
          "spec",
          internalForm("PodDisruptionBudgetSpec", {
            ...spec,
            selector: selectorForm(selector),
          }),
          why,
        ),
      );
    }
    errors.push(
      ...validateAmount(minAvailable, "spec.minAvailable"),
      ...validateAmount(maxUnavailable, "spec.maxUnavailable"),
      ...validateLabelSelector(selector, "spec.selector"),
    );
    if (policy !== undefined && !EVICTION_POLICIES.includes(policy)) {
      errors.push(notSupported("spec.unhealthyPodEvictionPolicy", policy, EVICTION_POLICIES));
    }
    return errors;
  },

  validateStatusUpdate: ({ status }) =>
    validateCounts(status, [
      "disruptionsAllowed",
      "currentHealthy",
      "desiredHealthy",
      "expectedPods",
    ]),

  columns: columns("Name", "Min Available", "Max Unavailable", "Allowed Disruptions", "Age"),

  cells(budget, { nowMs }) {
    const { metadata, spec, status } = budget;
    const shown = (value: IntOrString | undefined) => String(value ?? "N/A");
    return [
      metadata.name,
      shown(spec.minAvailable),
      shown(spec.maxUnavailable),
      status.disruptionsAllowed,
      ageOf(budget, nowMs),
    ];
  },
};

function validateAmount(value: IntOrString | undefined, field: string): readonly FieldError[] {
  return [...validateIntOrPercent(value, field), ...validateAtMost100Percent(value, field)];
}
