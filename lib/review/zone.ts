/**
 * How far a zone's clock is ahead of UTC at an instant, daylight saving included, by the runtime's
 * own zone data. Offsets are remembered per quarter of an hour, the grid on which zones change.
 */
import { assert, failure, type Result, success } from "#lib/shared";
import type { ReviewProblem } from "./problem.ts";

const QUARTER_MS = 15 * 60_000;
const MAX_REMEMBERED = 20_000;

type Zone = { readonly format: Intl.DateTimeFormat; readonly offsets: Map<number, number> };

const zones = new Map<string, Zone>();

function openZone(name: string): Zone | undefined {
  const known = zones.get(name);
  if (known !== undefined) return known;
  // Some runtimes take "+09:00" for a zone and some do not; a name is a name everywhere.
  if (!/^[A-Za-z]/.test(name)) return undefined;
  try {
    const format = new Intl.DateTimeFormat("en-US", {
      timeZone: name,
      hourCycle: "h23",
      year: "numeric",
      month: "numeric",
      day: "numeric",
      hour: "numeric",
      minute: "numeric",
      second: "numeric",
    });
    const zone = { format, offsets: new Map<number, number>() };
    zones.set(name, zone);
    return zone;
  } catch {
    return undefined;
  }
}

function measureOffset(format: Intl.DateTimeFormat, ms: number): number {
  const parts: Record<string, number> = {};
  for (const { type, value } of format.formatToParts(new Date(ms))) parts[type] = Number(value);
  const { year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0 } = parts;
  return Date.UTC(year, month - 1, day, hour, minute, second) - ms;
}

/** Whether a name such as `Asia/Tokyo` is a zone that this runtime knows. */
export function checkTimeZone(name: string): Result<string, ReviewProblem> {
  if (openZone(name) !== undefined) return success(name);
  return failure({
    code: "unknown-time-zone",
    field: "timeZone",
    message: `Unexpected time zone "${name}", expected an IANA name such as "Asia/Tokyo"`,
  });
}

/** Milliseconds to add to UTC for the zone's clock; the name must have passed checkTimeZone. */
export function zoneOffsetMs(ms: number, name: string): number {
  const zone = openZone(name);
  assert(zone !== undefined, `Unknown time zone "${name}": check it with checkTimeZone first`);
  const quarter = Math.floor(ms / QUARTER_MS);
  const remembered = zone.offsets.get(quarter);
  if (remembered !== undefined) return remembered;
  const offset = measureOffset(zone.format, quarter * QUARTER_MS);
  if (zone.offsets.size >= MAX_REMEMBERED) zone.offsets.clear();
  zone.offsets.set(quarter, offset);
  return offset;
}
