/** Failed requests are told by hop, number and time; a pod that was ended too early is named. */
import { expect, test } from "vitest";
import type { LogEntry } from "#lib/simulator";
import type { RequestSubject, Subject } from "../expectation.ts";
import type { Probe } from "../run.ts";
import { objectOf, runOf, SUBMIT_MS } from "../testing/run.ts";
import { failedRequests } from "./request.ts";

const CALL: RequestSubject = { from: "pod/shop/client", http: "http://web/", status: 200 };
const SUBJECT: Subject = { subject: "request", request: CALL };

type Failure = NonNullable<Probe["failure"]>;

const REFUSED: Failure = {
  hop: "pod",
  reason: "connection refused",
  why: "nothing in shop/web-1 listens on port 80",
  pod: "shop/web-1",
};
const UNNAMED: Failure = { hop: "dns", reason: "i/o timeout", why: "no DNS server answers" };

function probe(second: number, failure?: Failure, request = CALL): Probe {
  const atMs = SUBMIT_MS + second * 1000;
  const base = { request, atMs, ok: failure === undefined, text: "" };
  return failure === undefined ? base : { ...base, failure };
}

const slice = (ready: boolean | undefined, name = "web-1") =>
  objectOf("discovery.k8s.io/v1", "EndpointSlice", "web-abc", {
    endpoints: [
      {
        ...(ready === undefined ? {} : { conditions: { ready } }),
        targetRef: { name, namespace: "shop" },
      },
    ],
  });

let ids = 0;
function entry(second: number, rest: Partial<LogEntry>): LogEntry {
  ids += 1;
  const atMs = SUBMIT_MS + second * 1000;
  return { id: ids, atMs, component: "test", verb: "update", cause: 0, ...rest };
}

const signal = (second: number) =>
  entry(second, { verb: "signal", kind: "Pod", key: "shop/web-1", detail: "web: SIGTERM" });
const change = (second: number, before: boolean | undefined, after?: boolean) =>
  entry(second, { kind: "EndpointSlice", before: slice(before), after: slice(after) });

test.each<[string, readonly Probe[], readonly LogEntry[], readonly string[]]>([
  ["all were answered", [probe(1), probe(2)], [], []],
  ["those of another criterion do not count", [probe(1, UNNAMED, { ...CALL })], [], []],
  [
    "one failed",
    [probe(1), probe(2, UNNAMED)],
    [],
    ["1 request failed with i/o timeout at the hop dns at 2.0 s: no DNS server answers."],
  ],
  [
    "a pod that nobody told to end",
    [probe(2, REFUSED), probe(4, REFUSED)],
    [],
    [
      "2 requests failed with connection refused at the hop pod between 2.0 s and 4.0 s: nothing in shop/web-1 listens on port 80.",
    ],
  ],
  [
    "a pod that got SIGTERM before its endpoint was removed everywhere",
    [probe(2, REFUSED), probe(2.2, { ...REFUSED, reason: "i/o timeout" }), probe(3, UNNAMED)],
    [change(1, undefined, undefined), signal(1.9), change(2.1, true, false)],
    [
      "2 requests failed with connection refused at the hop pod between 2.0 s and 2.2 s: shop/web-1 got SIGTERM (the first at 1.9 s) before every node's proxy had heard that its endpoint was removed (stored at 2.1 s); add a preStop sleep.",
      "1 request failed with i/o timeout at the hop dns at 3.0 s: no DNS server answers.",
    ],
  ],
  [
    "an endpoint that was removed just before",
    [probe(2, REFUSED)],
    [
      entry(1.8, {
        kind: "EndpointSlice",
        verb: "delete",
        before: slice(true),
        after: slice(true),
      }),
      signal(1.9),
    ],
    [
      "1 request failed with connection refused at the hop pod at 2.0 s: shop/web-1 got SIGTERM (the first at 1.9 s) before every node's proxy had heard that its endpoint was removed (stored at 1.8 s); add a preStop sleep.",
    ],
  ],
  [
    "an endpoint that stays",
    [probe(2, REFUSED)],
    [
      signal(1.9),
      change(2.1, false, false),
      entry(2.2, { kind: "EndpointSlice", before: objectOf("v1", "EndpointSlice", "bare") }),
      entry(2.3, { kind: "EndpointSlice", before: slice(true, "web-2"), after: slice(false) }),
    ],
    [
      "1 request failed with connection refused at the hop pod at 2.0 s: shop/web-1 got SIGTERM (the first at 1.9 s) and its endpoint was never removed; add a preStop sleep.",
    ],
  ],
])("%s", (_, probes, log, expected) => {
  const texts = failedRequests(SUBJECT, { ...runOf([]), log, probes });
  expect(texts.map(({ en }) => en)).toEqual(expected);
  expect(texts.every(({ ja }) => ja?.includes("件のリクエスト") === true)).toBe(true);
});

test("other subjects send no requests", () => {
  expect(failedRequests({ subject: "cel", expressions: [] }, runOf([]))).toEqual([]);
});
