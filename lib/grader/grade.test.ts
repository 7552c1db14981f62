/** Points, requirements, gates and forbidden objects; and what the learner is told of them. */
import { describe, expect, test } from "vitest";
import { readManifest } from "#lib/manifest";
import type { Criterion, Expectations, PartialObject } from "./expectation.ts";
import { grade } from "./grade.ts";
import type { Run } from "./run.ts";
import { deployment, objectOf, pod, runOf, type Written } from "./testing/run.ts";

const WEB: PartialObject = {
  apiVersion: "apps/v1",
  kind: "Deployment",
  metadata: { name: "web", namespace: "shop" },
};

const criterion = (en: string, points: number, spec: object, rest: object = {}): Criterion => ({
  name: { en, ja: `${en}（日本語）` },
  points,
  when: { word: "eventually", withinMs: 60_000 },
  subjects: [{ subject: "object", object: { ...WEB, spec } }],
  ...rest,
});

const expecting = (rest: Partial<Expectations>): Expectations => ({
  criteria: [criterion("two", 2, { replicas: 2 }), criterion("running", 3, { paused: false })],
  errors: [],
  gates: [],
  ...rest,
});

const write = (spec: Readonly<Record<string, unknown>>, atMs = 2_000): Written => ({
  atMs,
  object: deployment(spec),
});
const ENGLISH = { language: "en", documents: [] } as const;
const JAPANESE = { language: "ja", documents: [] } as const;
const GOOD = { replicas: 2, paused: false };

describe("points", () => {
  test("everything holds: all points, nothing to say", () => {
    const verdict = grade(expecting({}), runOf([write(GOOD)]), ENGLISH);
    expect(verdict).toMatchObject({ score: 5, points: 5, passed: true });
    expect(
      verdict.criteria.map(({ name, verdict: word, feedback }) => [name, word, feedback]),
    ).toEqual([
      ["two", "passed", ""],
      ["running", "passed", ""],
    ]);
  });

  test("each criterion earns its own", () => {
    const verdict = grade(expecting({}), runOf([write({ replicas: 3, paused: false })]), ENGLISH);
    expect(verdict).toMatchObject({ score: 3, passed: false });
    expect(verdict.criteria[0]).toMatchObject({
      earned: 0,
      verdict: "failed",
      feedback: "Deployment shop/web: spec.replicas is 3, expected 2.",
    });
  });

  test("a cluster that never came to rest has not reached what it lacks", () => {
    const run = runOf([write({ replicas: 3, paused: false })], { settled: false });
    expect(grade(expecting({}), run, ENGLISH).criteria[0]?.verdict).toBe("not-reached");
  });

  test("times of evidence count from the submission", () => {
    const run = runOf([write({ replicas: 1, paused: false })]);
    const [first] = grade(expecting({}), run, ENGLISH).criteria;
    expect(first?.evidence[0]).toEqual({
      atMs: 9_000,
      object: "Deployment shop/web",
      text: "Deployment shop/web spec.replicas is 1",
    });
  });
});

describe("requirements", () => {
  const requiring = (requires: Criterion["requires"]) =>
    expecting({
      criteria: [
        criterion("two", 2, { replicas: 2 }),
        criterion("running", 3, { paused: false }, { requires }),
      ],
    });
  const claim = { apiVersion: "v1", kind: "PersistentVolumeClaim", metadata: { name: "data" } };

  test.each<[string, Criterion["requires"], readonly Written[], string | undefined]>([
    ["a criterion that passed", "two", [write(GOOD)], undefined],
    ["a criterion that failed", "two", [write({ paused: false })], "two"],
    ["a criterion that is not there", "three", [write(GOOD)], "three"],
    [
      "an object that exists",
      claim,
      [write(GOOD), { atMs: 3_000, object: objectOf("v1", "PersistentVolumeClaim", "data") }],
      undefined,
    ],
    ["an object that does not exist", claim, [write(GOOD)], "PersistentVolumeClaim data"],
  ])("%s", (_, requires, written, missing) => {
    const [, second] = grade(requiring(requires), runOf(written), ENGLISH).criteria;
    expect(second?.verdict).toBe(missing === undefined ? "passed" : "not-reached");
    const told = missing === undefined ? "" : `This earns nothing until «${missing}» holds.`;
    expect(second?.feedback).toBe(told);
  });

  test("in Japanese", () => {
    const [, second] = grade(requiring("three"), runOf([write(GOOD)]), JAPANESE).criteria;
    expect(second?.name).toBe("running（日本語）");
    expect(second?.feedback).toBe("「three」が満たされていないため、点になりません。");
  });

  test("a criterion that fails by itself is told as such", () => {
    const [, second] = grade(requiring("three"), runOf([write({ replicas: 2 })]), ENGLISH).criteria;
    expect(second?.verdict).toBe("not-reached");
    expect(second?.feedback).toBe("Deployment shop/web: spec.paused is not set, expected false.");
  });
});

