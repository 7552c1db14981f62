/**
 * The rules (`x-kubernetes-validations`) of a schema, evaluated over an object and what it was.
 *
 * Not simulated: cost limits.
 */
import { celOptional, compileCel } from "#lib/cel";
import {
  duplicate,
  type FieldError,
  forbiddenField,
  invalid,
  required,
} from "../../api/field-error.ts";
import { sameJson } from "../../api/json.ts";
import type { ValidationRule } from "../../api/types.generated.ts";
import { celTyped } from "./cel-value.ts";
import { matchingItem } from "./correlate.ts";
import { childPath, isObject, type Schema } from "./schema.ts";

export function hasRules(schema: Schema): boolean {
  const { additionalProperties: others, items, properties = {} } = schema;
  return (
    (schema["x-kubernetes-validations"]?.length ?? 0) > 0 ||
    Object.values(properties).some(hasRules) ||
    (items !== undefined && hasRules(items)) ||
    (isObject(others) && hasRules(others as Schema))
  );
}

/** `old` is undefined where there was nothing before. */
export function ruleFaults(
  value: unknown,
  old: unknown,
  schema: Schema,
  path: string,
  warn: Warn,
): readonly FieldError[] {
  if (value === null || value === undefined) return [];
  const rules = schema["x-kubernetes-validations"] ?? [];
  const isUnchanged = rules.length > 0 && old !== undefined && sameJson(value, old);
  const own = rules.flatMap((rule) => {
    const faults = oneRuleFaults(rule, value, old, schema, path);
    if (!isUnchanged || isTransitionRule(rule)) return faults;
    for (const fault of faults) warn(fault);
    return [];
  });
  return [...own, ...innerFaults(value, old, schema, path, warn)];
}

/** Told instead of refused: what was wrong before and was not touched. */
type Warn = (fault: FieldError) => void;

function isTransitionRule({ rule }: ValidationRule): boolean {
  return /\boldSelf\b/.test(rule);
}

function innerFaults(
  value: unknown,
  old: unknown,
  schema: Schema,
  path: string,
  warn: Warn,
): readonly FieldError[] {
  const { additionalProperties: others, items, properties = {} } = schema;
  if (Array.isArray(value) && items !== undefined) {
    return value.flatMap((item, i) => {
      const before = matchingItem(item, old, schema);
      return ruleFaults(item, before, items, `${path}[${i}]`, warn);
    });
  }
  if (!isObject(value)) return [];
  return Object.keys(value).flatMap((name) => {
    const inner = properties[name] ?? (isObject(others) ? (others as Schema) : undefined);
    if (inner === undefined) return [];
    const before = isObject(old) ? old[name] : undefined;
    return ruleFaults(value[name], before, inner, childPath(path, name), warn);
  });
}

function oneRuleFaults(
  rule: ValidationRule,
  value: unknown,
  old: unknown,
  schema: Schema,
  path: string,
): readonly FieldError[] {
  if (isTransitionRule(rule) && old === undefined && rule.optionalOldSelf !== true) return [];
  const before = old === undefined ? undefined : celTyped(old, schema);
  const oldSelf = rule.optionalOldSelf === true ? celOptional(before) : (before ?? null);
  const variables = { self: celTyped(value, schema), oldSelf };
  const program = compileCel(rule.rule, ["self", "oldSelf"]);
  if (!program.ok)
    return [invalid(path, schema.type, `rule compile error: ${program.error.message}`)];
  const result = program.value.evaluate(variables);
  const text = rule.rule.trim();
  if (!result.ok) {
    const { message } = result.error;
    const why = message.startsWith("no such overload")
      ? `'${message}': call arguments did not match a supported operator, function or macro signature for rule: ${text}`
      : `${message} evaluating rule: ${(rule.message ?? "") === "" ? text : rule.message}`;
    return [invalid(path, schema.type, why)];
  }
  if (result.value === true) return [];
  const told = messageOf(rule, variables) ?? rule.message ?? "";
  const detail = told === "" ? `failed rule: ${text}` : told.trim();
  const where = rule.fieldPath === undefined ? path : `${path}${normal(rule.fieldPath, path)}`;
  return [faultFor(rule.reason, where, value, detail)];
}

function normal(fieldPath: string, path: string): string {
  return path === "" ? fieldPath.replace(/^\./, "") : fieldPath;
}

function messageOf(rule: ValidationRule, variables: Readonly<Record<string, unknown>>) {
  if (rule.messageExpression === undefined || rule.messageExpression === "") return undefined;
  const program = compileCel(rule.messageExpression, ["self", "oldSelf"]);
  const result = program.ok ? program.value.evaluate(variables) : undefined;
  const text = result?.ok === true && typeof result.value === "string" ? result.value.trim() : "";
  return text === "" || text.includes("\n") ? undefined : text;
}

function faultFor(
  reason: ValidationRule["reason"],
  field: string,
  value: unknown,
  detail: string,
): FieldError {
  switch (reason) {
    case "FieldValueForbidden":
      return forbiddenField(field, detail);
    case "FieldValueRequired":
      return required(field, detail);
    case "FieldValueDuplicate":
      return duplicate(field, value);
    default:
      // Objects and lists are not shown.
      return typeof value === "object"
        ? { field, type: "Invalid value", detail }
        : invalid(field, value, detail);
  }
}
