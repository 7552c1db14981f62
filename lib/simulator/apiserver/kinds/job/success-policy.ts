/**
 * Rules of a Job's successPolicy: which indexes are enough for the whole.
 *
 * Not simulated: the length of lists of indexes.
 */
import { type FieldError, invalid, required, tooMany } from "../../../api/field-error.ts";
import type { JobSpec, SuccessPolicyRule } from "../../../api/types.generated.ts";
import { validateNotNegative } from "../../validation/number.ts";

const RULES_MAX = 20;

export function checkSuccessPolicy(spec: JobSpec, field: string, errors: FieldError[]): void {
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
