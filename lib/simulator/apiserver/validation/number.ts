/** Rules for numbers and percentages. */
import { type FieldError, invalid } from "../../api/field-error.ts";
import { type IntOrString, percentOf } from "../../api/int-or-string.ts";
import { percentFaults } from "../../api/name-rule.ts";

const NEGATIVE = "must be greater than or equal to 0";

export function validateNotNegative(
  value: number | undefined,
  field: string,
): readonly FieldError[] {
  return value === undefined || value === null || value >= 0
    ? []
    : [invalid(field, value, NEGATIVE)];
}

/** 0 or more, or a percentage. */
export function validateIntOrPercent(
  value: IntOrString | undefined,
  field: string,
): readonly FieldError[] {
  if (value === undefined) return [];
  if (typeof value === "number") return validateNotNegative(value, field);
  return percentFaults(value).map((fault) => invalid(field, value, fault));
}

export function validateAtMost100Percent(
  value: IntOrString | undefined,
  field: string,
): readonly FieldError[] {
  const percent = value === undefined ? undefined : percentOf(value);
  if (percent === undefined || percent <= 100) return [];
  return [invalid(field, value, "must not be greater than 100%")];
}

/** The number or the number of percent; 0 for what is neither. */
export function numberIn(value: IntOrString | undefined): number {
  if (value === undefined) return 0;
  return typeof value === "number" ? value : (percentOf(value) ?? 0);
}
