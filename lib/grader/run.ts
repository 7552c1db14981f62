/**
 * What the grader reads of a finished run: the log from which every moment's objects follow, the
 * moments that matter, and the requests that were sent meanwhile. It runs nothing itself.
 */
import type { KubeObject, LogEntry, NetworkAnswer } from "#lib/simulator";
import type { RequestSubject } from "./expectation.ts";

/** One request that was sent for a criterion. */
export type Probe = {
  readonly request: RequestSubject;
  readonly atMs: number;
  readonly ok: boolean;
  readonly status?: number;
  /** What happened, in one sentence: the hop that failed and why. */
  readonly text: string;
  /** Where on its way it failed. */
  readonly failure?: NetworkAnswer["failure"];
};

export type SubmittedInput = {
  /** What was typed or applied. */
  readonly text: string;
  readonly exitCode: number;
  readonly stderr: string;
};

export type Run = {
  readonly log: readonly LogEntry[];
  /** Id of the last log entry before the submission. */
  readonly submitEntry: number;
  readonly submitMs: number;
  readonly settled: boolean;
  readonly settledMs: number;
  readonly probes: readonly Probe[];
  readonly inputs: readonly SubmittedInput[];
};

/** The objects at one moment. */
export type Moment = {
  readonly atMs: number;
  /** Id of the entry that led to this moment. */
  readonly entry: number;
  readonly list: (kind: string) => readonly KubeObject[];
};

/** Every moment from the submission on at which an object of one of these kinds changed. */
export function* moments(run: Run, kinds: ReadonlySet<string> | "all"): Iterable<Moment> {
  const objects = new Map<string, Map<string, KubeObject>>();
  const list = (kind: string) => [...(objects.get(kind)?.values() ?? [])];
  let started = false;
  for (const entry of run.log) {
    if (!started && entry.id > run.submitEntry) {
      started = true;
      yield { atMs: run.submitMs, entry: run.submitEntry, list };
    }
    if (entry.atMs > run.settledMs) return;
    if (entry.kind === undefined || (kinds !== "all" && !kinds.has(entry.kind))) continue;
    applyTo(objects, entry);
    if (started) yield { atMs: entry.atMs, entry: entry.id, list };
  }
  if (!started) yield { atMs: run.submitMs, entry: run.submitEntry, list };
}

/** The objects as they stood at `atMs`, or just before the submission; put together when asked. */
export function momentAt(run: Run, at: number | "submission"): Moment {
  let objects: Map<string, Map<string, KubeObject>> | undefined;
  const end = run.log.findIndex(({ atMs, id }) =>
    at === "submission" ? id > run.submitEntry : atMs > at,
  );
  const past = end < 0 ? run.log.length : end;
  return {
    atMs: at === "submission" ? run.submitMs : at,
    entry: run.log[past - 1]?.id ?? 0,
    list(kind) {
      if (objects === undefined) {
        objects = new Map();
        for (const entry of run.log.slice(0, past)) applyTo(objects, entry);
      }
      return [...(objects.get(kind)?.values() ?? [])];
    },
  };
}

function applyTo(
  objects: Map<string, Map<string, KubeObject>>,
  { kind, key, verb, after }: LogEntry,
): void {
  if (kind === undefined || key === undefined) return;
  let ofKind = objects.get(kind);
  if (ofKind === undefined) {
    ofKind = new Map();
    objects.set(kind, ofKind);
  }
  if (verb === "delete") ofKind.delete(key);
  else if (after !== undefined) ofKind.set(key, after);
}
