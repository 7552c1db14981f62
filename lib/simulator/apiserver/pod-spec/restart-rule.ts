/** When a container restarts by its exit code, whatever its policy says. */
import { type FieldError, notSupported, required, tooLong } from "../../api/field-error.ts";
import type { ContainerRestartRule } from "../../api/types.generated.ts";

const RULES_MAX = 20;
const VALUES_MAX = 255;

export function checkRestartRules(
  rules: readonly ContainerRestartRule[],
  field: string,
  errors: FieldError[],
): void {
  if (rules.length > RULES_MAX) errors.push(tooLong(field, RULES_MAX));
  for (const [i, { action, exitCodes }] of rules.entries()) {
    const at = `${field}[${i}]`;
    if (action !== "Restart") errors.push(notSupported(`${at}.action`, action, ["Restart"]));
    if (exitCodes === undefined) {
      errors.push(required(`${at}.exitCodes`, "must be specified"));
      continue;
    }
    const { operator, values = [] } = exitCodes;
    if (operator !== "In" && operator !== "NotIn") {
      errors.push(notSupported(`${at}.exitCodes.operator`, operator, ["In", "NotIn"]));
    }
    if (values.length > VALUES_MAX) errors.push(tooLong(`${at}.exitCodes.values`, VALUES_MAX));
  }
}
