/** Rules for the items of a LimitRange: known types, and bounds that leave room between them. */
import {
  duplicate,
  type FieldError,
  forbiddenField,
  invalid,
  required,
} from "../../api/field-error.ts";
import { labelKeyFaults } from "../../api/name-rule.ts";
import { compareQuantities, quantityOf } from "../../api/quantity.ts";
import type { LimitRangeItem } from "../../api/types.generated.ts";
import { checkResourceName } from "../pod-spec/resource-rule.ts";

const TYPES = ["Container", "PersistentVolumeClaim", "Pod"];
const POD_ONLY = "may not be specified when `type` is 'Pod'";

export function validateLimits(limits: readonly LimitRangeItem[]): readonly FieldError[] {
  const errors: FieldError[] = [];
  const types = new Set<string>();
  for (const [i, item] of limits.entries()) {
    const at = `spec.limits[${i}]`;
    const { type = "" } = item;
    for (const fault of labelKeyFaults(type)) errors.push(invalid(`${at}.type`, type, fault));
    if (!type.includes("/") && !TYPES.includes(type)) {
      const why = "must be a standard limit type or fully qualified";
      errors.push(invalid(`${at}.type`, type, why));
    }
    if (types.has(type)) errors.push(duplicate(`${at}.type`, type));
    types.add(type);
    checkItem(item, at, errors);
  }
  return errors;
}

function checkItem(item: LimitRangeItem, at: string, errors: FieldError[]): void {
  const isPod = item.type === "Pod";
  checkNames(item, "max", at, errors);
  checkNames(item, "min", at, errors);
  for (const field of ["default", "defaultRequest"] as const) {
    if (!isPod) checkNames(item, field, at, errors);
    else if (Object.keys(item[field] ?? {}).length > 0) {
      errors.push(forbiddenField(`${at}.${field}`, POD_ONLY));
    }
  }
  const isClaim = item.type === "PersistentVolumeClaim";
  if (isClaim && item.min?.storage === undefined && item.max?.storage === undefined) {
    const why = "either minimum or maximum storage value is required, but neither was provided";
    errors.push(required(`${at}.limits`, why));
  }
  checkNames(item, "maxLimitRequestRatio", at, errors);
  const { min, max, maxLimitRequestRatio } = item;
  const given = { ...min, ...max, ...item.default, ...item.defaultRequest };
  const names = Object.keys(
    isPod ? { ...min, ...max, ...maxLimitRequestRatio } : { ...given, ...maxLimitRequestRatio },
  );
  for (const name of names.sort()) checkBounds(item, name, at, errors);
}

type AmountField = "max" | "min" | "default" | "defaultRequest" | "maxLimitRequestRatio";

function checkNames(
  item: LimitRangeItem,
  field: AmountField,
  at: string,
  errors: FieldError[],
): void {
  for (const name of Object.keys(item[field] ?? {})) {
    const path = `${at}.${field}[${name}]`;
    if (item.type === "Pod" || item.type === "Container") checkResourceName(name, path, errors);
    else for (const fault of labelKeyFaults(name)) errors.push(invalid(path, name, fault));
  }
}

function checkBounds(item: LimitRangeItem, name: string, at: string, errors: FieldError[]): void {
  const isPod = item.type === "Pod";
  const [min, max] = [item.min?.[name], item.max?.[name]];
  const limit = isPod ? undefined : item.default?.[name];
  const request = isPod ? undefined : item.defaultRequest?.[name];
  const above = (a: string | undefined, b: string | undefined) =>
    a !== undefined && b !== undefined && compareQuantities(a, b) > 0;
  const refuse = (field: AmountField, value: string | undefined, why: string) =>
    errors.push(invalid(`${at}.${field}[${name}]`, value, why));
  if (above(min, max)) refuse("min", min, `min value ${min} is greater than max value ${max}`);
  if (above(min, request)) {
    const why = `min value ${min} is greater than default request value ${request}`;
    refuse("defaultRequest", request, why);
  }
  for (const [bound, what] of [
    [max, "max value"],
    [limit, "default limit value"],
  ] as const) {
    if (!above(request, bound)) continue;
    const why = `default request value ${request} is greater than ${what} ${bound}`;
    refuse("defaultRequest", request, why);
  }
  if (above(min, limit)) {
    refuse("default", min, `min value ${min} is greater than default value ${limit}`);
  }
  if (above(limit, max)) {
    refuse("default", max, `default value ${limit} is greater than max value ${max}`);
  }
  const ratio = item.maxLimitRequestRatio?.[name];
  const why = ratio === undefined ? undefined : ratioFault(ratio, min, max);
  if (why !== undefined) refuse("maxLimitRequestRatio", ratio, why);
}

function ratioFault(
  ratio: string,
  min: string | undefined,
  max: string | undefined,
): string | undefined {
  if (compareQuantities(ratio, "1") < 0) return `ratio ${ratio} is less than 1`;
  if (min === undefined || max === undefined) return undefined;
  const number = (text: string) => Number(quantityOf(text)?.nanos ?? 0n);
  const widest = number(max) / number(min);
  if (number(ratio) / 1e9 <= widest) return undefined;
  return `ratio ${ratio} is greater than max/min = ${widest.toFixed(6)}`;
}
