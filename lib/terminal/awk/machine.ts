/** What an awk program works on: the record and its fields, variables, arrays, what it printed. */
import { formatted } from "./format.ts";

export type Value = string | number;
export type Expression = (machine: Machine) => Value;
export type Statement = (machine: Machine) => void;

/** Ends the turn of a record, a loop or the program. */
export class Jump {
  readonly kind: "next" | "exit" | "break" | "continue";
  readonly code: number;

  constructor(kind: Jump["kind"], code = 0) {
    this.kind = kind;
    this.code = code;
  }
}

export class AwkError extends Error {}

export class Machine {
  readonly arrays = new Map<string, Map<string, Value>>();
  readonly #variables = new Map<string, Value>([
    ["FS", " "],
    ["OFS", " "],
    ["ORS", "\n"],
    ["NR", 0],
  ]);
  #fields: readonly string[] = [];
  #record = "";
  #out = "";

  get out(): string {
    return this.#out;
  }

  read(record: string): void {
    this.#record = record;
    this.#fields = split(record, text(this.get("FS")));
    this.set("NR", number(this.get("NR")) + 1);
  }

  get(name: string): Value {
    return name === "NF" ? this.#fields.length : (this.#variables.get(name) ?? "");
  }

  set(name: string, value: Value): Value {
    this.#variables.set(name, value);
    return value;
  }

  field(at: number): string {
    return at === 0 ? this.#record : (this.#fields[at - 1] ?? "");
  }

  setField(at: number, value: Value): Value {
    if (at === 0) {
      this.#record = text(value);
      this.#fields = split(this.#record, text(this.get("FS")));
      return value;
    }
    const fields = [...this.#fields];
    while (fields.length < at) fields.push("");
    fields[at - 1] = text(value);
    this.#fields = fields;
    this.#record = fields.join(text(this.get("OFS")));
    return value;
  }

  array(name: string): Map<string, Value> {
    const found = this.arrays.get(name) ?? new Map<string, Value>();
    this.arrays.set(name, found);
    return found;
  }

  print(values: readonly Value[]): void {
    const line = values.length === 0 ? this.#record : values.map(text).join(text(this.get("OFS")));
    this.#out += line + text(this.get("ORS"));
  }

  printf(format: Value, values: readonly Value[]): void {
    this.#out += formatted(text(format), values);
  }
}

export function split(record: string, by: string): readonly string[] {
  if (record === "") return [];
  if (by === " ")
    return record
      .trim()
      .split(/\s+/)
      .filter((one) => one !== "");
  return record.split(by.length === 1 && by !== "|" ? by : by === "|" ? "|" : new RegExp(by));
}

export function text(value: Value): string {
  if (typeof value === "string") return value;
  return Number.isInteger(value) ? String(value) : String(Number(value.toPrecision(6)));
}

export function number(value: Value): number {
  if (typeof value === "number") return value;
  return Number(/^\s*[-+]?(\d+\.?\d*([eE][-+]?\d+)?|\.\d+)/.exec(value)?.[0] ?? 0);
}

const NUMERIC = /^\s*[-+]?(\d+\.?\d*|\.\d+)([eE][-+]?\d+)?\s*$/;
const isNumeric = (value: Value) => typeof value === "number" || NUMERIC.test(value);

export function compare(a: Value, b: Value): number {
  if (isNumeric(a) && isNumeric(b)) return Math.sign(number(a) - number(b));
  const [left, right] = [text(a), text(b)];
  return left < right ? -1 : left > right ? 1 : 0;
}

export function isTrue(value: Value): boolean {
  return typeof value === "number"
    ? value !== 0
    : isNumeric(value)
      ? number(value) !== 0
      : value !== "";
}
