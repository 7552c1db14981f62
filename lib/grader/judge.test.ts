/** Each word of time, over runs in which something changes at a known moment. */
import { describe, expect, test } from "vitest";
import type { Criterion, Word } from "./expectation.ts";
import { holdsAtStart, judgeCriterion } from "./judge.ts";
import type { Run } from "./run.ts";
import { deployment, objectOf, runOf, type Written } from "./testing/run.ts";

const replicas = (count: number, atMs: number): Written => ({
  atMs,
  object: deployment({ replicas: count }),
});
const gone = (atMs: number): Written => ({ atMs, object: deployment({}), verb: "delete" });
const other = (atMs: number): Written => ({ atMs, object: objectOf("v1", "Pod", "x") });
const noted = (atMs: number): Written => ({ atMs, object: deployment({}), verb: "note" });

const two = (when: Word): Criterion => ({
  name: { en: "two replicas" },
  points: 1,
  when,
  subjects: [
    {
      subject: "object",
      object: {
        apiVersion: "apps/v1",
        kind: "Deployment",
        metadata: { name: "web" },
        spec: { replicas: 2 },
      },
    },
  ],
});

const EVENTUALLY = { word: "eventually", withinMs: 60_000 } as const;
const ALWAYS = { word: "always" } as const;
const NEVER = { word: "never" } as const;

describe("time words", () => {
  test.each<[string, Word, readonly Written[], boolean]>([
    ["eventually: true in the end", EVENTUALLY, [replicas(1, 0), replicas(2, 5_000)], true],
    ["eventually: true for a while only", EVENTUALLY, [replicas(2, 0), replicas(1, 5_000)], false],
    [
      "eventually: changes after the end do not count",
      EVENTUALLY,
      [replicas(2, 0), replicas(1, 20_000)],
      true,
    ],
    ["eventually: deleted", EVENTUALLY, [replicas(2, 0), gone(5_000)], false],
    ["always: from before the submission on", ALWAYS, [replicas(2, 0), other(4_000)], true],
    [
      "always: broken for a moment",
      ALWAYS,
      [replicas(2, 0), replicas(1, 3_000), replicas(2, 3_001)],
      false,
    ],
    ["always: broken after the end", ALWAYS, [replicas(2, 0), replicas(1, 20_000)], true],
    [
      "always: entries that write nothing change nothing",
      ALWAYS,
      [replicas(2, 0), noted(3_000)],
      true,
    ],
    ["always: nothing happened at all", ALWAYS, [], false],
    ["never: at no moment", NEVER, [replicas(1, 0), replicas(3, 5_000)], true],
    ["never: for a moment", NEVER, [replicas(1, 0), replicas(2, 3_000), replicas(1, 3_001)], false],
    ["never: before the submission only", NEVER, [replicas(2, 0), replicas(1, 500)], true],
  ])("%s", (_, when, written, holds) => {
    expect(judgeCriterion(two(when), runOf(written)).holds).toBe(holds);
  });

  test("always names the moment at which it broke", () => {
    const run = runOf([replicas(2, 0), replicas(1, 3_000), replicas(2, 4_000)]);
    expect(judgeCriterion(two(ALWAYS), run).evidence[0]?.atMs).toBe(3_000);
  });

  test("never tells what was not to be", () => {
    const run = runOf([replicas(1, 0), replicas(2, 3_000)]);
    expect(judgeCriterion(two(NEVER), run)).toMatchObject({
      holds: false,
      evidence: [{ atMs: 3_000, text: "Deployment shop/web is as expected" }],
    });
  });

  test.each<[string, Partial<Run>, boolean]>([
    ["settled within the time", {}, true],
    ["settled too late", { settledMs: 61_001 }, false],
    ["never settled", { settled: false }, false],
  ])("eventually is in time: %s", (_, rest, inTime) => {
    const run = runOf([replicas(2, 0)], rest);
    expect(judgeCriterion(two(EVENTUALLY), run).inTime).toBe(inTime);
  });

  test("eventually looks at the deadline, not at what came after it", () => {
    const run = runOf([replicas(1, 0), replicas(2, 70_000)], { settledMs: 80_000 });
    expect(judgeCriterion(two(EVENTUALLY), run).holds).toBe(false);
  });

  test("a word that nobody knows stops the run", () => {
    const when = { word: "sometimes" } as unknown as Word;
    expect(() => judgeCriterion(two(when), runOf([]))).toThrow("sometimes");
  });
});

test.each([EVENTUALLY, ALWAYS])("entries about no object change nothing: $word", (when) => {
  const run = runOf([replicas(2, 0), replicas(2, 4_000)]);
  const told = { id: 3, atMs: 5_000, component: "kubelet", verb: "start-container", cause: 2 };
  expect(judgeCriterion(two(when), { ...run, log: [...run.log, told] }).holds).toBe(true);
});

test("several subjects must hold at the same moment", () => {
  const object = { apiVersion: "v1", kind: "Pod", metadata: { name: "x" } };
  const both = {
    ...two(ALWAYS),
    subjects: [...two(ALWAYS).subjects, { subject: "object", object }],
  };
  const criterion = both as Criterion;
  expect(judgeCriterion(criterion, runOf([replicas(2, 0), other(0)])).holds).toBe(true);
  expect(judgeCriterion(criterion, runOf([replicas(2, 0), other(3_000)])).holds).toBe(false);
});

test("CEL over the cluster is asked at every change of anything", () => {
  const expressions = ["cluster.Pod.size() == 0"];
  const criterion = { ...two(ALWAYS), subjects: [{ subject: "cel", expressions } as const] };
  expect(judgeCriterion(criterion, runOf([replicas(1, 0), other(3_000)])).holds).toBe(false);
});

describe("requests are their own moments", () => {
  const request = { from: "outside", http: "http://web.shop/" };
  const criterion: Criterion = { ...two(ALWAYS), subjects: [{ subject: "request", request }] };
  const probe = (atMs: number, ok: boolean, asked = request) => {
    return { request: asked, atMs, ok, text: ok ? "answered 200" : "timed out" };
  };

  test("one failure breaks always", () => {
    const held = runOf([], { probes: [probe(1_000, true), probe(1_250, true)] });
    expect(judgeCriterion(criterion, held).holds).toBe(true);
    const broken = runOf([], {
      probes: [probe(1_000, true), probe(1_250, false), probe(1_500, true)],
    });
    expect(judgeCriterion(criterion, broken)).toMatchObject({
      holds: false,
      evidence: [{ atMs: 1_250 }],
    });
  });

  test("a request that was never sent holds nothing", () => {
    const others = runOf([], { probes: [probe(1_000, true, { ...request })] });
    expect(judgeCriterion(criterion, others).holds).toBe(false);
  });
});

test("the start state is the one before the submission", () => {
  expect(holdsAtStart(two(EVENTUALLY), runOf([replicas(2, 500)]))).toBe(true);
  expect(holdsAtStart(two(EVENTUALLY), runOf([replicas(1, 500), replicas(2, 2_000)]))).toBe(false);
});
