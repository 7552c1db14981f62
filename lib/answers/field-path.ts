/**
 * Field paths as manifests and `kubectl explain` write them: a leading dot, indexes and the name of
 * the kind do not count; upper and lower case do, because they do in a manifest.
 */
import { isResourceName } from "./command/resource-name.ts";
import { type Finding, RIGHT } from "./judgement.ts";
import { judgeText } from "./text.ts";

const ROOTS: ReadonlySet<string> = new Set(["spec", "metadata", "status", "data"]);

/** `.spec.containers[0].image` → `spec`, `containers`, `image`. */
function readFieldPath(text: string): readonly string[] {
  const plain = text
    .normalize("NFKC")
    .replace(/[`"'\s]/g, "")
    .replace(/(?<=\w):.*$/, "");
  const names = plain
    .replace(/\[([A-Za-z][^\]]*)\]/g, ".$1")
    .replace(/\[[^\]]*\]/g, "")
    .split(/[.>]|\/(?=[A-Za-z]+(?:[./]|$))/)
    .filter((name) => name !== "" && name !== "-");
  const [first = "", second = ""] = names;
  return ROOTS.has(second) && isResourceName(first) ? names.slice(1) : names;
}

/** Whether a text is a path from the root of an object. */
export function looksLikeFieldPath(text: string): boolean {
  return /^`?\.?(spec|metadata|status)(\.[A-Za-z][\w[\]]*)+`?$/.test(text.trim());
}

export function judgeFieldPath(expected: string, typed: string): Finding {
  const right = readFieldPath(expected);
  const found = readFieldPath(typed);
  if (right.join(".") === found.join(".")) return RIGHT;
  const isFull = ROOTS.has(right[0] ?? "");
  if (!isFull && endsWith(found, right)) return RIGHT;
  if (right.join(".").toLowerCase() === found.join(".").toLowerCase()) {
    const difference = { found: found.join("."), expected: right.join(".") };
    return { verdict: "almost", differences: [{ kind: "spelling", ...difference }] };
  }
  if (found.length > 0 && endsWith(right, found)) {
    const what = `${right.slice(0, right.length - found.length).join(".")}.`;
    return { verdict: "almost", differences: [{ kind: "missing", what }] };
  }
  if (endsWith(found, right)) {
    const what = `${found.slice(0, found.length - right.length).join(".")}.`;
    return { verdict: "almost", differences: [{ kind: "unexpected", what }] };
  }
  return judgeText(right.join("."), found.join("."));
}

function endsWith(names: readonly string[], tail: readonly string[]): boolean {
  const start = names.length - tail.length;
  return tail.length > 0 && start >= 0 && tail.every((name, i) => names[start + i] === name);
}
