/** Runs of a cluster written by hand: which object was written when, around a submission. */
import { type KubeObject, keyOf, type LogEntry } from "#lib/simulator";
import type { Run } from "../run.ts";

export const SUBMIT_MS = 1_000;
export const SETTLED_MS = 10_000;

export type Written = {
  readonly atMs: number;
  readonly object: KubeObject;
  /** `update` when left out; `note` is an entry about the object that writes nothing. */
  readonly verb?: "update" | "delete" | "note";
};

export function runOf(written: readonly Written[], rest: Partial<Run> = {}): Run {
  const log = written.map((one, at) => entryOf(one, at + 1));
  return {
    log,
    submitEntry: log.filter(({ atMs }) => atMs < SUBMIT_MS).length,
    submitMs: SUBMIT_MS,
    settled: true,
    settledMs: SETTLED_MS,
    probes: [],
    inputs: [],
    ...rest,
  };
}

function entryOf({ atMs, object, verb = "update" }: Written, id: number): LogEntry {
  const place = { kind: object.kind, key: keyOf(object) };
  const stored = verb === "update" ? { after: object } : {};
  return { id, atMs, component: "test", verb, cause: 0, ...place, ...stored };
}

export function objectOf(
  apiVersion: string,
  kind: string,
  name: string,
  fields: Readonly<Record<string, unknown>> & {
    readonly labels?: Readonly<Record<string, string>>;
    readonly namespace?: string;
  } = {},
): KubeObject {
  const { labels, namespace = "shop", ...rest } = fields;
  return {
    apiVersion,
    kind,
    metadata: {
      name,
      namespace,
      uid: `uid-${name}`,
      resourceVersion: "1",
      creationTimestamp: "2026-01-05T09:00:00Z",
      ...(labels === undefined ? {} : { labels }),
    },
    ...rest,
  };
}

export const deployment = (spec: Readonly<Record<string, unknown>>): KubeObject =>
  objectOf("apps/v1", "Deployment", "web", { spec });

export const pod = (name: string, fields: Parameters<typeof objectOf>[3] = {}): KubeObject =>
  objectOf("v1", "Pod", name, fields);
