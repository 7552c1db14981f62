/** What every kind with a selector and a pod template has in common: defaults and rules. */
import { type FieldError, invalid, notSupported, required } from "../../api/field-error.ts";
import { matchesSelector } from "../../api/label.ts";
import type { LabelSelector, PodTemplateSpec } from "../../api/types.generated.ts";
import { changeField } from "../fill-in.ts";
import { withPodSpecDefaults } from "../pod-spec/default.ts";
import { validatePodSpec } from "../pod-spec/validate.ts";
import { validateLabels } from "../validation/metadata.ts";

export function withTemplateDefaults(template: PodTemplateSpec): PodTemplateSpec {
  return changeField(template, "spec", withPodSpecDefaults);
}

/** `spec.selector` and `spec.template` of a workload whose pods run for ever. */
export function validateTemplate(
  selector: LabelSelector | undefined,
  template: PodTemplateSpec | undefined,
): readonly FieldError[] {
  const errors: FieldError[] = [];
  const empty =
    Object.keys(selector?.matchLabels ?? {}).length + (selector?.matchExpressions?.length ?? 0) ===
    0;
  if (selector === undefined) errors.push(required("spec.selector"));
  else if (empty) {
    errors.push(invalid("spec.selector", selector, "empty selector is invalid for deployment"));
  }
  const labels = template?.metadata?.labels;
  if (!empty && !matchesSelector(selector, labels)) {
    errors.push(
      invalid(
        "spec.template.metadata.labels",
        labels ?? {},
        "`selector` does not match template `labels`",
      ),
    );
  }
  errors.push(...validateLabels(labels ?? {}, "spec.template.metadata.labels"));
  const spec = template?.spec;
  errors.push(...validatePodSpec(spec ?? { containers: [] }, "spec.template.spec"));
  if (spec?.restartPolicy !== undefined && spec.restartPolicy !== "Always") {
    errors.push(notSupported("spec.template.spec.restartPolicy", spec.restartPolicy, ["Always"]));
  }
  return errors;
}

export function validateReplicas(replicas: number | undefined): readonly FieldError[] {
  if (replicas === undefined || replicas >= 0) return [];
  return [invalid("spec.replicas", replicas, "must be greater than or equal to 0")];
}
