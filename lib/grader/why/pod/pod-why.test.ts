/** What is said of one pod at the edges: where facts are missing, and where there are many. */
import { describe, expect, test } from "vitest";
import { createCluster, type KubeObject, type LogEntry, type NodeSpec } from "#lib/simulator";
import type { Moment, Run } from "../../run.ts";
import { objectOf, SUBMIT_MS } from "../../testing/run.ts";
import { whyPod } from "../pod-trouble.ts";
import { witnessOf } from "../witness.ts";

type Facts = {
  readonly spec?: object;
  readonly status: object;
  readonly events?: readonly (readonly [reason: string, message?: string | undefined])[];
  readonly log?: readonly Partial<LogEntry>[];
};

function said({ spec = {}, status, events = [], log = [] }: Facts): string | undefined {
  const pod = objectOf("v1", "Pod", "web", {
    metadata: { name: "web", namespace: "shop", uid: "u" },
    spec: { nodeName: "node01", containers: [{ name: "c" }], ...spec },
    status,
  });
  const told = events.map(([reason, message], at) =>
    objectOf("v1", "Event", `e${at}`, { reason, message, involvedObject: { uid: "u" } }),
  );
  const moment: Moment = {
    atMs: SUBMIT_MS + 9_000,
    entry: 1,
    list: (kind) => (kind === "Event" ? told : []),
  };
  const entries = log.map((entry, at) => ({
    id: at + 1,
    atMs: SUBMIT_MS + 4_000,
    component: "kubelet/node01",
    verb: "update",
    cause: 0,
    ...entry,
  }));
  return whyPod(pod, moment, runWith(entries))?.en;
}

const runWith = (log: readonly LogEntry[]): Run => ({
  log,
  submitEntry: 0,
  submitMs: SUBMIT_MS,
  settled: true,
  settledMs: SUBMIT_MS,
  probes: [],
  inputs: [],
});

const ended = (exitCode: number, reason?: string) => ({
  terminated: { exitCode, ...(reason === undefined ? {} : { reason }) },
});
const held = { waiting: { reason: "CrashLoopBackOff" } };

