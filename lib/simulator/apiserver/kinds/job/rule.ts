/**
 * Rules of a Job's spec, alone or as a CronJob's template.
 *
 * Not simulated: the length of lists of indexes.
 */
import {
  duplicate,
  type FieldError,
  invalid,
  notSupported,
  required,
  tooMany,
} from "../../../api/field-error.ts";
import { dnsLabelFaults, labelKeyFaults } from "../../../api/name-rule.ts";
import type {
  Job,
  JobSpec,
  PodFailurePolicyRule,
  SuccessPolicyRule,
} from "../../../api/types.generated.ts";
import { validateNotNegative } from "../../validation/number.ts";
import { validateTemplate } from "../../workload/template.ts";

const NUMBERS = [
  "parallelism",
  "completions",
  "activeDeadlineSeconds",
  "backoffLimit",
  "ttlSecondsAfterFinished",
  "backoffLimitPerIndex",
  "maxFailedIndexes",
] as const;
const ACTIONS = ["Count", "FailIndex", "FailJob", "Ignore"];
const RULES_MAX = 20;
const VALUES_MAX = 255;

export function validateJobSpec(spec: JobSpec, field: string): readonly FieldError[] {
  const errors: FieldError[] = [];
  for (const name of NUMBERS) errors.push(...validateNotNegative(spec[name], `${field}.${name}`));
  checkManager(spec.managedBy, `${field}.managedBy`, errors);
  checkCompletionMode(spec, field, errors);
  checkFailurePolicy(spec, `${field}.podFailurePolicy`, errors);
  checkSuccessPolicy(spec, `${field}.successPolicy`, errors);
  checkReplacement(spec, `${field}.podReplacementPolicy`, errors);
  errors.push(...validateTemplate(spec.template, `${field}.template`));
  checkRestartPolicy(spec, `${field}.template.spec.restartPolicy`, errors);
  return errors;
}

/** Pods of an indexed Job are called after it and their index. */
export function jobNameFaults({ metadata, spec }: Job): readonly FieldError[] {
  const { completionMode, completions = 0 } = spec;
  if (completionMode !== "Indexed" || completions === 0) return [];
  const hostname = `${metadata.name}-${completions - 1}`;
  if (dnsLabelFaults(hostname).length === 0) return [];
  const why = `will not able to create pod with invalid DNS label: ${hostname}`;
  return [invalid("metadata.name", metadata.name, why)];
}

function checkManager(name: string | undefined, field: string, errors: FieldError[]): void {
  if (name === undefined) return;
  if (name === "") errors.push(required(field));
  else if (!/^[^/]+\/.+$/.test(name)) {
    errors.push(invalid(field, name, 'must be a domain-prefixed path (such as "acme.io/foo")'));
  }
}

function checkCompletionMode(spec: JobSpec, field: string, errors: FieldError[]): void {
  const { completions, parallelism = 0, maxFailedIndexes, backoffLimitPerIndex } = spec;
  const mode: string = spec.completionMode ?? "NonIndexed";
  if (maxFailedIndexes !== undefined && backoffLimitPerIndex === undefined) {
    errors.push(required(`${field}.backoffLimitPerIndex`, "when maxFailedIndexes is specified"));
  }
  if (mode !== "NonIndexed" && mode !== "Indexed") {
    errors.push(notSupported(`${field}.completionMode`, mode, ["NonIndexed", "Indexed"]));
  }
  if (mode === "NonIndexed") {
    for (const name of ["backoffLimitPerIndex", "maxFailedIndexes"] as const) {
      const value = spec[name];
      if (value !== undefined)
        errors.push(invalid(`${field}.${name}`, value, "requires indexed completion mode"));
    }
  }
  if (mode !== "Indexed") return;
  if (completions === undefined) {
    errors.push(required(`${field}.completions`, "when completion mode is Indexed"));
  }
  if (parallelism > 100_000) {
    const why = "must be less than or equal to 100000 when completion mode is Indexed";
    errors.push(invalid(`${field}.parallelism`, parallelism, why));
  }
  checkFailedIndexes(spec, field, errors);
}

const INDEXES_MAX = 100_000;
const OF_MANY_MAX = 10_000;

function checkFailedIndexes(spec: JobSpec, field: string, errors: FieldError[]): void {
  const { completions, parallelism = 0, maxFailedIndexes: most, backoffLimitPerIndex } = spec;
  const at = `${field}.maxFailedIndexes`;
  if (completions !== undefined && most !== undefined && most > completions) {
    errors.push(invalid(at, most, "must be less than or equal to completions"));
  }
  if (most !== undefined && most > INDEXES_MAX) {
    errors.push(invalid(at, most, `must be less than or equal to ${INDEXES_MAX}`));
  }
  if ((completions ?? 0) <= INDEXES_MAX || backoffLimitPerIndex === undefined) return;
  const when = `when completions are above ${INDEXES_MAX} and used with backoff limit per index`;
  const why = `must be less than or equal to ${OF_MANY_MAX} ${when}`;
  if (most === undefined) {
    errors.push(required(at, `must be specified when completions is above ${INDEXES_MAX}`));
  }
  if (parallelism > OF_MANY_MAX) errors.push(invalid(`${field}.parallelism`, parallelism, why));
  if (most !== undefined && most > OF_MANY_MAX) errors.push(invalid(at, most, why));
}

