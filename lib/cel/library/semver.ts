/** Semantic versions in expressions: `semver("1.2.3-rc.1")`. */
import type { Handlers } from "./handler.ts";

const FORM =
  /^(0|[1-9]\d*)\.(0|[1-9]\d*)\.(0|[1-9]\d*)(?:-([0-9A-Za-z-]+(?:\.[0-9A-Za-z-]+)*))?(?:\+[0-9A-Za-z.-]+)?$/;

export class CelSemver {
  readonly numbers: readonly number[];
  readonly pre: readonly string[];

  constructor(numbers: readonly number[], pre: readonly string[]) {
    this.numbers = numbers;
    this.pre = pre;
  }
}

function read(text: string): CelSemver | undefined {
  const match = FORM.exec(text);
  if (match === null) return undefined;
  const [, major, minor, patch, pre] = match;
  return new CelSemver([major, minor, patch].map(Number), pre?.split(".") ?? []);
}

/** `v1.2` → `1.2.0` */
function normalised(text: string): string {
  const [, core = "", rest = ""] = /^v?([\d.]*)(.*)$/.exec(text.trim()) ?? [];
  const parts = core.split(".").map((part) => part.replace(/^0+(?=\d)/, ""));
  return [...parts, "0", "0"].slice(0, Math.max(3, parts.length)).join(".") + rest;
}

function parse(text: string): CelSemver {
  const found = read(text);
  if (found !== undefined) return found;
  const why = text === "" ? "Version string empty" : "No Major.Minor.Patch elements found";
  const first = /^[^.]*/.exec(text)?.[0] ?? "";
  const invalid = /^\d+$/.test(first)
    ? why
    : `Invalid character(s) found in major number "${first}"`;
  throw new Error(text.split(".").length < 3 ? why : invalid);
}

function compare(a: CelSemver, b: CelSemver): number {
  for (const [i, number] of a.numbers.entries()) {
    const difference = number - (b.numbers[i] ?? 0);
    if (difference !== 0) return Math.sign(difference);
  }
  // A version that is still to come is before the one that came.
  if (a.pre.length === 0 || b.pre.length === 0) return Math.sign(b.pre.length - a.pre.length);
  for (const [i, part] of a.pre.entries()) {
    const other = b.pre[i];
    if (other === undefined) return 1;
    if (part !== other) return comparePart(part, other);
  }
  return a.pre.length < b.pre.length ? -1 : 0;
}

function comparePart(a: string, b: string): number {
  const [left, right] = [/^\d+$/.test(a), /^\d+$/.test(b)];
  if (left && right) return Math.sign(Number(a) - Number(b));
  if (left !== right) return left ? -1 : 1;
  return a < b ? -1 : 1;
}

const part = (at: number) => (version: CelSemver) => BigInt(version.numbers[at] ?? 0);
const S = "kubernetes.Semver";

export const SEMVER_FUNCTIONS: Handlers = {
  [`semver(string): ${S}`]: parse,
  [`semver(string, bool): ${S}`]: (text: string, loosely: boolean) =>
    parse(loosely ? normalised(text) : text),
  "isSemver(string): bool": (text: string) => read(text) !== undefined,
  "isSemver(string, bool): bool": (text: string, loosely: boolean) =>
    read(loosely ? normalised(text) : text) !== undefined,
  [`${S}.isGreaterThan(${S}): bool`]: (a: CelSemver, b: CelSemver) => compare(a, b) > 0,
  [`${S}.isLessThan(${S}): bool`]: (a: CelSemver, b: CelSemver) => compare(a, b) < 0,
  [`${S}.compareTo(${S}): int`]: (a: CelSemver, b: CelSemver) => BigInt(compare(a, b)),
  [`${S}.major(): int`]: part(0),
  [`${S}.minor(): int`]: part(1),
  [`${S}.patch(): int`]: part(2),
};