describe("what its status says", () => {
  test.each<[string, Facts, string | undefined]>([
    [
      "evicted by somebody else than a node under pressure",
      { spec: { nodeName: undefined }, status: { reason: "Evicted" } },
      "Pod web was evicted from its node: ",
    ],
    [
      "evicted, without figures",
      { status: { reason: "Evicted", message: "The node was low on resource: memory. " } },
      "Pod web was evicted: node node01 ran low on memory.",
    ],
    [
      "evicted, over its request and without one",
      {
        status: {
          reason: "Evicted",
          message:
            "The node was low on resource: memory. Threshold quantity: 100Mi, available: 90Mi. Container c was using 2Gi, request is 1Gi, has larger consumption of memory. Container d was using 1Gi, request is 0, has larger consumption of memory. ",
        },
      },
      "Pod web was evicted: node node01 ran low on memory (90Mi left, it keeps 100Mi); container c was using 2Gi, more than its request of 1Gi; container d was using 1Gi and requests none.",
    ],
    [
      "killed for memory where no limit is known",
      {
        status: {
          containerStatuses: [
            { name: "c", state: held, restartCount: 0, lastState: ended(137, "OOMKilled") },
          ],
        },
      },
      "Container c of pod web was killed for its memory (OOMKilled, exit code 137): its node had no memory left; once since 9.0 s.",
    ],
    [
      "killed for memory, and what it wanted is not known",
      {
        spec: { containers: [{ name: "c", resources: { limits: { memory: "64Mi" } } }] },
        status: {
          containerStatuses: [
            { name: "c", state: held, restartCount: 1, lastState: ended(137, "OOMKilled") },
          ],
        },
        log: [
          { verb: "out-of-memory", kind: "Pod", key: "shop/web", detail: "d wanted 9Gi" },
          { verb: "out-of-memory", kind: "Pod", key: "shop/web", detail: "c" },
          { verb: "out-of-memory", kind: "Pod", key: "shop/web" },
        ],
      },
      "Container c of pod web was killed for its memory (OOMKilled, exit code 137): it wanted more memory and its limit is 64Mi; 2 times since 9.0 s.",
    ],
    [
      "killed by a startup probe with its defaults",
      {
        spec: { containers: [{ name: "c", startupProbe: {} }] },
        status: {
          containerStatuses: [{ name: "c", state: held, restartCount: 0, lastState: ended(137) }],
        },
        events: [
          ["Killing", "Container c failed startup probe, will be restarted"],
          ["Unhealthy", undefined],
        ],
      },
      "Container c of pod web was killed because its startup probe failed 3 times in a row, 10 s apart (failureThreshold 3): «»; exit code 137, once since 9.0 s.",
    ],
    [
      "killed by a liveness probe of a container that is not in the spec",
      {
        status: {
          containerStatuses: [{ name: "x", state: held, restartCount: 0, lastState: ended(137) }],
        },
        events: [
          ["Killing", "Stopping container x"],
          ["Killing", "Container y failed liveness probe, will be restarted"],
          ["Killing", "Container x failed liveness probe, will be restarted"],
          ["Unhealthy", "Liveness probe failed: dial tcp: refused"],
        ],
      },
      "Container x of pod web was killed because its liveness probe failed 3 times in a row, 10 s apart (failureThreshold 3): «dial tcp: refused»; exit code 137, once since 9.0 s.",
    ],
    [
      "crashed since its first end in the log",
      {
        status: {
          containerStatuses: [
            {
              name: "c",
              ready: false,
              state: { running: {} },
              restartCount: 2,
              lastState: ended(2),
            },
          ],
        },
        log: [
          { kind: "Node", key: "shop/web" },
          { kind: "Pod", key: "shop/other" },
          { kind: "Pod", key: "shop/web" },
          { kind: "Pod", key: "shop/web", after: { kind: "Pod" } as never },
          {
            kind: "Pod",
            key: "shop/web",
            after: { status: { containerStatuses: [{ name: "c" }] } } as never,
          },
          {
            kind: "Pod",
            key: "shop/web",
            after: { status: { initContainerStatuses: [{ name: "c", state: ended(1) }] } } as never,
          },
        ],
      },
      "Container c of pod web crashes: it ended with exit code 2 (Error), 2 times since 4.0 s.",
    ],
    [
      "ended well",
      {
        status: {
          phase: "Succeeded",
          containerStatuses: [{ name: "c", state: ended(0, "Completed"), restartCount: 0 }],
        },
      },
      undefined,
    ],
    [
      "waits for something else than its back-off after it ended",
      {
        status: {
          containerStatuses: [
            {
              name: "c",
              state: { waiting: { reason: "ErrImagePull" } },
              restartCount: 0,
              lastState: ended(1, "Error"),
            },
          ],
        },
      },
      "Container c of pod web is waiting: ErrImagePull (Error, exit code 1)",
    ],
    [
      "runs, not ready, and its probe said why",
      {
        status: {
          phase: "Running",
          containerStatuses: [{ name: "c", ready: false, state: { running: {} } }],
        },
        events: [["Unhealthy", "Readiness probe failed: 503."]],
      },
      "Container c of pod web runs but is not ready: its readiness probe does not succeed. Readiness probe failed: 503.",
    ],
    ["nothing is known of it", { status: {} }, undefined],
  ])("%s", (_, facts, expected) => {
    expect(said(facts)).toBe(expected);
  });
});

test("the witness reads the last line of a run, of the one before, or of none", () => {
  const cluster = createCluster({ flavour: "learner" });
  const script = "echo one; echo two; sleep 20; exit 1";
  const body = {
    apiVersion: "v1",
    kind: "Pod",
    metadata: { name: "web" },
    spec: {
      containers: [
        { name: "c", image: "busybox", command: ["sh", "-c", script] },
        { name: "silent", image: "busybox", command: ["sleep", "3600"] },
      ],
    },
  };
  const place = { group: "", version: "v1", resource: "pods", namespace: "default" };
  cluster.client().request({ verb: "create", ...place, body });
  // The first run has ended by then, and the second has not.
  cluster.advance(35_000);
  const { lastLine } = witnessOf(cluster);
  const of = (name: string, container: string, previous: boolean) =>
    lastLine({ metadata: { name } as never }, container, previous);
  expect(of("web", "c", false)).toBe("two");
  expect(of("web", "c", true)).toBe("two");
  expect(of("web", "silent", false)).toBeUndefined();
  expect(of("web", "silent", true)).toBeUndefined();
  expect(of("gone", "c", false)).toBeUndefined();
});

