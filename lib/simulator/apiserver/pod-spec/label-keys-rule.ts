/** Rules for `matchLabelKeys` and `mismatchLabelKeys` of spreading and affinity. */
import { type FieldError, forbiddenField, invalid } from "../../api/field-error.ts";
import { labelKeyFaults } from "../../api/name-rule.ts";
import type { LabelSelector } from "../../api/types.generated.ts";

type Keyed = {
  readonly labelSelector?: LabelSelector | undefined;
  readonly matchLabelKeys?: readonly string[] | undefined;
  readonly mismatchLabelKeys?: readonly string[] | undefined;
};

export function checkLabelKeys(
  { labelSelector, matchLabelKeys = [], mismatchLabelKeys = [] }: Keyed,
  field: string,
  errors: FieldError[],
): void {
  const hasSelector = labelSelector !== undefined;
  checkKeys(matchLabelKeys, hasSelector, `${field}.matchLabelKeys`, errors);
  checkKeys(mismatchLabelKeys, hasSelector, `${field}.mismatchLabelKeys`, errors);
  checkRepeated(matchLabelKeys, labelSelector, field, errors);
  for (const [i, key] of matchLabelKeys.entries()) {
    if (!mismatchLabelKeys.includes(key)) continue;
    const why = "exists in both matchLabelKeys and mismatchLabelKeys";
    errors.push(invalid(`${field}.matchLabelKeys[${i}]`, key, why));
  }
}

function checkKeys(
  keys: readonly string[],
  hasSelector: boolean,
  field: string,
  errors: FieldError[],
): void {
  if (keys.length === 0) return;
  if (!hasSelector) {
    errors.push(forbiddenField(field, "must not be specified when labelSelector is not set"));
    return;
  }
  for (const [i, key] of keys.entries()) {
    for (const fault of labelKeyFaults(key)) errors.push(invalid(`${field}[${i}]`, key, fault));
  }
}

// The keys are in the selector already, once: a second time is somebody's own requirement. Keys
// that shall not match may be narrowed further.
function checkRepeated(
  keys: readonly string[],
  selector: LabelSelector | undefined,
  field: string,
  errors: FieldError[],
): void {
  if (keys.length === 0) return;
  const seen = new Set(Object.keys(selector?.matchLabels ?? {}));
  for (const { key } of selector?.matchExpressions ?? []) {
    const i = keys.indexOf(key);
    if (i >= 0 && seen.has(key)) {
      const why = "exists in both matchLabelKeys and labelSelector";
      errors.push(invalid(`${field}[${i}]`, key, why));
    }
    seen.add(key);
  }
}
