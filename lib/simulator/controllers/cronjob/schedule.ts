/**
 * When a cron schedule comes round next, by plain arithmetic on UTC.
 * https://kubernetes.io/docs/concepts/workloads/controllers/cron-jobs/#schedule-syntax
 *
 * Not simulated: time zones; every schedule is read in UTC.
 */
import { civilFromDays } from "../../api/time.ts";

const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;
/** A schedule that does not come round in five years never does. */
const DAYS_MAX = 5 * 366;

const MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
const WEEKDAYS = ["sun", "mon", "tue", "wed", "thu", "fri", "sat"];

const DESCRIPTORS: Readonly<Record<string, string>> = {
  "@yearly": "0 0 1 1 *",
  "@annually": "0 0 1 1 *",
  "@monthly": "0 0 1 * *",
  "@weekly": "0 0 * * 0",
  "@daily": "0 0 * * *",
  "@midnight": "0 0 * * *",
  "@hourly": "0 * * * *",
};

type Field = {
  readonly values: ReadonlySet<number>;
  /** A field that says nothing: `*`. */
  readonly isOpen: boolean;
};

export type Schedule = {
  /** The first time after `afterMs`; undefined when there is none. */
  readonly next: (afterMs: number) => number | undefined;
};

const known = new Map<string, Schedule | undefined>();

/** Undefined for what is no schedule. */
export function parseSchedule(text: string): Schedule | undefined {
  if (!known.has(text)) known.set(text, parse(text));
  return known.get(text);
}

function parse(text: string): Schedule | undefined {
  const schedule = text.replace(/^(TZ|CRON_TZ)=\S*\s*/, "").trim();
  if (schedule.startsWith("@every ")) return everyDuration(schedule.slice("@every ".length));
  const fields = (DESCRIPTORS[schedule] ?? schedule).split(/\s+/);
  if (fields.length !== 5) return undefined;
  const [minute, hour, day, month, weekday] = fields;
  const minutes = readField(minute, 0, 59);
  const hours = readField(hour, 0, 23);
  const days = readField(day, 1, 31);
  const months = readField(month, 1, 12, ["", ...MONTHS]);
  const weekdays = readField(weekday, 0, 6, WEEKDAYS);
  if (!minutes || !hours || !days || !months || !weekdays) return undefined;
  const isDay = (number: number) => matchesDay(number, days, months, weekdays);
  return { next: (afterMs) => nextTime(afterMs, minutes.values, hours.values, isDay) };
}

function nextTime(
  afterMs: number,
  minutes: ReadonlySet<number>,
  hours: ReadonlySet<number>,
  isDay: (day: number) => boolean,
): number | undefined {
  const firstMinute = Math.floor(afterMs / MINUTE_MS) + 1;
  const firstDay = Math.floor((firstMinute * MINUTE_MS) / DAY_MS);
  for (let day = firstDay; day < firstDay + DAYS_MAX; day++) {
    if (!isDay(day)) continue;
    const from = Math.max(0, firstMinute - day * 1440);
    for (let minute = from; minute < 1440; minute++) {
      if (!hours.has(Math.floor(minute / 60))) minute += 59 - (minute % 60);
      else if (minutes.has(minute % 60)) return day * DAY_MS + minute * MINUTE_MS;
    }
  }
  return undefined;
}

// Day of the month and day of the week are alternatives where both are given.
function matchesDay(number: number, days: Field, months: Field, weekdays: Field): boolean {
  const [, month, day] = civilFromDays(number);
  if (!months.values.has(month)) return false;
  // 1970-01-01 was a Thursday.
  const weekday = (((number + 4) % 7) + 7) % 7;
  const [byDay, byWeekday] = [days.values.has(day), weekdays.values.has(weekday)];
  return days.isOpen || weekdays.isOpen ? byDay && byWeekday : byDay || byWeekday;
}

function readField(
  text = "",
  lowest: number,
  highest: number,
  names: readonly string[] = [],
): Field | undefined {
  const values = new Set<number>();
  let isOpen = false;
  for (const part of text.split(",")) {
    const [range = "", stepText, ...more] = part.split("/");
    const step = stepText === undefined ? 1 : Number(stepText);
    if (more.length > 0 || !Number.isInteger(step) || step < 1) return undefined;
    const bounds = readRange(range, stepText !== undefined, lowest, highest, names);
    if (bounds === undefined) return undefined;
    if (/^[*?]$/.test(range) && step === 1) isOpen = true;
    for (let value = bounds[0]; value <= bounds[1]; value += step) values.add(value);
  }
  return { values, isOpen };
}

function readRange(
  text: string,
  hasStep: boolean,
  lowest: number,
  highest: number,
  names: readonly string[],
): readonly [number, number] | undefined {
  if (text === "*" || text === "?") return [lowest, highest];
  const [low = "", high, ...more] = text.split("-");
  const first = readValue(low, names);
  const last = high === undefined ? (hasStep ? highest : first) : readValue(high, names);
  if (more.length > 0 || first === undefined || last === undefined) return undefined;
  return first < lowest || last > highest || first > last ? undefined : [first, last];
}

function readValue(text: string, names: readonly string[]): number | undefined {
  const named = text === "" ? -1 : names.indexOf(text.toLowerCase());
  if (named >= 0) return named;
  return /^\d+$/.test(text) ? Number(text) : undefined;
}

const UNIT_MS: Readonly<Record<string, number>> = { h: 3_600_000, m: 60_000, s: 1000, ms: 1 };

// At least a second, whole seconds only.
function everyDuration(text: string): Schedule | undefined {
  if (!/^(\d+(\.\d+)?(ms|h|m|s))+$/.test(text)) return undefined;
  let ms = 0;
  for (const [, amount, unit = ""] of text.matchAll(/(\d+(?:\.\d+)?)(ms|h|m|s)/g)) {
    ms += Number(amount) * (UNIT_MS[unit] ?? 0);
  }
  const stepMs = Math.max(1000, Math.floor(ms / 1000) * 1000);
  return { next: (afterMs) => Math.floor(afterMs / 1000) * 1000 + stepMs };
}