describe("what nodes say", () => {
  const pending = (
    nodes: readonly NodeSpec[],
    spec: object,
    before: readonly object[],
    seesNodes = true,
  ) => {
    const cluster = createCluster({ flavour: "learner", nodes });
    const client = cluster.client();
    const place = { group: "", version: "v1", resource: "pods", namespace: "default" };
    const make = (name: string, body: object) =>
      client.request({
        verb: "create",
        ...place,
        body: {
          apiVersion: "v1",
          kind: "Pod",
          metadata: { name },
          spec: { containers: [{ name: "c", image: "nginx" }], ...body },
        },
      });
    before.forEach((one, at) => {
      make(`p${at}`, one);
      cluster.advance(20_000);
    });
    make("web", spec);
    cluster.advance(20_000);
    const moment: Moment = {
      atMs: cluster.nowMs,
      entry: cluster.log.length,
      list: (kind) => (kind === "Node" && !seesNodes ? [] : cluster.store.list(kind)),
    };
    const run = { ...runWith(cluster.log), witness: witnessOf(cluster) };
    return whyPod(cluster.find("Pod", "default/web") as KubeObject, moment, run)?.en;
  };
  const port = {
    containers: [{ name: "c", image: "nginx", ports: [{ containerPort: 80, hostPort: 80 }] }],
  };
  const asks = (requests: object) => ({
    containers: [{ name: "c", image: "nginx", resources: { requests } }],
  });
  const small = { name: "n", capacity: { cpu: "1", memory: "1Gi", pods: "110" } };

  test.each<[string, readonly NodeSpec[], object, readonly object[], string]>([
    [
      "a taint without a value",
      [
        {
          name: "n",
          taints: [
            { key: "k", effect: "NoSchedule" },
            { key: "soft", effect: "PreferNoSchedule" },
          ],
        },
      ],
      {},
      [],
      "Pod web is Pending: n has taint k:NoSchedule that it does not tolerate.",
    ],
    [
      "an affinity",
      [{ name: "n" }],
      {
        affinity: {
          nodeAffinity: {
            requiredDuringSchedulingIgnoredDuringExecution: {
              nodeSelectorTerms: [{ matchExpressions: [{ key: "disk", operator: "Exists" }] }],
            },
          },
        },
      },
      [],
      "Pod web is Pending: n does not match its node affinity.",
    ],
    [
      "a label",
      [{ name: "n" }],
      { nodeSelector: { disk: "ssd" } },
      [],
      "Pod web is Pending: n does not have label disk=ssd.",
    ],
    [
      "a port, in the scheduler's words",
      [{ name: "n" }],
      port,
      [port],
      "Pod web is Pending: n didn't have free ports for the requested pod ports.",
    ],
    [
      "what is left of processors, and of memory in odd figures",
      [small],
      asks({ cpu: "1500m", memory: "1500M" }),
      [asks({ cpu: "1" })],
      "Pod web is Pending: n lacks 1500m cpu (it asks for 1500m, 0 of 1 is free) and lacks 426258176 memory (it asks for 1500000000, 1Gi of 1Gi is free).",
    ],
    [
      "a resource that it does not have",
      [small],
      {
        containers: [
          { name: "c", image: "nginx", resources: { limits: { "example.com/gpu": "1" } } },
        ],
      },
      [],
      "Pod web is Pending: n lacks 1 example.com/gpu (it asks for 1, 0 of 0 is free).",
    ],
    [
      "too many pods",
      [{ name: "n", capacity: { cpu: "4", memory: "4Gi", pods: "1" } }],
      {},
      [{}],
      "Pod web is Pending: n Too many pods.",
    ],
  ])("%s", (_, nodes, spec, before, expected) => {
    expect(pending(nodes, spec, before)).toBe(expected);
  });

  test("the scheduler's words stand where a node is not in the log any more", () => {
    const tainted: readonly NodeSpec[] = [
      { name: "n", taints: [{ key: "k", effect: "NoSchedule" }] },
    ];
    expect(pending(tainted, {}, [], false)).toBe("Pod web is Pending: n had untolerated taint(s).");
  });
});
