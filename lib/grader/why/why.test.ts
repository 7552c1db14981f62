/** What the cluster shows is told as the reason of a failure: one row for each sort of trouble. */
import { describe, expect, test } from "vitest";
import type { Criterion, PartialObject, RequestSubject, Subject } from "../expectation.ts";
import { deployment, objectOf, pod, runOf } from "../testing/run.ts";
import { why } from "./index.ts";

type Objects = readonly ReturnType<typeof objectOf>[];

const reasons = (subject: Subject, objects: Objects, inputs: Parameters<typeof runOf>[1] = {}) => {
  const criterion: Criterion = {
    name: { en: "it works" },
    points: 1,
    when: { word: "eventually", withinMs: 60_000 },
    subjects: [subject],
  };
  const run = runOf(
    objects.map((object) => ({ atMs: 2_000, object })),
    inputs,
  );
  return why(criterion, run);
};

const about = (kind: string, rest: Partial<PartialObject> = {}): Subject => ({
  subject: "object",
  object: { apiVersion: "v1", kind, ...rest },
});
const english = (texts: ReturnType<typeof reasons>) => texts.map(({ en }) => en);
const WEB = { metadata: { name: "web", namespace: "shop" } };

describe("a pod's trouble", () => {
  const unready = { name: "web", ready: false };
  const waiting = (reason: string | undefined, rest: object = {}) => ({
    ...unready,
    state: { waiting: { ...(reason === undefined ? {} : { reason }), ...rest } },
  });

  test.each<[string, object | undefined, readonly string[]]>([
    [
      "no node takes it",
      {
        conditions: [{ type: "PodScheduled", status: "False", message: "0/1 nodes are available" }],
      },
      ["Pod web is Pending: 0/1 nodes are available"],
    ],
    [
      "its image cannot be pulled",
      { containerStatuses: [waiting("ImagePullBackOff", { message: "Back-off pulling image" })] },
      ["Container web of pod web is waiting: ImagePullBackOff: Back-off pulling image"],
    ],
    [
      "it crashes",
      {
        conditions: [{ type: "PodScheduled", status: "True" }],
        containerStatuses: [
          {
            ...waiting("CrashLoopBackOff"),
            restartCount: 3,
            lastState: { terminated: { exitCode: 1, reason: "Error" } },
          },
        ],
      },
      ["Container web of pod web crashes: it ended with exit code 1 (Error), 4 times since 1.0 s."],
    ],
    [
      "an init container comes before the container that waits for it",
      {
        initContainerStatuses: [{ ...waiting("ErrImagePull"), name: "init" }],
        containerStatuses: [waiting("PodInitializing")],
      },
      ["Container init of pod web is waiting: ErrImagePull"],
    ],
    [
      "it runs and is not ready",
      { phase: "Running", containerStatuses: [{ name: "log", ready: true }, unready] },
      ["Container web of pod web runs but is not ready: its readiness probe does not succeed."],
    ],
    ["it only starts", { phase: "Pending", containerStatuses: [waiting("PodInitializing")] }, []],
    [
      "it waits without a reason",
      { phase: "Pending", containerStatuses: [waiting(undefined)] },
      [],
    ],
    ["it is well", { phase: "Running", containerStatuses: [{ name: "web", ready: true }] }, []],
    ["it has no status yet", undefined, []],
  ])("%s", (_, status, expected) => {
    const object = pod("web", status === undefined ? {} : { status });
    expect(english(reasons(about("Pod", WEB), [object]))).toEqual(expected);
  });

  const ill = (name: string, labels: Readonly<Record<string, string>>, namespace = "shop") => {
    const status = { containerStatuses: [waiting("ErrImagePull")] };
    return pod(name, { labels, namespace, status });
  };
  const web = deployment({ selector: { matchLabels: { app: "web" } } });
  const workload = about("Deployment", { ...WEB, apiVersion: "apps/v1" });

  test("a workload's pods are those of its selector in its namespace; one of them speaks", () => {
    const objects = [
      ill("db-1", { app: "db" }),
      ill("web-0", { app: "web" }, "other"),
      pod("web-1", { labels: { app: "web" } }),
      ill("web-2", { app: "web" }),
      ill("web-3", { app: "web" }),
    ];
    const [only, ...more] = english(reasons(workload, [web, ...objects]));
    expect(only).toBe("Container web of pod web-2 is waiting: ErrImagePull");
    expect(more).toEqual([]);
  });

  test.each<[string, Objects]>([
    ["that is not there", [ill("web-1", { app: "web" })]],
    ["without a selector", [deployment({}), ill("web-1", { app: "web" })]],
  ])("a workload %s has no pods", (_, objects) => {
    expect(reasons(workload, objects)).toEqual([]);
  });
});

