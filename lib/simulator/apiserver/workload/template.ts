/** What every kind with a pod template has in common: defaults, rules, warnings. */
import {
  type FieldError,
  forbiddenField,
  invalid,
  notSupported,
  required,
} from "../../api/field-error.ts";
import { matchesSelector } from "../../api/label.ts";
import type { LabelSelector, PodTemplateSpec } from "../../api/types.generated.ts";
import { changeField } from "../fill-in.ts";
import { withPodSpecDefaults } from "../pod-spec/default.ts";
import { validatePodSpec } from "../pod-spec/validate.ts";
import { podWarnings } from "../pod-spec/warning.ts";
import { validateLabelSelector } from "../validation/label-selector.ts";
import { validateAnnotations, validateLabels } from "../validation/metadata.ts";
import { validateNotNegative } from "../validation/number.ts";

export function withTemplateDefaults(template: PodTemplateSpec): PodTemplateSpec {
  return changeField(template, "spec", withPodSpecDefaults);
}

/** Null is what decoding makes of a selector that is not there. */
type Selector = LabelSelector | null | undefined;

export function isEmptySelector(selector: Selector): boolean {
  const { matchLabels = {}, matchExpressions = [] } = selector ?? {};
  return Object.keys(matchLabels).length + matchExpressions.length === 0;
}

/** `kind` as in `empty selector is invalid for deployment`. */
export function validateSelector(selector: Selector, kind: string): readonly FieldError[] {
  const field = "spec.selector";
  if (selector === undefined || selector === null) return [required(field)];
  const errors = validateLabelSelector(selector, field);
  if (!isEmptySelector(selector)) return errors;
  return [...errors, invalid(field, selector, `empty selector is invalid for ${kind}`)];
}

export function validateSelectorMatches(
  selector: Selector,
  template: PodTemplateSpec | undefined,
): readonly FieldError[] {
  const labels = template?.metadata?.labels;
  if (isEmptySelector(selector) || matchesSelector(selector ?? undefined, labels ?? {})) return [];
  const why = "`selector` does not match template `labels`";
  return [invalid("spec.template.metadata.labels", labels, why)];
}

export function validateTemplate(
  template: PodTemplateSpec | undefined,
  field = "spec.template",
): readonly FieldError[] {
  const { metadata = {}, spec } = template ?? {};
  const errors = [
    ...validateLabels(metadata.labels, `${field}.labels`),
    ...validateAnnotations(metadata.annotations, `${field}.annotations`),
    ...validatePodSpec(spec ?? { containers: [] }, `${field}.spec`),
  ];
  if ((spec?.ephemeralContainers?.length ?? 0) === 0) return errors;
  const why = "ephemeral containers not allowed in pod template";
  return [...errors, forbiddenField(`${field}.spec.ephemeralContainers`, why)];
}

/** Of workloads whose pods run for ever. `kind` as in `… in ReplicaSet is not Supported`. */
export function validateEndless(
  template: PodTemplateSpec | undefined,
  kind: string,
): readonly FieldError[] {
  const { restartPolicy = "Always", activeDeadlineSeconds } = template?.spec ?? {};
  const errors: FieldError[] = [];
  if (restartPolicy !== "Always") {
    errors.push(notSupported("spec.template.spec.restartPolicy", restartPolicy, ["Always"]));
  }
  if (activeDeadlineSeconds !== undefined) {
    const why = `activeDeadlineSeconds in ${kind} is not Supported`;
    errors.push(forbiddenField("spec.template.spec.activeDeadlineSeconds", why));
  }
  return errors;
}

export function validateReplicas(replicas: number | undefined): readonly FieldError[] {
  return validateNotNegative(replicas, "spec.replicas");
}

export function templateWarnings(
  template: PodTemplateSpec | undefined,
  path = "spec.template.",
): readonly string[] {
  return template?.spec === undefined ? [] : podWarnings(template.spec, path);
}
