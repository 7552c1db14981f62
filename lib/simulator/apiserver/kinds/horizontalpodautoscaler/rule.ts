/** What the spec of a HorizontalPodAutoscaler must be, in upstream's order. */
import { type FieldError, invalid, notSupported, required } from "../../../api/field-error.ts";
import type {
  CrossVersionObjectReference,
  HorizontalPodAutoscalerSpec,
  HPAScalingPolicy,
  HPAScalingRules,
} from "../../../api/types.generated.ts";
import { validateMetrics } from "./metric-rule.ts";
import { validateReference } from "./reference-rule.ts";

const LONGEST_PERIOD = 1800;
const LONGEST_WINDOW = 3600;

export function validateAutoscalerSpec(
  spec: HorizontalPodAutoscalerSpec,
  lowest: number,
): readonly FieldError[] {
  const { minReplicas, maxReplicas, scaleTargetRef, metrics, behavior } = spec;
  const errors: FieldError[] = [];
  if (minReplicas !== undefined && minReplicas < lowest) {
    const why = `must be greater than or equal to ${lowest}`;
    errors.push(invalid("spec.minReplicas", minReplicas, why));
  }
  const at = "spec.maxReplicas";
  if (maxReplicas < 1) errors.push(invalid(at, maxReplicas, "must be greater than 0"));
  if (minReplicas !== undefined && maxReplicas < minReplicas) {
    errors.push(invalid(at, maxReplicas, "must be greater than or equal to `minReplicas`"));
  }
  return [
    ...errors,
    ...validateTarget(scaleTargetRef, "spec.scaleTargetRef"),
    ...validateMetrics(metrics ?? [], "spec.metrics", minReplicas),
    ...validateScalingRules(behavior?.scaleUp, "spec.behavior.scaleUp"),
    ...validateScalingRules(behavior?.scaleDown, "spec.behavior.scaleDown"),
  ];
}

function validateTarget(ref: CrossVersionObjectReference, field: string): readonly FieldError[] {
  const errors = [...validateReference(ref, field)];
  const { apiVersion = "", kind } = ref;
  const at = `${field}.apiVersion`;
  const slashes = apiVersion.split("/").length - 1;
  if (slashes > 1) {
    return [...errors, invalid(at, apiVersion, `unexpected GroupVersion string: ${apiVersion}`)];
  }
  // Of the core group only one kind can be scaled.
  const hasGroup = slashes === 1 && !apiVersion.startsWith("/");
  if (hasGroup || (kind === "ReplicationController" && apiVersion === "v1")) return errors;
  return [...errors, invalid(at, apiVersion, "apiVersion must specify API group")];
}

function validateScalingRules(
  rules: HPAScalingRules | undefined,
  field: string,
): readonly FieldError[] {
  if (rules === undefined) return [];
  const { stabilizationWindowSeconds: window, selectPolicy, policies = [], tolerance } = rules;
  const errors: FieldError[] = [];
  const at = `${field}.stabilizationWindowSeconds`;
  if (window !== undefined && window < 0) {
    errors.push(invalid(at, window, "must be greater than or equal to zero"));
  }
  if (window !== undefined && window > LONGEST_WINDOW) {
    errors.push(invalid(at, window, `must be less than or equal to ${LONGEST_WINDOW}`));
  }
  if (selectPolicy !== undefined && !["Disabled", "Max", "Min"].includes(selectPolicy)) {
    const choices = ["Disabled", "Max", "Min"];
    errors.push(notSupported(`${field}.selectPolicy`, selectPolicy, choices));
  }
  if (policies.length === 0) {
    errors.push(required(`${field}.policies`, "must specify at least one Policy"));
  }
  for (const [i, policy] of policies.entries()) {
    errors.push(...validatePolicy(policy, `${field}.policies[${i}]`));
  }
  if (tolerance?.startsWith("-") === true) {
    errors.push(invalid(`${field}.tolerance`, tolerance, "must be greater than or equal to zero"));
  }
  return errors;
}

function validatePolicy(policy: HPAScalingPolicy, field: string): readonly FieldError[] {
  const { type, value, periodSeconds } = policy;
  const errors: FieldError[] = [];
  if (type !== "Pods" && type !== "Percent") {
    errors.push(notSupported(`${field}.type`, type, ["Percent", "Pods"]));
  }
  if (value <= 0) errors.push(invalid(`${field}.value`, value, "must be greater than zero"));
  const at = `${field}.periodSeconds`;
  if (periodSeconds <= 0) errors.push(invalid(at, periodSeconds, "must be greater than zero"));
  if (periodSeconds > LONGEST_PERIOD) {
    errors.push(invalid(at, periodSeconds, `must be less than or equal to ${LONGEST_PERIOD}`));
  }
  return errors;
}