describe("feedback", () => {
  const authored = expecting({
    criteria: [criterion("two", 2, { replicas: 2 }, { feedback: { en: "Count the tills." } })],
  });

  test("the author's sentence comes first, in English where Japanese is missing", () => {
    const told = (options: typeof ENGLISH | typeof JAPANESE) =>
      grade(authored, runOf([write({ replicas: 1 })]), options).criteria[0]?.feedback;
    expect(told(ENGLISH)).toBe(
      "Count the tills. Deployment shop/web: spec.replicas is 1, expected 2.",
    );
    expect(told(JAPANESE)).toBe(
      "Count the tills. Deployment shop/web: spec.replicas は 1 です。期待は 2 です。",
    );
  });

  test("an author's words stand for an expression, which stays in the evidence", () => {
    const metadata = { name: "web", namespace: "shop" };
    const object = { apiVersion: "apps/v1", kind: "Deployment", metadata };
    const subject = { subject: "cel", object, expressions: ["self.spec.replicas == 2"] } as const;
    const told = (feedback: { readonly feedback?: { readonly en: string } }) => {
      const asked = { ...criterion("two", 2, {}, feedback), subjects: [subject] };
      const run = runOf([write({ replicas: 1 })]);
      return grade(expecting({ criteria: [asked] }), run, ENGLISH).criteria[0];
    };
    const bare = "Deployment shop/web: self.spec.replicas == 2 is not true.";
    expect(told({})?.feedback).toBe(bare);
    const own = told({ feedback: { en: "Count the tills." } });
    expect(own?.feedback).toBe("Count the tills.");
    expect(own?.evidence[0]?.text).toBe(bare);
  });

  test("«never» that happened has no sentence of its own", () => {
    const never = criterion("never three", 1, { replicas: 3 }, { when: { word: "never" } });
    const verdict = grade(
      expecting({ criteria: [never] }),
      runOf([write({ replicas: 3 })]),
      ENGLISH,
    );
    expect(verdict.criteria[0]).toMatchObject({ verdict: "failed", feedback: "" });
  });

  test("what kubectl refused stands with everything that failed, and with nothing that passed", () => {
    const inputs = [
      { text: "kubectl get pods", exitCode: 0, stderr: "" },
      { text: "kubectl scale x\nmore", exitCode: 1, stderr: "error: no such resource\n" },
    ];
    const verdict = grade(expecting({}), runOf([write({ replicas: 2 })], { inputs }), ENGLISH);
    expect(verdict.criteria[0]?.evidence).toHaveLength(1);
    expect(verdict.criteria[1]?.evidence.at(-1)).toEqual({
      atMs: 0,
      text: "kubectl scale x: error: no such resource",
    });
    expect(verdict.criteria[1]?.feedback).toContain("error: no such resource");
  });
});

