/**
 * Virtual milliseconds since 1970 ↔ the timestamps that objects carry. Plain arithmetic on the
 * Gregorian calendar, so that no runtime's clock or zone has a say.
 */

const DAY_MS = 86_400_000;

/** Where every cluster's clock begins: 2026-01-05T09:00:00Z, a Monday. */
export const CLUSTER_EPOCH_MS = 1_767_603_600_000;

let cachedSecond = -1;
let cachedText = "";

/** `2026-01-05T09:00:00Z`: seconds, as `metav1.Time` is written. */
export function formatTime(ms: number): string {
  const second = Math.floor(ms / 1000);
  if (second !== cachedSecond) {
    cachedSecond = second;
    cachedText = `${dateTimeText(second)}Z`;
  }
  return cachedText;
}

/** `2026-01-05T09:00:00.000000Z`: microseconds, as `metav1.MicroTime` is written. */
export function formatMicroTime(ms: number): string {
  const second = Math.floor(ms / 1000);
  const micros = Math.round((ms - second * 1000) * 1000);
  return `${dateTimeText(second)}.${String(micros).padStart(6, "0")}Z`;
}

const TIME = /^(\d{4})-(\d\d)-(\d\d)[Tt](\d\d):(\d\d):(\d\d)(\.\d+)?([Zz]|[+-]\d\d:\d\d)$/;

/** RFC 3339 → milliseconds since 1970; undefined for anything else. */
export function parseTime(text: string): number | undefined {
  const match = TIME.exec(text);
  if (match === null) return undefined;
  const [, year, month, day, hour, minute, second, fraction, zone] = match;
  const days = daysFromCivil(Number(year), Number(month), Number(day));
  const seconds = Number(hour) * 3600 + Number(minute) * 60 + Number(second);
  const ms = fraction === undefined ? 0 : Number(fraction) * 1000;
  return days * DAY_MS + seconds * 1000 + ms - zoneOffsetMs(zone ?? "Z");
}

function zoneOffsetMs(zone: string): number {
  if (zone === "Z" || zone === "z") return 0;
  const sign = zone.startsWith("-") ? -1 : 1;
  return sign * (Number(zone.slice(1, 3)) * 60 + Number(zone.slice(4, 6))) * 60_000;
}

function dateTimeText(second: number): string {
  const days = Math.floor(second / 86_400);
  const rest = second - days * 86_400;
  const [year, month, day] = civilFromDays(days);
  const pad = (value: number) => (value < 10 ? `0${value}` : `${value}`);
  const date = `${String(year).padStart(4, "0")}-${pad(month)}-${pad(day)}`;
  const minutes = Math.floor(rest / 60);
  return `${date}T${pad(Math.floor(minutes / 60))}:${pad(minutes % 60)}:${pad(rest % 60)}`;
}

// Days are counted from 1970-01-01 in 400-year eras that begin on 1 March, so that the leap day is
// the last of its year: https://howardhinnant.github.io/date_algorithms.html
function daysFromCivil(year: number, month: number, day: number): number {
  const y = month <= 2 ? year - 1 : year;
  const era = Math.floor(y / 400);
  const yearOfEra = y - era * 400;
  const dayOfYear = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + day - 1;
  const dayOfEra =
    yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear;
  return era * 146_097 + dayOfEra - 719_468;
}

export function civilFromDays(days: number): [year: number, month: number, day: number] {
  const z = days + 719_468;
  const era = Math.floor(z / 146_097);
  const dayOfEra = z - era * 146_097;
  const yearOfEra = Math.floor(
    (dayOfEra -
      Math.floor(dayOfEra / 1460) +
      Math.floor(dayOfEra / 36_524) -
      Math.floor(dayOfEra / 146_096)) /
      365,
  );
  const dayOfYear =
    dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const shifted = Math.floor((5 * dayOfYear + 2) / 153);
  const day = dayOfYear - Math.floor((153 * shifted + 2) / 5) + 1;
  const month = shifted < 10 ? shifted + 3 : shifted - 9;
  return [yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, day];
}
