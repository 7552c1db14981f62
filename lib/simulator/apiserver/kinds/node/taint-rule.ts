/** What the taints of a node must be: known effects, each key and effect once. */
import { type FieldError, invalid, notSupported, required } from "../../../api/field-error.ts";
import { labelKeyFaults, labelValueFaults } from "../../../api/name-rule.ts";
import type { Taint } from "../../../api/types.generated.ts";

const EFFECTS = ["NoSchedule", "PreferNoSchedule", "NoExecute"];

export function validateTaints(taints: readonly Taint[]): readonly FieldError[] {
  const seen = new Set<string>();
  return taints.flatMap((taint, i) => {
    const { key, value = "", timeAdded } = taint;
    const effect: string = taint.effect;
    const at = `spec.taints[${i}]`;
    const errors = labelKeyFaults(key).map((fault) => invalid(`${at}.key`, key, fault));
    const faults = labelValueFaults(value);
    if (faults.length > 0) errors.push(invalid(`${at}.value`, value, faults.join(";")));
    if (effect === "") errors.push(required(`${at}.effect`));
    else if (!EFFECTS.includes(effect)) {
      errors.push(notSupported(`${at}.effect`, effect, EFFECTS));
    }
    const pair = `${key}:${effect}`;
    if (seen.has(pair)) {
      const shown = { Key: key, Value: value, Effect: effect, TimeAdded: timeAdded ?? null };
      const detail = "taints must be unique by key and effect pair";
      errors.push({ field: at, type: "Duplicate value", detail, value: shown });
    }
    seen.add(pair);
    return errors;
  });
}