describe("the line in what was submitted", () => {
  const { documents } = readManifest(
    "apiVersion: apps/v1\nkind: Deployment\nmetadata:\n  name: web\nspec:\n  replicas: 3\n",
  );
  const lineOfFirst = (run: Run, expectations = expecting({})) =>
    grade(expectations, run, { language: "en", documents }).criteria[0]?.line;
  const applied = (stderr: string) => [
    { text: "kubectl get ns", exitCode: 0, stderr: "" },
    { text: "kubectl apply -f -", exitCode: 1, stderr },
  ];

  test("the field that differs", () => {
    expect(lineOfFirst(runOf([write({ replicas: 3 })]))).toBe(6);
  });
  test("none where everything holds", () => {
    expect(lineOfFirst(runOf([write(GOOD)]))).toBeUndefined();
  });
  test("the field that the server refused", () => {
    const inputs = applied('strict decoding error: unknown field "metadata.names"');
    expect(lineOfFirst(runOf([], { inputs }))).toBe(3);
  });
  test("the differing field when the refusal names none", () => {
    const inputs = applied("error: the connection was lost");
    expect(lineOfFirst(runOf([write({ replicas: 3 })], { inputs }))).toBe(6);
  });
  test("none for what stands in no manifest", () => {
    const subjects = [{ subject: "cel", expressions: ["cluster.Pod.size() == 1"] }];
    const criteria = [criterion("one pod", 1, {}, { subjects })];
    expect(lineOfFirst(runOf([]), expecting({ criteria }))).toBeUndefined();
  });
  test("the selector that finds no pod, where a request had no answer", () => {
    const yaml =
      "apiVersion: v1\nkind: Service\nmetadata:\n  name: web\nspec:\n  selector: {a: b}\n";
    const service = objectOf("v1", "Service", "web", { spec: { selector: { a: "b" } } });
    const request = { from: "pod/shop/client", http: "http://web.shop/" };
    const criteria = [criterion("answers", 1, {}, { subjects: [{ subject: "request", request }] })];
    const run = runOf([{ atMs: 2_000, object: service }]);
    const told = grade(expecting({ criteria }), run, {
      language: "en",
      documents: readManifest(yaml).documents,
    });
    expect(told.criteria[0]?.line).toBe(6);
  });
});

describe("gates and forbidden objects", () => {
  const gate = { name: { en: "untouched" }, unchanged: WEB, cost: 2 };
  const hostile: PartialObject = {
    apiVersion: "v1",
    kind: "Pod",
    spec: { hostNetwork: true },
  };
  const before = write(GOOD, 0);

  test("an object that stayed as it was costs nothing", () => {
    const verdict = grade(expecting({ gates: [gate] }), runOf([before]), ENGLISH);
    expect(verdict.passed).toBe(true);
    expect(verdict.gates).toEqual([{ name: "untouched", held: true, feedback: "" }]);
  });

  test.each<[string, Written]>([
    ["changed", write({ ...GOOD, minReadySeconds: 5 })],
    ["deleted", { ...before, atMs: 2_000, verb: "delete" }],
  ])("an object that was %s costs the gate's points", (_, change) => {
    const criteria = [criterion("one pod", 5, {}, { subjects: [] })];
    const expectations = expecting({ criteria, gates: [gate] });
    const verdict = grade(expectations, runOf([before, change]), ENGLISH);
    expect(verdict).toMatchObject({ score: 3, passed: false });
    expect(verdict.gates[0]?.feedback).toBe("Deployment shop/web was to be left as it is.");
    const ja = grade(expectations, runOf([before, change]), JAPANESE);
    expect(ja.gates[0]?.feedback).toBe("Deployment shop/web は変更しないでください。");
  });

  test("a status that changed is no change", () => {
    const after = { ...before.object, status: { replicas: 2 } };
    const run = runOf([before, { atMs: 2_000, object: after }]);
    expect(grade(expecting({ gates: [gate] }), run, ENGLISH).passed).toBe(true);
  });

  test("a forbidden object costs everything", () => {
    const bad = { atMs: 2_000, object: pod("sniffer", { spec: { hostNetwork: true } }) };
    const run = runOf([before, bad]);
    const verdict = grade(expecting({ errors: [hostile] }), run, ENGLISH);
    expect(verdict).toMatchObject({ score: 0, passed: false });
    expect(verdict.gates).toEqual([
      {
        name: "no Pod as described",
        held: false,
        feedback: "Pod shop/sniffer must not exist like this.",
      },
    ]);
    expect(grade(expecting({ errors: [hostile] }), run, JAPANESE).gates).toEqual([
      {
        name: "Pod が存在しないこと",
        held: false,
        feedback: "Pod shop/sniffer は存在してはいけません。",
      },
    ]);
  });

  test("one that is not forbidden costs nothing", () => {
    const run = runOf([before, { atMs: 2_000, object: pod("sniffer", { spec: {} }) }]);
    expect(grade(expecting({ errors: [hostile] }), run, ENGLISH)).toMatchObject({
      score: 5,
      passed: true,
      gates: [{ held: true, feedback: "" }],
    });
  });

  test("costs never make the score negative", () => {
    const gates = [gate, { ...gate, cost: 90 }];
    expect(grade(expecting({ gates }), runOf([before, write({})]), ENGLISH).score).toBe(0);
  });
});

test("the same run gives the same verdict", () => {
  const run = runOf([write({ replicas: 1 })]);
  expect(grade(expecting({}), run, ENGLISH)).toEqual(grade(expecting({}), run, ENGLISH));
});
