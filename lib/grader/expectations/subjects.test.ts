/** Every example of every kind of subject: they are its tests and its documentation. */
import { describe, expect, test } from "vitest";
import type { Subject } from "../expectation.ts";
import { momentAt } from "../run.ts";
import { objectOf, pod, runOf, SETTLED_MS } from "../testing/run.ts";
import { judgeSubject, kindsOf, subjectKinds } from "./index.ts";

describe.each(subjectKinds.map((kind) => [kind.subject, kind] as const))("%s", (_, kind) => {
  test.each(kind.examples.map((example) => [example.name, example] as const))(
    "%s",
    (_name, { subject, objects, holds, feedback }) => {
      const run = runOf(objects.map((object) => ({ atMs: 2_000, object })));
      const finding = judgeSubject(subject, momentAt(run, SETTLED_MS), run);
      expect(finding.holds).toBe(holds);
      expect(finding.evidence.length).toBeGreaterThan(0);
      if (feedback !== undefined) expect(finding.feedback?.en).toBe(feedback);
    },
  );
});

const WEB = { apiVersion: "v1", kind: "Pod", metadata: { name: "web" } };
const CALL = { from: "pod/shop/client", http: "http://web.shop/" };

describe("the kinds whose changes may change the answer", () => {
  test.each<[string, Subject, "all" | readonly string[]]>([
    ["an object: its kind", { subject: "object", object: WEB }, ["Pod"]],
    [
      "CEL over an object: its kind",
      { subject: "cel", object: WEB, expressions: ["true"] },
      ["Pod"],
    ],
    ["CEL over the cluster: all", { subject: "cel", expressions: ["true"] }, "all"],
    [
      "CEL over an object and the cluster: all",
      { subject: "cel", object: WEB, expressions: ["cluster.Node.size() > 0"] },
      "all",
    ],
    ["a request has moments of its own", { subject: "request", request: CALL }, []],
  ])("%s", (_, subject, kinds) => {
    const found = kindsOf(subject);
    expect(found === "all" ? found : [...found]).toEqual(kinds);
  });

  test("a subject that nobody knows stops the run", () => {
    const unknown = { subject: "weather" } as unknown as Subject;
    const run = runOf([]);
    expect(() => kindsOf(unknown)).toThrow("weather");
    expect(() => judgeSubject(unknown, momentAt(run, 0), run)).toThrow("weather");
  });
});

describe("an object", () => {
  const subject = (object: object) =>
    ({ subject: "object", object: { ...WEB, ...object } }) as const satisfies Subject;
  const at = (written: Parameters<typeof runOf>[0], asked: Subject) => {
    const run = runOf(written);
    return judgeSubject(asked, momentAt(run, SETTLED_MS), run);
  };

  test("is looked for in its namespace, and in all when it names none", () => {
    const written = [{ atMs: 2_000, object: pod("web", { namespace: "other" }) }];
    expect(at(written, subject({})).holds).toBe(true);
    const inShop = { metadata: { name: "web", namespace: "shop" } };
    expect(at(written, subject(inShop)).holds).toBe(false);
  });

  test("is no object of another group with the same kind", () => {
    const object = objectOf("example.com/v1", "Pod", "web");
    expect(at([{ atMs: 2_000, object }], subject({})).holds).toBe(false);
  });

  test("is told in Japanese, what is missing too", () => {
    const written = [{ atMs: 2_000, object: pod("web", { spec: { nodeName: "a" } }) }];
    const wanted = (spec: object) => at(written, subject({ spec })).feedback?.ja;
    expect(wanted({ nodeName: "b" })).toBe('Pod web: spec.nodeName は "a" です。期待は "b" です。');
    expect(wanted({ hostIPC: true })).toBe(
      "Pod web: spec.hostIPC は 未設定 です。期待は true です。",
    );
  });

  test("a count of a kind in the whole cluster has the kind's name", () => {
    const counted = { apiVersion: "v1", kind: "Pod" };
    const found = at([], { subject: "object", object: counted, count: 2 });
    expect(found.feedback?.en).toBe("0 Pod as described, expected 2.");
    expect(found.place).toEqual({ object: counted, path: "metadata.name" });
  });
});

describe("CEL", () => {
  const judge = (asked: Subject) => {
    const run = runOf([{ atMs: 2_000, object: pod("web") }]);
    return judgeSubject(asked, momentAt(run, SETTLED_MS), run);
  };

  test("points at the field that the expression speaks of", () => {
    const expressions = ["self.metadata.name == 'api'"];
    const { place } = judge({ subject: "cel", object: WEB, expressions });
    expect(place).toEqual({ object: WEB, path: "metadata.name" });
  });

  test("points at the object when the expression speaks of none of its fields", () => {
    const expressions = ["cluster.Pod.size() == 5"];
    expect(judge({ subject: "cel", object: WEB, expressions }).place?.path).toBe("");
    expect(judge({ subject: "cel", expressions }).place).toBeUndefined();
  });
});

describe("a request", () => {
  const sent = (request: typeof CALL, ok: boolean, atMs: number) => {
    const text = ok ? "answered 200" : "refused (no pod listens)";
    return { request, atMs, ok, text };
  };
  const judge = (probes: ReturnType<typeof sent>[], atMs = SETTLED_MS) => {
    const run = runOf([], { probes });
    return judgeSubject({ subject: "request", request: CALL }, momentAt(run, atMs), run);
  };

  test("the last one before the moment decides", () => {
    const probes = [sent(CALL, false, 2_000), sent(CALL, true, 3_000), sent(CALL, false, 4_000)];
    expect(judge(probes, 3_500).holds).toBe(true);
    expect(judge(probes, 2_500).feedback?.en).toBe(
      "http://web.shop/ from pod/shop/client failed: refused (no pod listens).",
    );
    expect(judge(probes).feedback?.ja).toContain("が失敗しました");
  });

  test("others' requests do not count", () => {
    expect(judge([sent({ ...CALL }, true, 2_000)]).holds).toBe(false);
  });

  test("over TCP is named by its host and port", () => {
    const run = runOf([]);
    const request = { from: "outside", tcp: "web.shop:6379" };
    const { feedback } = judgeSubject({ subject: "request", request }, momentAt(run, 0), run);
    expect(feedback?.en).toBe("tcp web.shop:6379 from outside was never sent.");
  });
});