describe("a Service without endpoints", () => {
  const service = (spec: object, namespace = "shop") =>
    objectOf("v1", "Service", "web", { spec: { ...spec }, namespace });
  const selecting = service({ selector: { app: "web", tier: "front" } });
  const LOST = "Service web selects app: web, tier: front, and no pod in shop has these labels";
  const slice = (metadata: object): Subject =>
    about("EndpointSlice", { apiVersion: "discovery.k8s.io/v1", metadata: { ...metadata } });
  const request = (asked: Omit<RequestSubject, "from"> & { from?: string }): Subject => ({
    subject: "request",
    request: { from: "pod/shop/client", ...asked },
  });

  test.each<[string, Subject, boolean]>([
    ["the Service itself", about("Service", WEB), true],
    [
      "its slices, by their label",
      slice({ labels: { "kubernetes.io/service-name": "web" } }),
      true,
    ],
    ["its slices, by their name", slice({ name: "web", namespace: "shop" }), true],
    ["its endpoints", about("Endpoints", WEB), true],
    ["slices of another namespace", slice({ name: "web", namespace: "other" }), false],
    ["slices of another Service", slice({ name: "api" }), false],
    ["slices without a name", about("EndpointSlice"), false],
    ["a request by URL", request({ http: "http://web.shop.svc:8080/x" }), true],
    ["a request by its short name in the namespace", request({ http: "http://web/" }), true],
    ["a request over TCP", request({ tcp: "web.shop:6379" }), true],
    ["a request from another namespace", request({ http: "web", from: "pod/other/x" }), false],
    ["a request from outside", request({ http: "http://web/", from: "outside" }), false],
    ["a request to nothing", request({}), false],
    ["something else", about("ConfigMap", WEB), false],
    [
      "CEL over the cluster",
      { subject: "cel", expressions: ["cluster.Service.size() > 0"] },
      false,
    ],
  ])("is found through %s", (_, subject, found) => {
    expect(english(reasons(subject, [selecting]))).toEqual(found ? [`${LOST}.`] : []);
  });

  test.each<[string, Objects, string | undefined]>([
    [
      "no pod has one of the keys",
      [pod("db", { labels: { role: "db" } }), pod("bare")],
      `${LOST}.`,
    ],
    [
      "a pod is near",
      [pod("db"), pod("web-1", { labels: { app: "web", tier: "back", extra: "x" } })],
      `${LOST} (a pod has app: web, tier: back).`,
    ],
    [
      "pods of other namespaces do not count",
      [pod("web-1", { labels: { app: "web", tier: "front" }, namespace: "other" })],
      `${LOST}.`,
    ],
    ["a pod matches", [pod("web-1", { labels: { app: "web", tier: "front" } })], undefined],
  ])("%s", (_, pods, told) => {
    const found = english(reasons(about("Service", WEB), [selecting, ...pods]));
    expect(found).toEqual(told === undefined ? [] : [told]);
  });

  test("is told in Japanese", () => {
    const near = pod("web-1", { labels: { app: "web", tier: "back" } });
    const [hinted] = reasons(about("Service", WEB), [selecting, near]);
    expect(hinted?.ja).toContain("(ある Pod のラベルは app: web, tier: back)。");
    const [bare] = reasons(about("Service", WEB), [selecting]);
    expect(bare?.ja).toMatch(/Pod はありません。$/);
  });

  test("a Service without a selector needs no pods", () => {
    expect(reasons(about("Service", WEB), [service({}), objectOf("v1", "Pod", "x")])).toEqual([]);
    expect(reasons(about("Service", WEB), [objectOf("v1", "Service", "web")])).toEqual([]);
  });
});

describe("a refused input", () => {
  const input = (exitCode: number, stderr: string) => ({ text: "kubectl apply", exitCode, stderr });

  test("the first that failed with words speaks for all", () => {
    const inputs = [
      input(0, "warning"),
      input(1, "  \n"),
      input(1, "error: a\n"),
      input(1, "error: b"),
    ];
    expect(reasons(about("ConfigMap"), [], { inputs })).toEqual([
      {
        en: "Nothing of it arrived where kubectl answered: error: a",
        ja: "kubectl が拒否しました: error: a",
      },
    ]);
  });
});
