/** What the counts in a workload's status must be: none below zero, no part above the whole. */
import { type FieldError, invalid } from "../../api/field-error.ts";
import { validateNotNegative } from "../validation/number.ts";

type Counts = Readonly<Record<string, unknown>>;

export function validateCounts(
  status: Counts | undefined,
  names: readonly string[],
): readonly FieldError[] {
  return names.flatMap((name) =>
    validateNotNegative(status?.[name] as number | undefined, `status.${name}`),
  );
}

/** `ready` is how the sentence about available pods names the ready ones. */
export function validateParts(
  status: Counts | undefined,
  names: readonly string[],
  ready = "readyReplicas",
): readonly FieldError[] {
  const count = (name: string) => (status?.[name] as number | undefined) ?? 0;
  const errors: FieldError[] = [];
  for (const name of names) {
    if (count(name) <= count("replicas")) continue;
    const why = "cannot be greater than status.replicas";
    errors.push(invalid(`status.${name}`, count(name), why));
  }
  if (count("availableReplicas") > count("readyReplicas")) {
    const why = `cannot be greater than ${ready}`;
    errors.push(invalid("status.availableReplicas", count("availableReplicas"), why));
  }
  return errors;
}
