/** What a definition's rules must be: they compile, say what they should, and are cheap. */
import { BOOL, type CelScope, type CelType, compileChecked, optionalOf, STRING } from "#lib/cel";
import {
  type FieldError,
  forbiddenField,
  invalid,
  notSupported,
  required,
} from "../../../api/field-error.ts";
import type { ValidationRule } from "../../../api/types.generated.ts";
import { isOneOf } from "../../admission/policy/scope.ts";
import { isObject, type Schema } from "../../custom/schema.ts";
import { declaredType, leastBytes, REQUEST_BYTES } from "./declared-type.ts";
import { fieldPathFault } from "./field-path.ts";

const RULE_LIMIT = 10_000_000;
const TOTAL_LIMIT = 100_000_000;
const REASONS = [
  "FieldValueDuplicate",
  "FieldValueForbidden",
  "FieldValueInvalid",
  "FieldValueRequired",
];

type Cost = { readonly at: string; readonly cost: number };

/** Where in a schema one is, and how often at most what is there occurs in one object. */
type Place = {
  readonly at: string;
  readonly isRoot: boolean;
  /** Undefined where nothing bounds it. */
  readonly times: number | undefined;
  /** A list around whose items are not known again after a change. */
  readonly uncorrelated: string | undefined;
};

/** `formFaults` of a part keep the rules around it from being compiled. */
type Report = { readonly faults: FieldError[]; readonly costs: Cost[]; formFaults: number };

/** Of all rules in a schema that is otherwise as it should be. */
export function rulesFaults(root: Schema, at: string): readonly FieldError[] {
  const report: Report = { faults: [], costs: [], formFaults: 0 };
  visit(root, { at, isRoot: true, times: 1, uncorrelated: undefined }, report);
  const total = report.costs.reduce((sum, { cost }) => sum + cost, 0);
  if (total <= TOTAL_LIMIT) return report.faults;
  const most = report.costs
    .filter(({ cost }) => cost >= TOTAL_LIMIT / 100)
    .toSorted((a, b) => b.cost - a.cost)
    .slice(0, 4);
  const share =
    "contributed to estimated rule cost total exceeding cost limit for entire OpenAPIv3 schema";
  const name = "x-kubernetes-validations estimated rule cost total for entire OpenAPIv3 schema";
  return [
    ...report.faults,
    ...most.map((one) => forbiddenField(one.at, share)),
    forbiddenField(at, tooExpensive(name, total, TOTAL_LIMIT)),
  ];
}

function visit(schema: Schema, place: Place, report: Report): void {
  const before = report.formFaults;
  const { additionalProperties: others, items, properties = {} } = schema;
  const { times } = place;
  const inner = (name: string, step: Partial<Place> = {}): Place => ({
    ...place,
    isRoot: false,
    at: `${place.at}.${name}`,
    ...step,
  });
  for (const [name, property] of Object.entries(properties)) {
    visit(property, inner(`properties[${name}]`), report);
  }
  if (items !== undefined) {
    const isMap = schema["x-kubernetes-list-type"] === "map";
    const uncorrelated = place.uncorrelated ?? (isMap ? undefined : place.at);
    visit(items, inner("items", { times: product(times, schema.maxItems), uncorrelated }), report);
  }
  if (isObject(others)) {
    const step = { times: product(times, schema.maxProperties) };
    visit(others as Schema, inner("additionalProperties", step), report);
  }
  const rules = schema["x-kubernetes-validations"] ?? [];
  if (rules.length === 0) return;
  const self = declaredType(schema, place.isRoot);
  const often = times ?? Math.floor(REQUEST_BYTES / (leastBytes(schema) + 1));
  const at = (i: number) => `${place.at}.x-kubernetes-validations[${i}]`;
  const form = rules.flatMap((rule, i) => formFaults(rule, schema, at(i)));
  report.faults.push(...form);
  report.formFaults += form.length;
  if (report.formFaults > before) return;
  for (const [i, rule] of rules.entries()) {
    judge(rule, { self, often, where: at(i), place }, report);
  }
}

function product(times: number | undefined, most: number | undefined): number | undefined {
  return times === undefined || most === undefined ? undefined : times * Math.max(0, most);
}

type Setting = {
  readonly self: CelType;
  readonly often: number;
  readonly where: string;
  readonly place: Place;
};

