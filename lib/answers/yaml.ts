/**
 * YAML is compared as the object that kubectl would read: the order of keys, quotes and layout do
 * not count, quantities count by value. Lists keep their order.
 */
import { isJsonObject, type JsonValue, readManifest } from "#lib/manifest";
import type { Difference } from "./difference.ts";
import { type Finding, RIGHT } from "./judgement.ts";
import { judgeText } from "./text.ts";
import { sameQuantity } from "./value.ts";

/** From this share of equal values on, an answer is almost right. */
const ALMOST_SHARE = 0.75;

type Reading =
  | { readonly ok: true; readonly values: readonly JsonValue[] }
  | { readonly ok: false; readonly why: string };

function read(text: string): Reading {
  const values: JsonValue[] = [];
  for (const entry of readManifest(text).entries) {
    if (entry.kind === "failure") return { ok: false, why: entry.message };
    values.push(entry.kind === "document" ? entry.document.object : entry.value);
  }
  return { ok: true, values };
}

export function judgeYaml(expected: string, typed: string): Finding {
  const asText = judgeText(expected, typed);
  if (asText.verdict === "right") return asText;
  const right = read(expected);
  const found = read(typed);
  if (!right.ok) return asText;
  if (!found.ok) {
    return { verdict: "wrong", differences: [{ kind: "unreadable", why: found.why }] };
  }
  const [only] = right.values;
  if (right.values.length === 1 && !isTree(only)) return judgeScalar(only, found.values, asText);
  return compareTrees(right.values, found.values);
}

function isTree(value: JsonValue | undefined): boolean {
  return Array.isArray(value) || isJsonObject(value ?? null);
}

/** A blank asks for a value; `key: value` gives it as well. */
function judgeScalar(
  right: JsonValue | undefined,
  found: readonly JsonValue[],
  asText: Finding,
): Finding {
  const [value] = found;
  if (value === undefined || !isJsonObject(value)) return asText;
  const inner = Object.values(value);
  if (inner.length !== 1 || isTree(inner[0])) return asText;
  return judgeText(String(right), String(inner[0]));
}

type Comparison = { readonly differences: Difference[]; equal: number };

function compareTrees(right: readonly JsonValue[], found: readonly JsonValue[]): Finding {
  const comparison: Comparison = { differences: [], equal: 0 };
  compareLists(right, found, "", comparison);
  const { differences, equal } = comparison;
  if (differences.length === 0) return RIGHT;
  const share = equal / (equal + differences.length);
  const almost = share >= ALMOST_SHARE || (equal > 0 && differences.length === 1);
  return { verdict: almost ? "almost" : "wrong", differences };
}

function compareValues(right: JsonValue, found: JsonValue, path: string, into: Comparison): void {
  if (Array.isArray(right) && Array.isArray(found)) return compareLists(right, found, path, into);
  if (isJsonObject(right) && isJsonObject(found)) return compareMaps(right, found, path, into);
  if (right === found || (!isTree(right) && sameQuantity(String(right), String(found)))) {
    if (typeof right === typeof found || hasUnit(right) || hasUnit(found)) {
      into.equal += 1;
      return;
    }
    const difference = { found: label(path, typeof found), expected: typeof right };
    into.differences.push({ kind: "type", ...difference });
    return;
  }
  const difference = { found: label(path, show(found)), expected: show(right) };
  into.differences.push({ kind: "instead", ...difference });
}

/** `"80"` and `80` are different things; `"500m"` and `0.5` are the same quantity. */
function hasUnit(value: JsonValue): boolean {
  return typeof value === "string" && /[a-zA-Z.]/.test(value);
}

function compareLists(
  right: readonly JsonValue[],
  found: readonly JsonValue[],
  path: string,
  into: Comparison,
): void {
  for (let i = 0; i < Math.max(right.length, found.length); i += 1) {
    // A single document has no number.
    const place = path === "" && right.length <= 1 ? "" : `${path}[${i}]`;
    comparePair(right[i], found[i], place, into);
  }
}

type JsonMap = { readonly [key: string]: JsonValue };

function compareMaps(right: JsonMap, found: JsonMap, path: string, into: Comparison): void {
  for (const key of new Set([...Object.keys(right), ...Object.keys(found)])) {
    comparePair(right[key], found[key], path === "" ? key : `${path}.${key}`, into);
  }
}

function comparePair(
  right: JsonValue | undefined,
  found: JsonValue | undefined,
  path: string,
  into: Comparison,
): void {
  if (right === undefined) into.differences.push({ kind: "unexpected", what: path });
  else if (found === undefined) into.differences.push({ kind: "missing", what: path });
  else compareValues(right, found, path, into);
}

function label(path: string, text: string): string {
  return path === "" ? text : `${path}: ${text}`;
}

function show(value: JsonValue): string {
  return typeof value === "string" ? value : JSON.stringify(value);
}
