import { describe, expect, test } from "vitest";
import type { EnvVar } from "../api/types.generated.ts";
import { aKubelet, aPod, type KubeletBench } from "../testing/index.ts";
import { IMAGE_FACTS } from "./image-fact.ts";
import { IMAGES } from "./image-table.ts";
import { isKnownImage } from "./known-image.ts";

const real = (words: Parameters<typeof aKubelet>[0] = {}) =>
  aKubelet({ flavour: "learner", nodes: 1, ...words });

const logsOf = (bench: KubeletBench, name: string) => bench.kubelets.logs(`default/${name}`, {});

describe("well-known images", () => {
  test("are sixty at least, each with its size, and each size has its image", () => {
    const unknown = Object.keys(IMAGE_FACTS).filter((name) => !isKnownImage(name));
    expect(unknown).toEqual([]);
    expect(Object.keys(IMAGE_FACTS).length).toBeGreaterThanOrEqual(60);
    expect(Object.keys(IMAGES).length).toBeGreaterThanOrEqual(100);
  });

  test.each<[string, readonly EnvVar[], string]>([
    ["redis:7", [], "Ready to accept connections tcp"],
    ["postgres:17", [{ name: "POSTGRES_PASSWORD", value: "x" }], "ready to accept connections"],
    ["elasticsearch:9", [{ name: "discovery.type", value: "single-node" }], '"message":"started"'],
    ["prom/prometheus", [], "Server is ready to receive web requests."],
  ])("of which %s tells that it is up", (image, env, line) => {
    const bench = real();
    bench.put("Pod", aPod({ name: "up", image, container: { env: [...env] } }));
    bench.until(() => bench.state("up") === "running");
    bench.advance(1000);
    expect(logsOf(bench, "up")).toContain(line);
  });

  test.each([
    ["postgres:17", 1, "superuser password is not specified"],
    ["mysql:9", 1, "Database is uninitialized and password option is not specified"],
    ["elasticsearch:9", 78, "the default discovery settings are unsuitable for production use"],
    ["haproxy:3", 1, "Cannot open configuration file/directory"],
  ])("of which %s ends with %i for what it lacks", (image, code, words) => {
    const bench = real();
    bench.put("Pod", aPod({ name: "bare", image, spec: { restartPolicy: "Never" } }));
    bench.until(() => bench.pod("bare").status.phase === "Failed");
    const [status] = bench.pod("bare").status.containerStatuses ?? [];
    expect(status?.state?.terminated?.exitCode).toBe(code);
    expect(logsOf(bench, "bare")).toContain(words);
  });

  test("run as their own server when it is started by name", () => {
    const bench = real();
    const container = { command: ["kube-scheduler", "--leader-elect=true"] };
    bench.put(
      "Pod",
      aPod({ name: "s", image: "registry.k8s.io/kube-scheduler:v1.35.4", container }),
    );
    bench.until(() => bench.state("s") === "running");
    bench.advance(60_000);
    expect(bench.pod("s").status.containerStatuses?.[0]?.restartCount).toBe(0);
    expect(bench.kubelets.dial(bench.pod("s").status.podIP ?? "", 10_259)).toBeTypeOf("object");
  });
});

describe("programs that a scenario declares", () => {
  const probe = { httpGet: { path: "/", port: 80 }, periodSeconds: 2, failureThreshold: 2 };

  test("hang: their port is open, a probe over HTTP gets no answer in time", () => {
    const program = { listens: [80], hangsAfterMs: 10_000 };
    const bench = real({ images: [{ image: "acme/web", program }] });
    bench.put("Pod", aPod({ name: "web", image: "acme/web", container: { livenessProbe: probe } }));
    bench.until(() => (bench.pod("web").status.containerStatuses?.[0]?.restartCount ?? 0) > 0);
    const ip = bench.pod("web").status.podIP ?? "";
    expect(bench.events("web")).toContain(
      `Warning Unhealthy Liveness probe failed: Get "http://${ip}:80/": context deadline exceeded (Client.Timeout exceeded while awaiting headers)`,
    );
  });

  test.each([
    [200, true],
    [302, true],
    [399, true],
    [400, false],
    [503, false],
  ])("answer a readiness probe with %i", (status, isReady) => {
    const program = { listens: [80], http: { "/": { status } } };
    const bench = real({ images: [{ image: "acme/web", program }] });
    bench.put(
      "Pod",
      aPod({ name: "web", image: "acme/web", container: { readinessProbe: probe } }),
    );
    bench.until(() => bench.state("web") === "running");
    bench.advance(10_000);
    expect(bench.pod("web").status.containerStatuses?.[0]?.ready).toBe(isReady);
  });
});

test("a preStop hook of a container that has ended is not run", () => {
  const bench = real();
  const container = { lifecycle: { preStop: { exec: { command: ["false"] } } } };
  const words = { script: "exit 0", container, spec: { restartPolicy: "Never" } } as const;
  bench.put("Pod", aPod({ name: "once", ...words }));
  bench.until(() => bench.pod("once").status.phase === "Succeeded");
  bench.remove("once");
  bench.until(() => !bench.has("once"), 3000);
  expect(bench.events("once").join("\n")).not.toContain("PreStopHook");
});

test("a loop without an end costs little and can be stopped", () => {
  const bench = real();
  bench.put("Pod", aPod({ name: "busy", script: "while true; do :; done" }));
  bench.put("Pod", aPod({ name: "bomb", script: "f() { f & f; }; f" }));
  bench.advance(60_000);
  expect(bench.state("busy")).toBe("running");
  expect(bench.engine.steps).toBeLessThan(20_000);
  bench.remove("busy");
  bench.until(() => !bench.has("busy"), 40_000);
});
