/** What a CronJob's schedule must be, refused in the words of the parser that Kubernetes uses. */
import { zoneFault } from "./time-zone.ts";

type Bounds = {
  readonly lowest: number;
  readonly highest: number;
  readonly names: readonly string[];
};

const MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
const DAYS = ["sun", "mon", "tue", "wed", "thu", "fri", "sat"];

const FIELDS: readonly Bounds[] = [
  { lowest: 0, highest: 59, names: [] },
  { lowest: 0, highest: 23, names: [] },
  { lowest: 1, highest: 31, names: [] },
  { lowest: 1, highest: 12, names: ["", ...MONTHS] },
  { lowest: 0, highest: 6, names: DAYS },
];

const DESCRIPTORS = [
  "@yearly",
  "@annually",
  "@monthly",
  "@weekly",
  "@daily",
  "@midnight",
  "@hourly",
];

/** Undefined when the schedule can be kept. */
export function cronFault(given: string): string | undefined {
  const zone = /^(?:TZ|CRON_TZ)=(\S*)/.exec(given)?.[1];
  const strange = zone === undefined || zone === "" ? undefined : zoneFault(zone);
  if (strange !== undefined) return `provided bad location ${zone}: ${strange}`;
  const schedule = given.replace(/^(TZ|CRON_TZ)=\S*\s*/, "");
  if (schedule === "") return "empty spec string";
  if (schedule.startsWith("@")) return descriptorFault(schedule);
  const fields = schedule.trim().split(/\s+/);
  if (fields.length !== FIELDS.length) {
    return `expected exactly 5 fields, found ${fields.length}: [${fields.join(" ")}]`;
  }
  for (const [i, field] of fields.entries()) {
    for (const part of field.split(",").filter((text) => text !== "")) {
      const bounds = FIELDS[i];
      const fault = bounds === undefined ? undefined : rangeFault(part, bounds);
      if (fault !== undefined) return fault;
    }
  }
  return undefined;
}

function descriptorFault(schedule: string): string | undefined {
  if (DESCRIPTORS.includes(schedule)) return undefined;
  if (!schedule.startsWith("@every ")) return `unrecognized descriptor: ${schedule}`;
  const duration = schedule.slice("@every ".length);
  if (/^[+-]?(\d+(\.\d+)?(ns|us|µs|ms|s|m|h))+$/.test(duration)) return undefined;
  const isBare = /^[+-]?\d+(\.\d+)?$/.test(duration) && duration !== "0";
  const fault = isBare ? "missing unit in duration" : "invalid duration";
  if (duration === "0") return undefined;
  const why = `${fault} ${JSON.stringify(duration)}`;
  return `failed to parse duration ${schedule}: time: ${why}`;
}

function rangeFault(text: string, { lowest, highest, names }: Bounds): string | undefined {
  const [range = "", step, ...more] = text.split("/");
  const [low = "", high, ...rest] = range.split("-");
  let [start, end] = [lowest, highest];
  if (low !== "*" && low !== "?") {
    const first = fieldValue(low, names);
    if (typeof first === "string") return first;
    start = first;
    if (rest.length > 0) return `too many hyphens: ${text}`;
    const last = high === undefined ? first : fieldValue(high, names);
    if (typeof last === "string") return last;
    end = high === undefined && step !== undefined ? highest : last;
  }
  if (more.length > 0) return `too many slashes: ${text}`;
  const every = step === undefined ? 1 : fieldValue(step, []);
  if (typeof every === "string") return every;
  if (start < lowest) return `beginning of range (${start}) below minimum (${lowest}): ${text}`;
  if (end > highest) return `end of range (${end}) above maximum (${highest}): ${text}`;
  if (start > end) return `beginning of range (${start}) beyond end of range (${end}): ${text}`;
  return every === 0 ? `step of range should be a positive number: ${text}` : undefined;
}

/** The number, or what is wrong with the text. */
function fieldValue(text: string, names: readonly string[]): number | string {
  const named = text === "" ? -1 : names.indexOf(text.toLowerCase());
  if (named >= 0) return named;
  if (/^-\d+$/.test(text)) return `negative number (${text}) not allowed: ${text}`;
  if (/^\+?\d+$/.test(text)) return Number(text);
  return `failed to parse int from ${text}: strconv.Atoi: parsing ${JSON.stringify(text)}: invalid syntax`;
}
