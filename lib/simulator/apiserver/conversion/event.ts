/** Events of events.k8s.io/v1: the same as those of v1, with newer names. */
import type { KubeObject } from "../../api/object.ts";
import type { Conversion } from "./conversion.ts";

/** Name in events.k8s.io/v1 and in v1. */
const NAMES: readonly (readonly [string, string])[] = [
  ["deprecatedCount", "count"],
  ["deprecatedFirstTimestamp", "firstTimestamp"],
  ["deprecatedLastTimestamp", "lastTimestamp"],
  ["deprecatedSource", "source"],
  ["note", "message"],
  ["regarding", "involvedObject"],
  ["reportingController", "reportingComponent"],
];
const older = new Map(NAMES);
const newer = new Map(NAMES.map(([name, old]) => [old, name]));

export const eventConversion: Conversion = {
  group: "events.k8s.io",
  version: "v1",
  kind: "Event",
  toStored: (event) => renamed(event, older, "v1"),
  fromStored: (event) => renamed(event, newer, "events.k8s.io/v1"),
};

function renamed(
  event: KubeObject,
  names: ReadonlyMap<string, string>,
  apiVersion: string,
): KubeObject {
  const entries = Object.entries(event).map(([name, value]) => [names.get(name) ?? name, value]);
  return { ...(Object.fromEntries(entries) as KubeObject), apiVersion };
}
