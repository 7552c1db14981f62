/** What a time zone must be called: a name that the database of time zones knows. */
import { TIME_ZONES } from "./time-zone-name.ts";

const PART = /^[A-Za-z.\-_0-9+]{1,14}$/;
const NOT_LOCAL =
  "timeZone must be an explicit time zone as defined in https://www.iana.org/time-zones";

const known = new Map<string, ReadonlySet<string>>();

function placesOf(area: string): ReadonlySet<string> {
  const places = known.get(area) ?? new Set((TIME_ZONES[area] ?? "").split(" "));
  known.set(area, places);
  return places;
}

/** What is wrong with the zone of a CronJob. */
export function timeZoneFaults(zone: string): readonly string[] {
  if (zone === "") return ["timeZone must be nil or non-empty string"];
  const isBad = (part: string) =>
    part === "." || part === ".." || part.startsWith("-") || !PART.test(part);
  if (zone.split("/").some(isBad)) return [`unknown time zone ${zone}`];
  const fault = zoneFault(zone);
  return [
    ...(zone.toLowerCase() === "local" ? [NOT_LOCAL] : []),
    ...(fault === undefined ? [] : [fault]),
  ];
}

/** Undefined for a zone that can be loaded; `Local` is whatever the server runs in. */
export function zoneFault(zone: string): string | undefined {
  if (zone === "UTC" || zone === "Local") return undefined;
  const slash = zone.indexOf("/");
  const [area, place] = slash < 0 ? ["", zone] : [zone.slice(0, slash), zone.slice(slash + 1)];
  return placesOf(area).has(place) ? undefined : `unknown time zone ${zone}`;
}
