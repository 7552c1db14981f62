/** Rules of a Job's podFailurePolicy: which failures of a pod count, and how. */
import {
  duplicate,
  type FieldError,
  invalid,
  notSupported,
  required,
  tooMany,
} from "../../../api/field-error.ts";
import { labelKeyFaults } from "../../../api/name-rule.ts";
import type { JobSpec, PodFailurePolicyRule } from "../../../api/types.generated.ts";

const ACTIONS = ["Count", "FailIndex", "FailJob", "Ignore"];
const RULES_MAX = 20;
const VALUES_MAX = 255;

export function checkFailurePolicy(spec: JobSpec, field: string, errors: FieldError[]): void {
  const rules = spec.podFailurePolicy?.rules ?? [];
  if (rules.length > RULES_MAX) errors.push(tooMany(`${field}.rules`, rules.length, RULES_MAX));
  for (const [i, rule] of rules.entries())
    checkFailureRule(rule, spec, `${field}.rules[${i}]`, errors);
}

function checkFailureRule(
  { action, onExitCodes, onPodConditions = [] }: PodFailurePolicyRule,
  spec: JobSpec,
  field: string,
  errors: FieldError[],
): void {
  if (((action as string | undefined) ?? "") === "") {
    errors.push(
      required(`${field}.action`, 'valid values: ["Count" "FailIndex" "FailJob" "Ignore"]'),
    );
  } else if (action === "FailIndex") {
    if (spec.backoffLimitPerIndex === undefined) {
      errors.push(
        invalid(`${field}.action`, action, "requires the backoffLimitPerIndex to be set"),
      );
    }
  } else if (!ACTIONS.includes(action ?? ""))
    errors.push(notSupported(`${field}.action`, action, ACTIONS));
  if (onExitCodes !== undefined) checkExitCodes(onExitCodes, spec, `${field}.onExitCodes`, errors);
  if (onPodConditions.length > RULES_MAX) {
    errors.push(tooMany(`${field}.onPodConditions`, onPodConditions.length, RULES_MAX));
  }
  for (const [i, { type = "", status = "True" }] of onPodConditions.entries()) {
    const at = `${field}.onPodConditions[${i}]`;
    for (const fault of labelKeyFaults(type)) errors.push(invalid(`${at}.type`, type, fault));
    const choices = ["False", "True", "Unknown"];
    if (!choices.includes(status)) errors.push(notSupported(`${at}.status`, status, choices));
  }
  const both = onExitCodes !== undefined && onPodConditions.length > 0;
  const neither = onExitCodes === undefined && onPodConditions.length === 0;
  if (both)
    errors.push(bare(field, "specifying both OnExitCodes and OnPodConditions is not supported"));
  if (neither)
    errors.push(bare(field, "specifying one of OnExitCodes and OnPodConditions is required"));
}

/** Refused without showing the value. */
function bare(field: string, detail: string): FieldError {
  return { field, type: "Invalid value", detail };
}

type ExitCodes = NonNullable<PodFailurePolicyRule["onExitCodes"]>;

function checkExitCodes(
  { operator, containerName, values }: ExitCodes,
  { template }: JobSpec,
  field: string,
  errors: FieldError[],
): void {
  const operators = ["In", "NotIn"];
  if (((operator as string | undefined) ?? "") === "") {
    errors.push(required(`${field}.operator`, 'valid values: ["In" "NotIn"]'));
  } else if (!operators.includes(operator))
    errors.push(notSupported(`${field}.operator`, operator, operators));
  const names = [
    ...(template.spec?.containers ?? []),
    ...(template.spec?.initContainers ?? []),
  ].map(({ name }) => name);
  if (containerName !== undefined && !names.includes(containerName)) {
    const why = "must be one of the container or initContainer names in the pod template";
    errors.push(invalid(`${field}.containerName`, containerName, why));
  }
  const codes = values ?? [];
  const at = `${field}.values`;
  if (codes.length === 0) errors.push(invalid(at, codes, "at least one value is required"));
  else if (codes.length > VALUES_MAX) errors.push(tooMany(at, codes.length, VALUES_MAX));
  const seen = new Set<number>();
  for (const [i, code] of codes.entries()) {
    if (operator === "In" && code === 0) {
      errors.push(invalid(`${at}[${i}]`, code, "must not be 0 for the In operator"));
    }
    if (seen.has(code)) errors.push(duplicate(`${at}[${i}]`, code));
    seen.add(code);
  }
  if (codes.some((code, i) => i > 0 && (codes[i - 1] ?? 0) > code)) {
    errors.push(invalid(at, codes, "must be ordered"));
  }
}
