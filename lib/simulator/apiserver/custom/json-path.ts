/** The simple paths of printer columns and of scale: `.spec.hops`, `.status.parts[0].state`. */
import { isObject } from "./schema.ts";

type Step = (value: unknown) => readonly unknown[];

const known = new Map<string, readonly Step[]>();

/** Everything that the path leads to. */
export function findAtPath(path: string, value: unknown): readonly unknown[] {
  let steps = known.get(path);
  if (steps === undefined) {
    steps = parse(path);
    known.set(path, steps);
  }
  return steps.reduce<readonly unknown[]>(
    (found, step) => found.flatMap(step).filter((one) => one !== undefined && one !== null),
    [value],
  );
}

/** The names on a path without brackets. */
export function pathNames(path: string): readonly string[] {
  return path.split(".").filter((name) => name !== "");
}

const PART =
  /\.((?:[^.[\\]|\\.)+)|\[\?\(@((?:\.[\w-]+)+)\s*(==|!=)\s*["']?([^"')]*)["']?\)\]|\[(\*|-?\d+|'[^']*'|"[^"]*")\]/g;

function parse(path: string): readonly Step[] {
  return [...path.matchAll(PART)].map(([, name, field, operator, wanted, index]) => {
    if (name !== undefined) return fieldStep(name.replaceAll("\\.", "."));
    if (field !== undefined) return filterStep(field, operator === "==", wanted ?? "");
    return indexStep(index ?? "");
  });
}

function fieldStep(name: string): Step {
  return (value) => {
    if (name === "*") return isObject(value) ? Object.values(value) : [];
    return isObject(value) ? [value[name]] : [];
  };
}

function filterStep(field: string, same: boolean, wanted: string): Step {
  const names = pathNames(field);
  const at = (item: unknown) =>
    names.reduce<unknown>((value, name) => (isObject(value) ? value[name] : undefined), item);
  return (value) =>
    Array.isArray(value) ? value.filter((item) => (String(at(item)) === wanted) === same) : [];
}

function indexStep(index: string): Step {
  return (value) => {
    if (/^['"]/.test(index)) return isObject(value) ? [value[index.slice(1, -1)]] : [];
    if (!Array.isArray(value)) return [];
    return index === "*" ? value : [value.at(Number(index))];
  };
}
