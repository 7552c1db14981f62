/** What a label selector inside an object must be. */
import { type FieldError, forbiddenField, invalid, required } from "../../api/field-error.ts";
import { labelKeyFaults, labelValueFaults } from "../../api/name-rule.ts";
import type { LabelSelector } from "../../api/types.generated.ts";
import { validateLabels } from "./metadata.ts";

/** The selector with its fields in Go's order, as errors show it. */
export function selectorForm(selector: LabelSelector | undefined | null): unknown {
  if (selector === undefined || selector === null) return selector;
  const { matchLabels, matchExpressions } = selector;
  const labels =
    matchLabels === undefined ? undefined : Object.fromEntries(Object.entries(matchLabels).sort());
  return { matchLabels: labels, matchExpressions };
}

export function validateLabelSelector(
  selector: LabelSelector | undefined | null,
  field: string,
): readonly FieldError[] {
  if (selector === undefined || selector === null) return [];
  const errors: FieldError[] = [...validateLabels(selector.matchLabels, `${field}.matchLabels`)];
  for (const [i, { key = "", operator, values = [] }] of (
    selector.matchExpressions ?? []
  ).entries()) {
    const at = `${field}.matchExpressions[${i}]`;
    switch (operator) {
      case "In":
      case "NotIn":
        if (values.length === 0) {
          const why = "must be specified when `operator` is 'In' or 'NotIn'";
          errors.push(required(`${at}.values`, why));
        }
        break;
      case "Exists":
      case "DoesNotExist":
        if (values.length > 0) {
          const why = "may not be specified when `operator` is 'Exists' or 'DoesNotExist'";
          errors.push(forbiddenField(`${at}.values`, why));
        }
        break;
      default:
        errors.push(invalid(`${at}.operator`, operator ?? "", "not a valid selector operator"));
    }
    for (const fault of labelKeyFaults(key)) errors.push(invalid(`${at}.key`, key, fault));
    for (const [j, value] of values.entries()) {
      for (const fault of labelValueFaults(value))
        errors.push(invalid(`${at}.values[${j}]`, value, fault));
    }
  }
  return errors;
}
