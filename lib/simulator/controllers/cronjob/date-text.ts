/** A time as Go's `time.RFC1123Z` writes it: `Mon, 05 Jan 2026 09:00:00 +0000`. */
import { civilFromDays, formatTime } from "../../api/time.ts";

const DAY_MS = 86_400_000;
const WEEKDAYS = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"];
const MONTHS = [
  ...["Jan", "Feb", "Mar", "Apr", "May", "Jun"],
  ...["Jul", "Aug", "Sep", "Oct", "Nov", "Dec"],
];

export function formatDate(ms: number): string {
  const days = Math.floor(ms / DAY_MS);
  const [year, month, day] = civilFromDays(days);
  const weekday = WEEKDAYS[(((days + 4) % 7) + 7) % 7];
  const date = `${String(day).padStart(2, "0")} ${MONTHS[month - 1]} ${year}`;
  return `${weekday}, ${date} ${formatTime(ms).slice(11, 19)} +0000`;
}
