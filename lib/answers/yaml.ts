/**
 * YAML is compared as the object that kubectl would read: the order of keys, quotes and layout do
 * not count, quantities count by value. Lists keep their order.
 */
import { isJsonObject, type JsonValue, readManifest } from "#lib/manifest";
import type { Difference } from "./difference.ts";
import { type Finding, RIGHT } from "./judgement.ts";
import { judgeText, unquote } from "./text.ts";
import { sameDuration, sameQuantity } from "./value.ts";

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
  const right = read(expected);
  const found = read(typed);
  if (!right.ok) return judgeText(expected, typed);
  if (!found.ok) {
    return { verdict: "wrong", differences: [{ kind: "unreadable", why: found.why }] };
  }
  const [only] = right.values;
  if (right.values.length === 1 && !isTree(only)) return judgeScalar(expected, typed, found.values);
  return compareTrees(right.values, found.values);
}

function isTree(value: JsonValue | undefined): boolean {
  return Array.isArray(value) || isJsonObject(value ?? null);
}

/** A blank asks for a value; `key: value` gives it as well. Unlike in words, case counts. */
function judgeScalar(expected: string, typed: string, found: readonly JsonValue[]): Finding {
  const [value] = found;
  if (Array.isArray(value)) {
    return { verdict: "wrong", differences: [{ kind: "instead", found: typed, expected }] };
  }
  const inner = isJsonObject(value ?? null) ? Object.values(value as JsonMap) : [];
  const given = inner.length === 1 && !isTree(inner[0]) ? String(inner[0]) : typed;
  const asText = judgeText(expected, given);
  if (asText.verdict !== "right" || sameQuantity(unquote(expected), unquote(given))) return asText;
  if (unquote(expected) === unquote(given) || sameDuration(expected, given)) return RIGHT;
  return { verdict: "almost", differences: [{ kind: "spelling", found: given, expected }] };
}

/** What became of one value of either side. */
type Outcome = Difference | "equal";

function compareTrees(right: readonly JsonValue[], found: readonly JsonValue[]): Finding {
  const outcomes = compareLists(right, found, "");
  const differences = outcomes.filter((outcome) => outcome !== "equal");
  if (differences.length === 0) return RIGHT;
  const equal = outcomes.length - differences.length;
  const almost = equal / outcomes.length >= ALMOST_SHARE || (equal > 0 && differences.length === 1);
  return { verdict: almost ? "almost" : "wrong", differences };
}

function compareValues(right: JsonValue, found: JsonValue, path: string): readonly Outcome[] {
  if (Array.isArray(right) && Array.isArray(found)) return compareLists(right, found, path);
  if (isJsonObject(right) && isJsonObject(found)) return compareMaps(right, found, path);
  if (right === found) return ["equal"];
  if (isTree(right) || isTree(found) || !sameQuantity(String(right), String(found))) {
    return [{ kind: "instead", found: label(path, show(found)), expected: show(right) }];
  }
  // "80" and 80 are different things; "500m" and 0.5 are the same quantity.
  if (typeof right === typeof found || isScaled(right) || isScaled(found)) return ["equal"];
  return [{ kind: "type", found: label(path, typeof found), expected: typeof right }];
}

function isScaled(value: JsonValue): boolean {
  return typeof value === "string" && /[a-zA-Z.]/.test(value);
}

function compareLists(
  right: readonly JsonValue[],
  found: readonly JsonValue[],
  path: string,
): readonly Outcome[] {
  return Array.from({ length: Math.max(right.length, found.length) }, (_, i) => {
    // A single document has no number.
    const place = path === "" && right.length <= 1 ? "" : `${path}[${i}]`;
    return comparePair(right[i], found[i], place);
  }).flat();
}

type JsonMap = { readonly [key: string]: JsonValue };

function compareMaps(right: JsonMap, found: JsonMap, path: string): readonly Outcome[] {
  const keys = [...new Set([...Object.keys(right), ...Object.keys(found)])];
  const own = (map: JsonMap, key: string) => (Object.hasOwn(map, key) ? map[key] : undefined);
  return keys.flatMap((key) =>
    comparePair(own(right, key), own(found, key), path === "" ? key : `${path}.${key}`),
  );
}

function comparePair(
  right: JsonValue | undefined,
  found: JsonValue | undefined,
  path: string,
): readonly Outcome[] {
  if (found !== undefined && right !== undefined) return compareValues(right, found, path);
  if (right !== undefined) return [{ kind: "missing", what: label(path, show(right)) }];
  return [{ kind: "unexpected", what: label(path, show(found)) }];
}

function label(path: string, text: string): string {
  return path === "" ? text : `${path}: ${text}`;
}

function show(value: JsonValue | undefined): string {
  return typeof value === "string" ? value : JSON.stringify(value);
}
