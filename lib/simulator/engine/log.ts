/**
 * The log of a run: what happened, when, by whom, and which earlier entry caused it. Grading,
 * explanations, the timeline and time travel read this and nothing else.
 */
import { type KubeObject, keyOf } from "../api/object.ts";
import { hash128 } from "./hash.ts";

export type LogEntry = {
  /** 1, 2, 3 …; also the resourceVersion of what a write stored. */
  readonly id: number;
  readonly atMs: number;
  /** Who did it: `kube-scheduler`, `kubelet/node01`, `deployment-controller`, `kubectl`. */
  readonly component: string;
  /** `create`, `update`, `delete` for writes; else what happened: `start-container`, `request` … */
  readonly verb: string;
  readonly kind?: string | undefined;
  readonly key?: string | undefined;
  /** One line of facts for entries that are no writes. */
  readonly detail?: string | undefined;
  /** The stored object before and after a write. */
  readonly before?: KubeObject | undefined;
  readonly after?: KubeObject | undefined;
  /** Id of the entry that led to this one; 0 for an input from outside. */
  readonly cause: number;
};

/** Field paths that differ between two objects, sorted; arrays are compared as wholes. */
export function changedPaths(before: unknown, after: unknown, path = ""): readonly string[] {
  if (before === after) return [];
  if (!isRecord(before) || !isRecord(after)) {
    return JSON.stringify(before) === JSON.stringify(after) ? [] : [path];
  }
  const names = [...new Set([...Object.keys(before), ...Object.keys(after)])].sort();
  return names.flatMap((name) =>
    changedPaths(before[name], after[name], path === "" ? name : `${path}.${name}`),
  );
}

/** One line of JSON an entry: equal runs give equal bytes in every runtime. */
export function serialiseLog(log: readonly LogEntry[]): string {
  return log.map(serialiseEntry).join("\n");
}

export function logHash(log: readonly LogEntry[]): string {
  return hash128(serialiseLog(log));
}

function serialiseEntry(entry: LogEntry): string {
  const { id, atMs, component, verb, kind, key, detail, before, after, cause } = entry;
  const changed = after === undefined ? undefined : changesOf(before, after);
  return JSON.stringify({ id, atMs, component, verb, kind, key, detail, changed, cause });
}

// A new object is told whole, a changed one by the paths and their new values.
function changesOf(before: KubeObject | undefined, after: KubeObject): unknown {
  if (before === undefined) return after;
  return changedPaths(before, after).map((path) => [path, valueAt(after, path)]);
}

function valueAt(object: unknown, path: string): unknown {
  let value = object;
  for (const name of path.split(".")) value = isRecord(value) ? value[name] : undefined;
  return value ?? null;
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** The objects of a kind as they stood right after the entry `id`: time travel by the log. */
export function objectsAt(
  log: readonly LogEntry[],
  kind: string,
  id: number,
): readonly KubeObject[] {
  const objects = new Map<string, KubeObject>();
  for (const entry of log) {
    if (entry.id > id) break;
    if (entry.kind !== kind) continue;
    if (entry.verb === "delete" && entry.key !== undefined) objects.delete(entry.key);
    else if (entry.after !== undefined) objects.set(keyOf(entry.after), entry.after);
  }
  return [...objects.values()];
}
