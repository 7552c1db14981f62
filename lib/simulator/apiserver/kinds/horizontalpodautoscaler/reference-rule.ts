/** Whom a HorizontalPodAutoscaler names: the kind and the name of an object. */
import { type FieldError, invalid, required } from "../../../api/field-error.ts";
import { pathSegmentFaults } from "../../../api/path-segment-rule.ts";
import type { CrossVersionObjectReference } from "../../../api/types.generated.ts";

export function validateReference(
  ref: CrossVersionObjectReference,
  field: string,
): readonly FieldError[] {
  return (["kind", "name"] as const).flatMap((name) => {
    const value = ref[name] ?? "";
    const at = `${field}.${name}`;
    if (value === "") return [required(at)];
    return pathSegmentFaults(value).map((fault) => invalid(at, value, fault));
  });
}
