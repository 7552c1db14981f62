/**
 * The fields of a manifest that matter: those that its author wrote about, and those without which
 * the cluster comes out otherwise, found by leaving one out and running again.
 */
import type { KubeObject } from "#lib/simulator";
import type { ClusterStart } from "../scenario.ts";
import { outcomeOf } from "./outcome.ts";
import { runObjects } from "./run-objects.ts";

export type FieldPath = readonly (string | number)[];

/** More leaves than this are not tried; what is left over counts only if it is written about. */
const TRIES_MAX = 80;

export function essentialPaths(
  objects: readonly KubeObject[],
  start: ClusterStart,
  words: string,
): ReadonlyMap<KubeObject, readonly FieldPath[]> {
  const reached = runObjects(objects, start);
  const outcome = reached.refused ? undefined : outcomeOf(reached.cluster);
  let tries = 0;
  const matters = (object: KubeObject, path: FieldPath): boolean => {
    if (isNamed(path, object, words)) return true;
    if (tries >= TRIES_MAX || outcome === undefined) return false;
    tries += 1;
    const others = objects.map((one) => (one === object ? without(object, path) : one));
    const result = runObjects(others, start);
    return result.refused || outcomeOf(result.cluster) !== outcome;
  };
  return new Map(
    objects.map((object) => [object, leavesOf(object).filter((path) => matters(object, path))]),
  );
}

/** Paths of all leaves below everything but identity and status. */
export function leavesOf(object: KubeObject): readonly FieldPath[] {
  const paths: FieldPath[] = [];
  const walk = (value: unknown, path: FieldPath) => {
    if (Array.isArray(value)) {
      for (const [index, item] of value.entries()) walk(item, [...path, index]);
    } else if (typeof value === "object" && value !== null) {
      for (const [name, part] of Object.entries(value)) walk(part, [...path, name]);
    } else paths.push(path);
  };
  const { apiVersion: _version, kind: _kind, status: _status, metadata, ...content } = object;
  walk(content, []);
  walk({ metadata: { labels: metadata.labels ?? {} } }, []);
  return paths;
}

/**
 * Whether the note speaks of the field: by its name, or by a value long enough
 * to be no accident.
 */
function isNamed(path: FieldPath, object: KubeObject, words: string): boolean {
  const field = path.filter((part) => typeof part === "string").at(-1) ?? "";
  if (field.length > 3 && words.includes(field)) return true;
  const value = String(valueAt(object, path) ?? "");
  return value.length > 3 && words.includes(value);
}

export function valueAt(value: unknown, path: FieldPath): unknown {
  return path.reduce<unknown>(
    (part, step) => (part as Readonly<Record<string | number, unknown>> | undefined)?.[step],
    value,
  );
}

/** The object without one leaf; the item of a list goes with its last field. */
function without(object: KubeObject, path: FieldPath): KubeObject {
  return drop(object, path) as KubeObject;
}

function drop(value: unknown, [step, ...rest]: FieldPath): unknown {
  if (step === undefined) return undefined;
  if (Array.isArray(value)) {
    const item = drop(value[step as number], rest);
    return item === undefined
      ? value.filter((_one, index) => index !== step)
      : value.with(step as number, item);
  }
  const { [step]: part, ...others } = value as Readonly<Record<string, unknown>>;
  const left = drop(part, rest);
  const result = left === undefined ? others : { ...others, [step]: left };
  return Object.keys(result).length === 0 ? undefined : result;
}
