/** How final objects and events are told. */
import { describe, expect, test } from "vitest";
import { isToldByRecordings, normaliseEvents, type StoredEvent } from "./events.ts";
import { normaliseObjects } from "./objects.ts";
import { runFacts } from "./run-facts.ts";

const facts = runFacts("", [
  { kind: "ReplicaSet", metadata: { name: "web" } },
  { kind: "Service", metadata: { name: "a" }, spec: { ports: [{ nodePort: 31234 }] } },
]);

describe("objects", () => {
  test("lose their bookkeeping and get placeholders", () => {
    const object = {
      kind: "Service",
      metadata: {
        name: "a",
        resourceVersion: "5",
        managedFields: [],
        annotations: { "endpoints.kubernetes.io/last-change-trigger-time": "x" },
      },
      spec: { clusterIP: "10.96.3.4", ports: [{ nodePort: 31234 }, { nodePort: 30000 }] },
      other: { resourceVersion: "7" },
    };
    expect(normaliseObjects([object], facts)).toEqual([
      {
        kind: "Service",
        metadata: { name: "a" },
        spec: { clusterIP: "<ip>", ports: [{ nodePort: "<nodeport>" }, { nodePort: 30000 }] },
        other: { resourceVersion: "<rv>" },
      },
    ]);
  });

  test("a node loses its images only", () => {
    const node = { kind: "Node", metadata: { name: "a" }, status: { images: [], phase: "x" } };
    expect(normaliseObjects([node], facts)).toEqual([
      { kind: "Node", metadata: { name: "a" }, status: { phase: "x" } },
    ]);
  });

  test("stand by kind as asked for, then namespace and name", () => {
    const object = (kind: string, namespace: string, name: string) => ({
      kind,
      metadata: { namespace, name },
    });
    const list = [
      object("Pod", "b", "a"),
      object("Job", "a", "z"),
      object("Pod", "a", "web-x2b4c"),
      object("Job", "a", "b"),
    ];
    expect(normaliseObjects(list, facts).map((one) => JSON.stringify(one.metadata))).toEqual([
      '{"namespace":"a","name":"web-<rand>"}',
      '{"namespace":"b","name":"a"}',
      '{"namespace":"a","name":"b"}',
      '{"namespace":"a","name":"z"}',
    ]);
  });
});

describe("events", () => {
  const event = (
    name: string,
    reason: string,
    at: string,
    message: string,
    component = "kubelet",
  ): StoredEvent => ({
    metadata: { name: `${name}.1` },
    involvedObject: { kind: "Pod", name, namespace: "default" },
    type: "Normal",
    reason,
    message,
    source: { component },
    firstTimestamp: `2026-01-01T00:00:0${at}Z`,
  });

  test("stand by object, then time; Scheduled before the kubelet; equal ones once", () => {
    const told = normaliseEvents(
      [
        event("web-x2b4c", "Pulled", "1", "p"),
        event("b", "Scheduled", "2", "s", "default-scheduler"),
        event("b", "Pulling", "1", "p"),
        event("b", "Created", "4", "z"),
        event("b", "Created", "3", "y"),
        event("b", "Created", "5", "y"),
      ],
      facts,
    );
    expect(told.map((one) => `${one.object} ${one.reason} ${one.message}`)).toEqual([
      "Pod/b Scheduled s",
      "Pod/b Pulling p",
      "Pod/b Created y",
      "Pod/b Created z",
      "Pod/web-<rand> Pulled p",
    ]);
  });

  test.each([
    { namespace: "default", told: undefined },
    { namespace: undefined, told: undefined },
    { namespace: "shop", told: "shop" },
  ])("the namespace $namespace is told as $told", ({ namespace, told }) => {
    const one = event("a", "x", "1", "m");
    const [first] = normaliseEvents(
      [{ ...one, involvedObject: { ...one.involvedObject, namespace } }],
      facts,
    );
    expect(first?.namespace).toBe(told);
  });

  test.each([
    { kind: "Node", reason: "NodeReady", from: "kubelet", told: false },
    { kind: "Node", reason: "NodeNotReady", from: "node-controller", told: true },
    { kind: "Pod", reason: "Starting", from: "kubelet", told: true },
    { kind: "Service", reason: "FailedToCreateEndpoint", from: "x", told: false },
    { kind: "Service", reason: "x", from: "ipallocator-repair-controller", told: false },
  ])("$reason of a $kind from $from is told: $told", ({ kind, reason, from, told }) => {
    const one = event("a", reason, "1", "m", from);
    expect(isToldByRecordings({ ...one, involvedObject: { kind, name: "a" } })).toBe(told);
  });
});
