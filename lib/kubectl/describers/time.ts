/** Times as `describe` prints them: `Mon, 05 Jan 2026 09:00:00 +0000`. */
import { parseTime } from "#lib/simulator";

export function longTime(text: unknown): string {
  const ms = typeof text === "string" ? parseTime(text) : undefined;
  if (ms === undefined) return "Mon, 01 Jan 0001 00:00:00 +0000";
  return new Date(ms).toUTCString().replace("GMT", "+0000");
}
