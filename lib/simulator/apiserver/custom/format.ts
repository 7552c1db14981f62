/**
 * The formats that a schema may ask of texts; others are accepted, and warned of in a definition.
 */
import { isIp, isPrefix } from "#lib/cel";
import { parseTime } from "../../api/time.ts";

type Test = (text: string) => boolean;

const matching =
  (pattern: RegExp): Test =>
  (text) =>
    pattern.test(text);

const LABEL = /^[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?$/;
const HOST =
  /^[a-zA-Z0-9]([-a-zA-Z0-9]{0,61}[a-zA-Z0-9])?(\.[a-zA-Z]([-a-zA-Z0-9]{0,61}[a-zA-Z0-9])?){1,}$/;
const NAME = "[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?";
const uuid = (version: string) =>
  matching(
    new RegExp(`^[0-9a-f]{8}-?[0-9a-f]{4}-?${version}[0-9a-f]{3}-?[0-9a-f]{4}-?[0-9a-f]{12}$`, "i"),
  );

const FORMATS: Readonly<Record<string, Test>> = {
  bsonobjectid: matching(/^[0-9a-f]{24}$/i),
  byte: (text) => text.length % 4 === 0 && /^[A-Za-z0-9+/]*={0,2}$/.test(text),
  cidr: isPrefix,
  creditcard: matching(/^\d{13,19}$/),
  date: (text) => /^\d{4}-\d\d-\d\d$/.test(text) && isDay(text),
  "date-time": (text) => parseTime(text) !== undefined,
  datetime: (text) => parseTime(text) !== undefined,
  duration: matching(/^[+-]?(0|(\d+(\.\d*)?|\.\d+)\s*(ns|us|µs|ms|s|m|h|d|w|[a-z]+))+$/i),
  email: matching(/^[^@\s]+@[^@\s]+$/),
  hexcolor: matching(/^#?([0-9a-f]{3}|[0-9a-f]{6})$/i),
  hostname: (text) => text.length <= 255 && HOST.test(text) && text.split(".").at(-1)?.length !== 1,
  ipv4: (text) => isIp(text) && !text.includes(":"),
  ipv6: (text) => isIp(text) && text.includes(":"),
  isbn: matching(/^(\d{9}[\dX]|\d{13})$/),
  isbn10: matching(/^\d{9}[\dX]$/),
  isbn13: matching(/^\d{13}$/),
  "k8s-long-name": (text) => text.length <= 253 && new RegExp(`^${NAME}(\\.${NAME})*$`).test(text),
  "k8s-short-name": matching(LABEL),
  mac: matching(/^([0-9a-f]{2}[:-]){5}[0-9a-f]{2}$/i),
  password: () => true,
  rgbcolor: matching(/^rgb\(\s*\d{1,3}\s*,\s*\d{1,3}\s*,\s*\d{1,3}\s*\)$/),
  ssn: matching(/^\d{3}[- ]?\d{2}[- ]?\d{4}$/),
  uri: matching(/^([a-z][a-z0-9+.-]*:[^\s]+|\/[^\s]*)$/i),
  uuid: uuid("[0-9a-f]"),
  uuid3: uuid("3"),
  uuid4: uuid("4"),
  uuid5: uuid("5"),
};

/** Of numbers, or with no test of their own. */
const OTHERS: ReadonlySet<string> = new Set(["int32", "int64", "float", "double", "int-or-string"]);

function isDay(text: string): boolean {
  const [year = 0, month = 0, day = 0] = text.split("-").map(Number);
  const isLeap = year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
  const days = [31, isLeap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month - 1] ?? 0;
  return day >= 1 && day <= days;
}

export function isOfFormat(text: string, format: string): boolean {
  return FORMATS[format]?.(text) ?? true;
}

export function isKnownFormat(format: string): boolean {
  return format in FORMATS || OTHERS.has(format);
}
