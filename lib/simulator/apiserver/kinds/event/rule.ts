/**
 * What an Event must be. Those of events.k8s.io/v1 are held to more than those of v1.
 */
import { type FieldError, invalid, required } from "../../../api/field-error.ts";
import { labelKeyFaults } from "../../../api/name-rule.ts";
import type { ResourceRow } from "../../../api/resource.ts";
import type { Event } from "../../../api/types.generated.ts";

const LONGEST_NAME = 128;
const LONGEST_NOTE = 1024;

export function validateEvent(event: Event, row: ResourceRow): readonly FieldError[] {
  return row.group === ""
    ? validateOld(event, "reportingComponent")
    : [...validateOld(event, "reportingController"), ...validateNew(event)];
}

export function validateEventUpdate(
  event: Event,
  _old: Event,
  row: ResourceRow,
): readonly FieldError[] {
  return validateOld(event, row.group === "" ? "reportingComponent" : "reportingController");
}

function validateOld(event: Event, reporter: string): readonly FieldError[] {
  const { metadata, involvedObject, eventTime } = event;
  const namespace = involvedObject.namespace ?? "";
  const at = "involvedObject.namespace";
  const strange = invalid(at, namespace, "does not match event.namespace");
  const isDefault = metadata.namespace === "default";
  if (isUnset(eventTime)) {
    const matches = namespace === "" ? isDefault : namespace === metadata.namespace;
    return matches ? [] : [strange];
  }
  const isSystem = metadata.namespace === "kube-system";
  return [
    ...(namespace === "" && !isDefault && !isSystem ? [strange] : []),
    ...validateReporter(event, reporter),
    ...validateText(event.action ?? "", "action"),
    ...validateText(event.reason ?? "", "reason"),
    ...((event.message ?? "").length > LONGEST_NOTE
      ? [invalid("message", "", `can have at most ${LONGEST_NOTE} characters`)]
      : []),
  ];
}

function validateReporter(event: Event, field: string): readonly FieldError[] {
  const controller = event.reportingComponent ?? "";
  return [
    ...(controller === "" ? [required(field)] : []),
    ...labelKeyFaults(controller).map((fault) => invalid(field, controller, fault)),
    ...validateText(event.reportingInstance ?? "", "reportingInstance"),
  ];
}

function validateText(text: string, field: string): readonly FieldError[] {
  if (text === "") return [required(field)];
  if (text.length <= LONGEST_NAME) return [];
  return [invalid(field, "", `can have at most ${LONGEST_NAME} characters`)];
}

function validateNew(event: Event): readonly FieldError[] {
  const { count = 0, eventTime, series, source, type = "" } = event;
  const errors: FieldError[] = [];
  if (series !== undefined) {
    if ((series.count ?? 0) < 2) errors.push(invalid("series.count", "", "should be at least 2"));
    if (isUnset(series.lastObservedTime)) errors.push(required("series.lastObservedTime"));
  }
  if (isUnset(eventTime)) errors.push(required("eventTime"));
  if (type !== "Normal" && type !== "Warning") {
    errors.push(invalid("type", "", `has invalid value: ${type}`));
  }
  const unset = (field: string) => errors.push(invalid(field, "", "needs to be unset"));
  if (!isUnset(event.firstTimestamp)) unset("firstTimestamp");
  if (!isUnset(event.lastTimestamp)) unset("lastTimestamp");
  if (count !== 0) unset("count");
  if ((source?.component ?? "") !== "" || (source?.host ?? "") !== "") unset("source");
  return errors;
}

function isUnset(time: string | null | undefined): boolean {
  return time === undefined || time === null;
}
