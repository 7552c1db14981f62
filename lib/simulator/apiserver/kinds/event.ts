/** What the API server knows of Events: what one can ask for, and their row. */
import type { Event } from "../../api/types.generated.ts";
import { columns, since } from "../column.ts";
import type { KindStrategy } from "../kind-strategy.ts";
import { validateEvent, validateEventUpdate } from "./event/rule.ts";

export const eventStrategy: KindStrategy<Event> = {
  kind: "Event",
  validateCreate: validateEvent,
  validatesUpdateAlone: true,
  validateUpdate: validateEventUpdate,

  selectableFields: ({ involvedObject = {}, reason, type, source }) => ({
    "involvedObject.apiVersion": involvedObject.apiVersion ?? "",
    "involvedObject.kind": involvedObject.kind ?? "",
    "involvedObject.name": involvedObject.name ?? "",
    "involvedObject.namespace": involvedObject.namespace ?? "",
    "involvedObject.uid": involvedObject.uid ?? "",
    "involvedObject.fieldPath": involvedObject.fieldPath ?? "",
    reason: reason ?? "",
    type: type ?? "",
    source: source?.component ?? "",
  }),

  columns: columns("Last Seen", "Type", "Reason", "Object", "Message", "+Count", "+Name"),
  cells: ({ metadata, lastTimestamp, type, reason, involvedObject, message, count }, { nowMs }) => [
    since(lastTimestamp, nowMs),
    type ?? "",
    reason ?? "",
    `${(involvedObject.kind ?? "").toLowerCase()}/${involvedObject.name ?? ""}`,
    message ?? "",
    count ?? 1,
    metadata.name,
  ],
};
