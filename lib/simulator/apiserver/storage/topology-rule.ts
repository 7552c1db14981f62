/** Rules for the places to which a storage class confines its volumes. */
import { duplicate, type FieldError, invalid, required } from "../../api/field-error.ts";
import { labelKeyFaults } from "../../api/name-rule.ts";
import type { TopologySelectorTerm } from "../../api/types.generated.ts";

export function checkTopologies(
  terms: readonly TopologySelectorTerm[],
  errors: FieldError[],
): void {
  // A term that says nothing counts as said already.
  const seen = new Set<string>(["[]"]);
  for (const [i, { matchLabelExpressions: expressions }] of terms.entries()) {
    const at = `allowedTopologies[${i}].matchLabelExpressions`;
    const places = new Map<string, readonly string[]>();
    for (const [j, { key = "", values: given }] of (expressions ?? []).entries()) {
      const field = `${at}[${j}]`;
      // A list that is not given is stored as null.
      const values = given ?? [];
      if (values.length === 0) errors.push(required(`${field}.values`));
      for (const [k, value] of values.entries()) {
        if (values.indexOf(value) < k) errors.push(duplicate(`${field}.values[${k}]`, value));
      }
      for (const fault of labelKeyFaults(key)) errors.push(invalid(`${field}.key`, key, fault));
      if (places.has(key)) errors.push(duplicate(`${field}.key`, key));
      places.set(key, [...new Set(values)].sort());
    }
    const said = JSON.stringify([...places].sort(([a], [b]) => (a < b ? -1 : 1)));
    if (seen.has(said)) errors.push(duplicate(at, ""));
    seen.add(said);
  }
}
