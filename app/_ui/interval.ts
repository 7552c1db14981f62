/** How long until a card comes back, in the fewest honest words of the reader's language. */

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

type Unit = "minute" | "hour" | "day" | "month" | "year";

function amount(ms: number): readonly [number, Unit] {
  if (ms < 50 * MINUTE) return [Math.max(1, Math.round(ms / MINUTE)), "minute"];
  if (ms < 12 * HOUR) return [Math.round(ms / HOUR), "hour"];
  if (ms < 60 * DAY) return [Math.max(1, Math.round(ms / DAY)), "day"];
  if (ms < 700 * DAY) return [Math.round(ms / (30.44 * DAY)), "month"];
  return [Math.round((ms / (365.25 * DAY)) * 10) / 10, "year"];
}

export function intervalText(ms: number, locale: string): string {
  const [value, unit] = amount(ms);
  const style = { style: "unit", unit, unitDisplay: locale === "ja" ? "long" : "short" } as const;
  return new Intl.NumberFormat(locale, style).format(value);
}

/** «in 3 days», «2 hours ago». */
export function relativeText(ms: number, locale: string): string {
  const [value, unit] = amount(Math.abs(ms));
  const format = new Intl.RelativeTimeFormat(locale, { numeric: "auto" });
  return format.format(ms < 0 ? -Math.round(value) : Math.round(value), unit);
}
