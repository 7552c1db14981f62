/** What the metrics of a HorizontalPodAutoscaler must be: one source each, with a target. */
import {
  type FieldError,
  forbiddenField,
  invalid,
  notSupported,
  required,
} from "../../../api/field-error.ts";
import { pathSegmentFaults } from "../../../api/path-segment-rule.ts";
import { compareQuantities } from "../../../api/quantity.ts";
import type { MetricIdentifier, MetricSpec, MetricTarget } from "../../../api/types.generated.ts";
import { validateReference } from "./reference-rule.ts";

const TYPES = ["ContainerResource", "External", "Object", "Pods", "Resource"];
/** In the order in which they are looked at. */
const SOURCES = ["object", "external", "pods", "resource", "containerResource"] as const;
type Source = (typeof SOURCES)[number];

export function validateMetrics(
  metrics: readonly MetricSpec[],
  field: string,
  minReplicas: number | undefined,
): readonly FieldError[] {
  const errors = metrics.flatMap((metric, i) => validateMetric(metric, `${field}[${i}]`));
  const fromOutside = metrics.some(({ type }) => type === "Object" || type === "External");
  if (minReplicas !== 0 || fromOutside) return errors;
  const why =
    "must specify at least one Object or External metric to support scaling to zero replicas";
  return [...errors, forbiddenField(field, why)];
}

function validateMetric(metric: MetricSpec, field: string): readonly FieldError[] {
  const errors: FieldError[] = [];
  const { type } = metric;
  const isKnown = TYPES.includes(type);
  if (type === "") errors.push(required(`${field}.type`, "must specify a metric source type"));
  if (!isKnown) errors.push(notSupported(`${field}.type`, type, TYPES));
  const present = SOURCES.filter((source) => metric[source] !== undefined);
  const [first] = present;
  if (first !== undefined) errors.push(...validateSource(metric, first, `${field}.${first}`));
  const expected = `${type.charAt(0).toLowerCase()}${type.slice(1)}`;
  if (!isKnown) errors.push(notSupported(`${field}.type`, type, TYPES));
  else if (!present.some((source) => source === expected)) {
    const why = "must populate information for the given metric source";
    errors.push(required(`${field}.${expected}`, why));
  }
  if (present.length === 1) return errors;
  for (const source of present) {
    if (source === expected) continue;
    const why = "must populate the given metric source only";
    errors.push(forbiddenField(`${field}.${source}`, why));
  }
  return errors;
}

function validateSource(metric: MetricSpec, source: Source, field: string): readonly FieldError[] {
  const { object, external, pods, resource, containerResource } = metric;
  const at = `${field}.target`;
  if (source === "object" && object !== undefined) {
    return [
      ...validateReference(object.describedObject, `${field}.describedObject`),
      ...validateIdentifier(object.metric, `${field}.metric`),
      ...validateTarget(object.target, at),
      ...neither(object.target, at, "must set either a target value or averageValue"),
    ];
  }
  if (source === "external" && external !== undefined) {
    const why = "must set either a target value for metric or a per-pod target";
    const { value, averageValue } = external.target;
    const both = "may not set both a target value for metric and a per-pod target";
    const hasBoth = value !== undefined && averageValue !== undefined;
    return [
      ...validateIdentifier(external.metric, `${field}.metric`),
      ...validateTarget(external.target, at),
      ...neither(external.target, at, why),
      ...(hasBoth ? [forbiddenField(`${at}.value`, both)] : []),
    ];
  }
  if (source === "pods" && pods !== undefined) {
    const why = "must specify a positive target averageValue";
    return [
      ...validateIdentifier(pods.metric, `${field}.metric`),
      ...validateTarget(pods.target, at),
      ...(isPositive(pods.target.averageValue) ? [] : [required(`${at}.averageValue`, why)]),
    ];
  }
  if (source === "resource" && resource !== undefined) {
    return [...validateResourceName(resource.name, field), ...validateUse(resource.target, at)];
  }
  if (containerResource === undefined) return [];
  const { container, name, target } = containerResource;
  const why = "must specify a container";
  return [
    ...validateResourceName(name, field),
    ...(container === "" ? [required(`${field}.container`, why)] : []),
    ...validateUse(target, at),
  ];
}

function validateIdentifier({ name }: MetricIdentifier, field: string): readonly FieldError[] {
  const at = `${field}.name`;
  if (name === "") return [required(at, "must specify a metric name")];
  return pathSegmentFaults(name).map((fault) => invalid(at, name, fault));
}

function validateResourceName(name: string, field: string): readonly FieldError[] {
  return name === "" ? [required(`${field}.name`, "must specify a resource name")] : [];
}

function validateUse(target: MetricTarget, field: string): readonly FieldError[] {
  const errors = [...validateTarget(target, field)];
  const { averageUtilization, averageValue } = target;
  if (averageUtilization === undefined && averageValue === undefined) {
    const why = "must set either a target raw value or a target utilization";
    errors.push(required(`${field}.averageUtilization`, why));
  }
  if (averageUtilization !== undefined && averageValue !== undefined) {
    const why = "may not set both a target raw value and a target utilization";
    errors.push(forbiddenField(`${field}.averageValue`, why));
  }
  return errors;
}

function neither({ value, averageValue }: MetricTarget, field: string, why: string) {
  const isMissing = value === undefined && averageValue === undefined;
  return isMissing ? [required(`${field}.averageValue`, why)] : [];
}

function validateTarget(target: MetricTarget, field: string): readonly FieldError[] {
  const { type, averageUtilization } = target;
  const errors: FieldError[] = [];
  if (type === "") errors.push(required(`${field}.type`, "must specify a metric target type"));
  if (type !== "Utilization" && type !== "Value" && type !== "AverageValue") {
    const why = "must be either Utilization, Value, or AverageValue";
    errors.push(invalid(`${field}.type`, type, why));
  }
  for (const name of ["value", "averageValue"] as const) {
    const amount = target[name];
    if (amount !== undefined && !isPositive(amount)) {
      errors.push(invalid(`${field}.${name}`, amount, "must be positive"));
    }
  }
  if (averageUtilization !== undefined && averageUtilization < 1) {
    const at = `${field}.averageUtilization`;
    errors.push(invalid(at, averageUtilization, "must be greater than 0"));
  }
  return errors;
}

function isPositive(amount: string | undefined): boolean {
  return amount !== undefined && compareQuantities(amount, "0") > 0;
}
