/** Rules of a Job's spec, alone or as a CronJob's template. */
import { type FieldError, invalid, notSupported, required } from "../../../api/field-error.ts";
import { dnsLabelFaults } from "../../../api/name-rule.ts";
import type { Job, JobSpec } from "../../../api/types.generated.ts";
import { validateNotNegative } from "../../validation/number.ts";
import { validateTemplate } from "../../workload/template.ts";
import { checkFailurePolicy } from "./failure-policy.ts";
import { checkSuccessPolicy } from "./success-policy.ts";

const NUMBERS = [
  "parallelism",
  "completions",
  "activeDeadlineSeconds",
  "backoffLimit",
  "ttlSecondsAfterFinished",
  "backoffLimitPerIndex",
  "maxFailedIndexes",
] as const;

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
