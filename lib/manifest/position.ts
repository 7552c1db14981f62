/**
 * Where things stand in a manifest: a tree of key and value ranges beside the plain object, and the
 * way from a Kubernetes field path (`spec.containers[0].image`, `metadata.labels[app]`) into it.
 */
import type { SourceRange } from "#lib/shared";

/** One value of the document; `key` is where its name stands in the mapping around it. */
export type Place = {
  readonly key: SourceRange | undefined;
  readonly value: SourceRange;
  readonly scalar: boolean;
  readonly fields: ReadonlyMap<string, Place>;
  readonly items: readonly Place[];
};

const QUOTED = /^\[(?:"((?:[^"\\]|\\.)*)"|'([^']*)')\]/;
const BRACKETED = /^\[([^\]]*)\]/;
const WORD = /^[^.[]+/;

/** `metadata.labels[a.b/c]` → `["metadata", "labels", "a.b/c"]`; a leading dot is fine. */
export function splitFieldPath(path: string): readonly string[] {
  const segments: string[] = [];
  let rest = path;
  while (rest !== "") {
    if (rest.startsWith(".")) {
      rest = rest.slice(1);
      continue;
    }
    const quoted = QUOTED.exec(rest);
    const match = quoted ?? BRACKETED.exec(rest) ?? WORD.exec(rest);
    if (match === null) break;
    segments.push(match[1] ?? match[2] ?? match[0]);
    rest = rest.slice(match[0].length);
  }
  return segments;
}

/**
 * The range to underline for a field path: a scalar's value, otherwise the key (or first line) of
 * the nearest part of the path that is there. `part: "key"` prefers the name to the value.
 */
export function findRange(root: Place, path: string, part: "key" | "value"): SourceRange {
  let place = root;
  for (const segment of splitFieldPath(path)) {
    const next = step(place, segment);
    if (next === undefined) return place.key ?? firstLine(place.value);
    place = next;
  }
  if (part === "value" && place.scalar) return place.value;
  return place.key ?? firstLine(place.value);
}

function step(place: Place, segment: string): Place | undefined {
  const field = place.fields.get(segment);
  if (field !== undefined) return field;
  return /^\d+$/.test(segment) ? place.items[Number(segment)] : undefined;
}

function firstLine(range: SourceRange): SourceRange {
  if (range.endLine === range.line) return range;
  return { ...range, endLine: range.line, endColumn: range.column + 1 };
}
