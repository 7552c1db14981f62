/**
 * Every invariant holds in seeded random runs, and each sees a defect that is planted into the
 * history of a run that was right.
 */
import { describe, expect, test } from "vitest";
import { controllerOf, type KubeObject, keyOf } from "../api/object.ts";
import type { LogEntry } from "../engine/log.ts";
import { randomRun } from "../random-run/random-run.ts";
import { type History, walk } from "./history.ts";
import { invariants } from "./index.ts";

test.each([1, 2, 12, 22, 28, 37, 43, 393])("all hold with seed %i", (seed) => {
  const broken = randomRun(seed).verdicts.filter(({ violations }) => violations.length > 0);
  expect(broken).toEqual([]);
});

type Words = Omit<KubeObject, "apiVersion" | "metadata"> & {
  readonly kind: string;
  readonly metadata?: object;
};

/** The history with one write more, which nobody made. */
function withWrite(
  history: History,
  verb: "create" | "update" | "delete",
  words: Words,
  before?: KubeObject,
): History {
  const last = history.log.at(-1) as LogEntry;
  const version = 1_000_000 + last.id;
  const identity = { name: "planted", namespace: "default", uid: "planted" };
  const metadata = { ...identity, ...words.metadata, resourceVersion: String(version) };
  const after = { apiVersion: "v1", ...words, metadata } as KubeObject;
  const entry: LogEntry = {
    id: last.id + 1,
    atMs: last.atMs,
    component: "planted",
    verb,
    kind: after.kind,
    key: keyOf(after),
    after,
    ...(before === undefined ? {} : { before }),
    cause: 0,
  };
  return { ...history, log: [...history.log, entry] };
}

const writesIn = ({ log }: History) => log.filter(({ after }) => after !== undefined);
const lastOf = (history: History): KubeObject => history.log.at(-1)?.after as KubeObject;
const container = (cpu: string) => ({
  name: "c",
  image: "nginx",
  resources: { requests: { cpu } },
});
const READY = { conditions: [{ type: "Ready", status: "True" }], phase: "Running" };
const EVICTED = { type: "DisruptionTarget", status: "True", reason: "EvictionByEvictionAPI" };

function ownedPod(history: History): KubeObject {
  const pods = walk(history).list<KubeObject>("Pod");
  const found = pods.find(
    (pod) =>
      controllerOf(pod)?.kind === "ReplicaSet" && pod.metadata.deletionTimestamp === undefined,
  );
  if (found === undefined) throw new Error("the run has no pod of a ReplicaSet");
  return found;
}

describe("a planted defect is seen", () => {
  const right = randomRun(30).history;
  const rows: readonly (readonly [name: string, plant: (history: History) => History])[] = [
    [
      "no pod on two nodes",
      (history) => {
        const spec = { nodeName: "node01", containers: [] };
        const bound = withWrite(history, "create", { kind: "Pod", spec, status: {} });
        const moved = { ...lastOf(bound), spec: { ...spec, nodeName: "node02" } };
        return withWrite(bound, "update", moved, lastOf(bound));
      },
    ],
    [
      "node allocation never exceeded",
      (history) => {
        const spec = { nodeName: "controlplane", containers: [container("5")] };
        return withWrite(history, "create", { kind: "Pod", spec, status: {} });
      },
    ],
    [
      "resourceVersion only grows",
      (history) => ({ ...history, log: [...history.log, ...writesIn(history).slice(-1)] }),
    ],
    [
      "every Pending pod has a reason",
      (history) => {
        const status = {
          phase: "Pending",
          conditions: [{ type: "PodScheduled", status: "False" }],
        };
        return withWrite(history, "create", { kind: "Pod", spec: { containers: [] }, status });
      },
    ],
    [
      "quota never exceeded",
      (history) => {
        const status = { hard: { "requests.cpu": "100m" } };
        const limited = withWrite(history, "create", { kind: "ResourceQuota", status });
        const spec = { containers: [container("101m")] };
        return withWrite(limited, "create", { kind: "Pod", spec, status: {} });
      },
    ],
    [
      "PDB never violated by eviction",
      (history) => {
        const metadata = { labels: { app: "planted" } };
        const budget = withWrite(history, "create", {
          kind: "PodDisruptionBudget",
          spec: { selector: { matchLabels: metadata.labels } },
          status: { desiredHealthy: 1 },
        });
        const pod = { kind: "Pod", metadata, spec: { containers: [] }, status: READY };
        const running = withWrite(budget, "create", pod);
        const status = { ...READY, conditions: [...READY.conditions, EVICTED] };
        return withWrite(running, "update", { ...lastOf(running), status }, lastOf(running));
      },
    ],
    ["settle always ends", (history) => ({ ...history, settled: false })],
    ["replay byte-equal", (history) => ({ ...history, replayHash: "other" })],
    [
      "replicas converge",
      (history) => withWrite(history, "delete", ownedPod(history), ownedPod(history)),
    ],
    [
      "no orphan after garbage collection",
      (history) => {
        const owner = controllerOf(ownedPod(history));
        const set = walk(history)
          .list<KubeObject>("ReplicaSet")
          .find(({ metadata }) => metadata.uid === owner?.uid) as KubeObject;
        return withWrite(history, "delete", set, set);
      },
    ],
    [
      "no claim bound twice",
      (history) => {
        const claim = { kind: "PersistentVolumeClaim", spec: { volumeName: "one" } };
        const bound = withWrite(history, "create", claim);
        const again = { ...lastOf(bound), spec: { volumeName: "two" } };
        return withWrite(bound, "update", again, lastOf(bound));
      },
    ],
    [
      "a spec is only changed by its owner",
      (history) => {
        const set = { kind: "StatefulSet", spec: { replicas: 1 } };
        const made = withWrite(history, "create", set);
        const scaled = { ...lastOf(made), spec: { replicas: 2 } };
        return withWrite(made, "update", scaled, lastOf(made));
      },
    ],
  ];

  test.each(rows)("%s", (name, plant) => {
    const invariant = invariants.find((one) => one.name === name);
    expect(invariant?.violations(right)).toEqual([]);
    expect(invariant?.violations(plant(right))).not.toEqual([]);
  });

  test("every invariant has a row", () => {
    expect(rows.map(([name]) => name)).toEqual(invariants.map(({ name }) => name));
  });
});
