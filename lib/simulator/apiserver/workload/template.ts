/** What every kind with a pod template has in common: defaults, rules, warnings. */
import {
  type FieldError,
  forbiddenField,
  invalid,
  notSupported,
  required,
} from "../../api/field-error.ts";
import { sameJson } from "../../api/json.ts";
import { matchesSelector } from "../../api/label.ts";
import { dnsLabelFaults } from "../../api/name-rule.ts";
import type { LabelSelector, ObjectMeta, PodTemplateSpec } from "../../api/types.generated.ts";
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

/** A selector that is not there selects nothing, an empty one everything. */
export function validateSelectorMatches(
  selector: Selector,
  template: PodTemplateSpec | undefined,
): readonly FieldError[] {
  const labels = template?.metadata?.labels;
  const isMissing = selector === undefined || selector === null;
  if (
    (!isMissing && isEmptySelector(selector)) ||
    matchesSelector(selector ?? undefined, labels ?? {})
  )
    return [];
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

/** Of Deployments and ReplicaSets. */
export function validateReplicaTemplate(
  selector: Selector,
  template: PodTemplateSpec | undefined,
): readonly FieldError[] {
  const field = "spec.selector";
  if (validateLabelSelector(selector, field).length > 0) {
    return [invalid(field, selector, "invalid label selector")];
  }
  return [
    ...validateSelectorMatches(selector, template),
    ...validateTemplate(template),
    ...validateEndless(template, "ReplicaSet"),
  ];
}

export function validateReplicas(replicas: number | undefined): readonly FieldError[] {
  return validateNotNegative(replicas, "spec.replicas");
}

export function templateWarnings(
  template: PodTemplateSpec | undefined,
  path = "spec.template.",
): readonly string[] {
  if (template?.spec === undefined) return [];
  return podWarnings(template.spec, path, template.metadata);
}

type Workload = { readonly metadata: ObjectMeta; readonly spec: object };

/** Of what makes pods: its name when it is new, its template when the spec is. */
export function workloadWarnings<T extends Workload>(
  object: T,
  old: T | undefined,
  templateOf: (object: T) => PodTemplateSpec | undefined,
  path?: string,
): readonly string[] {
  if (old !== undefined && sameJson(object.spec, old.spec)) return [];
  const inTemplate = templateWarnings(templateOf(object), path);
  return old === undefined ? [...nameWarnings(object.metadata), ...inTemplate] : inTemplate;
}

function nameWarnings({ name }: ObjectMeta): readonly string[] {
  const faults = dnsLabelFaults(name);
  if (faults.length === 0) return [];
  const where = "this is used in Pod names and hostnames, which can result in surprising behavior";
  return [`metadata.name: ${where}; a DNS label is recommended: [${faults.join(" ")}]`];
}
