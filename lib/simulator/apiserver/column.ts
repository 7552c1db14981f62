/** Columns and the cells that many kinds share. */
import type { KubeObject } from "../api/object.ts";
import { parseTime } from "../api/time.ts";
import type { TableColumn } from "./request.ts";

/** A title behind `+` is shown with `-o wide` only. */
export function columns(...titles: readonly string[]): readonly TableColumn[] {
  return titles.map((title) => ({
    name: title.replace(/^\+/, ""),
    type: "string",
    format: title === "Name" ? "name" : "",
    description: "",
    priority: title.startsWith("+") ? 1 : 0,
  }));
}

export function ageOf({ metadata }: KubeObject, nowMs: number): string {
  return since(metadata.creationTimestamp, nowMs);
}

export function since(time: string | undefined, nowMs: number): string {
  const ms = time === undefined ? undefined : parseTime(time);
  return ms === undefined ? "<unknown>" : humanDuration(nowMs - ms);
}

/** `5s`, `3m20s`, `2d5h`: two units while the first is small. */
export function humanDuration(ms: number): string {
  const seconds = Math.floor(ms / 1000);
  if (seconds < 120) return `${Math.max(0, seconds)}s`;
  const minutes = Math.floor(seconds / 60);
  if (minutes < 10) return pair(minutes, "m", seconds % 60, "s");
  if (minutes < 180) return `${minutes}m`;
  const hours = Math.floor(minutes / 60);
  if (hours < 8) return pair(hours, "h", minutes % 60, "m");
  if (hours < 48) return `${hours}h`;
  const days = Math.floor(hours / 24);
  if (days < 8) return pair(days, "d", hours % 24, "h");
  if (days < 730) return `${days}d`;
  const years = Math.floor(days / 365);
  return years < 8 ? pair(years, "y", days % 365, "d") : `${years}y`;
}

function pair(first: number, firstUnit: string, second: number, secondUnit: string): string {
  return second === 0 ? `${first}${firstUnit}` : `${first}${firstUnit}${second}${secondUnit}`;
}

/** `app=web,tier=front`, or `<none>`. */
export function labelsText(labels: Readonly<Record<string, string>> | undefined): string {
  const entries = Object.entries(labels ?? {}).sort(([a], [b]) => (a < b ? -1 : 1));
  return entries.length === 0
    ? "<none>"
    : entries.map(([key, value]) => `${key}=${value}`).join(",");
}