function checkFailurePolicy(spec: JobSpec, field: string, errors: FieldError[]): void {
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

function checkSuccessPolicy(spec: JobSpec, field: string, errors: FieldError[]): void {
  const policy = spec.successPolicy;
  if (policy === undefined) return;
  if (spec.completionMode !== "Indexed") {
    const shown = { Rules: (policy.rules ?? []).map(internalRule) };
    errors.push(invalid(field, shown, "requires indexed completion mode"));
    return;
  }
  const rules = policy.rules ?? [];
  if (rules.length === 0) {
    const why = "at least one rules must be specified when the successPolicy is specified";
    errors.push(required(`${field}.rules`, why));
  }
  if (rules.length > RULES_MAX) errors.push(tooMany(`${field}.rules`, rules.length, RULES_MAX));
  for (const [i, rule] of rules.entries())
    checkSuccessRule(rule, spec, `${field}.rules[${i}]`, errors);
}

function internalRule({ succeededIndexes, succeededCount }: SuccessPolicyRule): unknown {
  return { SucceededIndexes: succeededIndexes ?? null, SucceededCount: succeededCount ?? null };
}

function checkSuccessRule(
  { succeededCount: count, succeededIndexes: indexes }: SuccessPolicyRule,
  { completions = 0 }: JobSpec,
  field: string,
  errors: FieldError[],
): void {
  if (count === undefined && indexes === undefined) {
    errors.push(
      required(field, "at least one of succeededCount or succeededIndexes must be specified"),
    );
  }
  const total = indexes === undefined ? 0 : indexCount(indexes, completions);
  if (typeof total === "string") {
    const why = `error parsing succeededIndexes: ${total}`;
    errors.push(invalid(`${field}.succeededIndexes`, indexes, why));
  }
  if (count === undefined) return;
  const at = `${field}.succeededCount`;
  errors.push(...validateNotNegative(count, at));
  if (count > completions) {
    const why = `must be less than or equal to ${completions} (the number of specified completions)`;
    errors.push(invalid(at, count, why));
  }
  const named = typeof total === "number" ? total : 0;
  if (indexes !== undefined && count > named) {
    const what = "the number of indexes in the specified succeededIndexes field";
    errors.push(invalid(at, count, `must be less than or equal to ${named} (${what})`));
  }
}

/** How many indexes `1,3-5` names, or what is wrong with it. */
function indexCount(text: string, completions: number): number | string {
  if (text === "") return 0;
  let total = 0;
  let last = -1;
  for (const part of text.split(",")) {
    const [first = "", second, ...more] = part.split("-");
    if (more.length > 0)
      return `the fragment ${JSON.stringify(part)} violates the requirement that an index interval can have at most two parts separated by '-'`;
    for (const number of second === undefined ? [first] : [first, second]) {
      if (!/^\d+$/.test(number))
        return `cannot convert string to integer for index: ${JSON.stringify(number)}`;
      if (Number(number) >= completions) return `too large index: ${JSON.stringify(number)}`;
    }
    const [from, to] = [Number(first), Number(second ?? first)];
    if (from <= last) return `non-increasing order, previous: ${last}, current: ${from}`;
    if (second !== undefined && to <= from)
      return `non-increasing order, previous: ${from}, current: ${to}`;
    total += to - from + 1;
    last = to;
  }
  return total;
}

function checkReplacement(spec: JobSpec, field: string, errors: FieldError[]): void {
  const policy: string | undefined = spec.podReplacementPolicy;
  if (policy === undefined) return;
  const choices =
    spec.podFailurePolicy === undefined ? ["Failed", "TerminatingOrFailed"] : ["Failed"];
  if (!choices.includes(policy)) errors.push(notSupported(field, policy, choices));
}

function checkRestartPolicy(
  { template, podFailurePolicy }: JobSpec,
  field: string,
  errors: FieldError[],
): void {
  const policy: string = template?.spec?.restartPolicy ?? "Always";
  const choices = ["OnFailure", "Never"];
  if (policy === "Always") errors.push(required(field, 'valid values: "OnFailure", "Never"'));
  else if (!choices.includes(policy)) errors.push(notSupported(field, policy, choices));
  else if (podFailurePolicy !== undefined && policy !== "Never") {
    errors.push(
      invalid(field, policy, 'only "Never" is supported when podFailurePolicy is specified'),
    );
  }
}
