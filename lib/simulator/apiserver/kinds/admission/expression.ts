/** What the expressions of policies and webhooks must be: they compile and give the right type. */
import { BOOL, type CelScope, type CelType, compileChecked, typeText } from "#lib/cel";
import {
  duplicate,
  type FieldError,
  invalid,
  required,
  tooMany,
} from "../../../api/field-error.ts";
import { labelKeyFaults } from "../../../api/name-rule.ts";
import type { MatchCondition } from "../../../api/types.generated.ts";
import { isOneOf, policyScope } from "../../admission/policy/scope.ts";

export function expressionFaults(
  expression: string,
  field: string,
  scope: CelScope,
  wanted: readonly CelType[] | undefined,
): readonly FieldError[] {
  const compiled = compileChecked(expression, scope);
  if (!compiled.ok) {
    return [invalid(field, expression, `compilation failed: ${compiled.error.message}`)];
  }
  const { type } = compiled.value;
  if (wanted === undefined || isOneOf(type, wanted)) return [];
  const [first] = wanted;
  const names = wanted.map(typeText);
  const choice =
    names.length === 1 && first !== undefined ? names[0] : `one of [${names.join(" ")}]`;
  return [invalid(field, expression, `must evaluate to ${choice} but got ${typeText(type)}`)];
}

export function matchConditionFaults(
  conditions: readonly MatchCondition[] | undefined,
  at: string,
  hasParams: boolean,
): readonly FieldError[] {
  const scope = policyScope({ hasParams, hasAuthorizer: true });
  const list = conditions ?? [];
  const names = list.map(({ name }) => name);
  return [
    ...(list.length > 64 ? [tooMany(at, list.length, 64)] : []),
    ...list.flatMap(({ expression = "", name = "" }, i) => [
      ...(expression.trim() === ""
        ? [required(`${at}[${i}].expression`)]
        : expressionFaults(expression.trim(), `${at}[${i}].expression`, scope, [BOOL])),
      ...(name === ""
        ? [required(`${at}[${i}].name`)]
        : labelKeyFaults(name).map((why) => invalid(`${at}[${i}].name`, name, why))),
      ...(name !== "" && names.indexOf(name) < i ? [duplicate(`${at}[${i}].name`, name)] : []),
    ]),
  ];
}