function judge(rule: ValidationRule, setting: Setting, report: Report): void {
  const { self, often, where, place } = setting;
  const { messageExpression = "", optionalOldSelf } = rule;
  const scope: CelScope = new Map([
    ["self", self],
    ["oldSelf", optionalOldSelf === true ? optionalOf(self) : self],
  ]);
  const at = `${where}.rule`;
  const compiled = compileChecked(rule.rule, scope);
  if (!compiled.ok) {
    const why = `compilation failed: ${compiled.error.message}`;
    report.faults.push(invalid(at, internalRule(rule), why));
    return;
  }
  if (!isOneOf(compiled.value.type, [BOOL])) {
    report.faults.push(invalid(at, internalRule(rule), "cel expression must evaluate to a bool"));
    return;
  }
  noteCost(report, "estimated rule cost", { at, cost: compiled.value.cost() * often });
  if (messageExpression !== "") judgeMessage(rule, scope, where, report);
  const isTransition = /\boldSelf\b/.test(rule.rule);
  if (isTransition && place.uncorrelated !== undefined) {
    const why = `oldSelf cannot be used on the uncorrelatable portion of the schema within ${place.uncorrelated}`;
    report.faults.push(invalid(at, rule.rule, why));
  }
  if (!isTransition && optionalOldSelf !== undefined) {
    const why = "may not be set if oldSelf is not used in rule";
    report.faults.push(invalid(`${where}.optionalOldSelf`, optionalOldSelf, why));
  }
}

function judgeMessage(rule: ValidationRule, scope: CelScope, where: string, report: Report): void {
  const at = `${where}.messageExpression`;
  const compiled = compileChecked(rule.messageExpression ?? "", scope);
  if (!compiled.ok) {
    const why = `messageExpression compilation failed: ${compiled.error.message}`;
    report.faults.push(invalid(at, internalRule(rule), why));
  } else if (!isOneOf(compiled.value.type, [STRING])) {
    const why = "messageExpression must evaluate to a string";
    report.faults.push(invalid(at, internalRule(rule), why));
  } else noteCost(report, "estimated messageExpression cost", { at, cost: compiled.value.cost() });
}

function noteCost({ faults, costs }: Report, name: string, cost: Cost): void {
  costs.push(cost);
  if (cost.cost <= RULE_LIMIT) return;
  faults.push(forbiddenField(cost.at, tooExpensive(name, cost.cost, RULE_LIMIT)));
}

function tooExpensive(name: string, cost: number, limit: number): string {
  const factor = cost / limit;
  const times =
    factor > 100 ? "more than 100" : factor < 1.5 ? factor.toFixed(6) : factor.toFixed(1);
  return `${name} exceeds budget by factor of ${times}x (try simplifying the rule, or adding maxItems, maxProperties, and maxLength where arrays, maps, and strings are declared)`;
}

function formFaults(rule: ValidationRule, schema: Schema, at: string): readonly FieldError[] {
  const { fieldPath = "", message = "", messageExpression = "", reason } = rule;
  const text = (rule.rule ?? "").trim();
  const hasBreak = (one: string) => /[\n\r]/.test(one);
  const faults: FieldError[] = [];
  if (text === "") faults.push(required(`${at}.rule`, "rule is not specified"));
  else if (message !== "" && message.trim() === "") {
    faults.push(invalid(`${at}.message`, message, "must be non-empty if specified"));
  } else if (hasBreak(message.trim())) {
    faults.push(invalid(`${at}.message`, message, "must not contain line breaks"));
  } else if (hasBreak(text) && message.trim() === "") {
    const why = "message must be specified if rule contains line breaks";
    faults.push(required(`${at}.message`, why));
  }
  if (messageExpression !== "" && messageExpression.trim() === "") {
    const why = "messageExpression must be non-empty if specified";
    faults.push(required(`${at}.messageExpression`, why));
  }
  if (reason !== undefined && !REASONS.includes(reason)) {
    faults.push(notSupported(`${at}.reason`, reason, REASONS));
  }
  const why = fieldPath === "" ? undefined : fieldPathFault(fieldPath, schema);
  if (why !== undefined) faults.push(invalid(`${at}.fieldPath`, fieldPath, why));
  return faults;
}

function internalRule(rule: ValidationRule) {
  const { fieldPath = "", message = "", messageExpression = "", optionalOldSelf, reason } = rule;
  return {
    Rule: rule.rule,
    Message: message,
    MessageExpression: messageExpression,
    Reason: reason ?? null,
    FieldPath: fieldPath,
    OptionalOldSelf: optionalOldSelf ?? null,
  };
}
