import { describe, expect, test } from "vitest";
import { aKubelet, aPod, type PodWords } from "../testing/index.ts";

const VERDICT = { quietMs: 10_000, lookAheadMs: 60_000, limitMs: 1_800_000 };

describe("a cluster is settled although", () => {
  const exec = (script: string) => ({ exec: { command: ["sh", "-c", script] } });
  const rows: readonly (readonly [name: string, words: Partial<PodWords>, withinMs: number])[] = [
    ["a server runs", {}, 30_000],
    ["a loop sleeps for ever", { script: "while true; do date; sleep 5; done" }, 40_000],
    ["a busy loop runs", { script: "while true; do :; done" }, 40_000],
    ["a log is followed", { script: "tail -f /dev/null" }, 30_000],
    ["a container waits for a Service", { script: "until nslookup db; do sleep 2; done" }, 40_000],
    [
      "a ConfigMap is missing",
      { container: { envFrom: [{ configMapRef: { name: "absent" } }] } },
      40_000,
    ],
    [
      "a volume is missing",
      {
        container: { volumeMounts: [{ name: "v", mountPath: "/v" }] },
        spec: { volumes: [{ name: "v", secret: { secretName: "absent" } }] },
      },
      40_000,
    ],
    [
      "probes succeed",
      { container: { livenessProbe: exec("true"), readinessProbe: exec("true") } },
      60_000,
    ],
    ["it never gets ready", { container: { readinessProbe: exec("exit 1") } }, 90_000],
    ["an image cannot be pulled", { image: "nginx:nope" }, 600_000],
    ["a container crashes again and again", { script: "exit 1" }, 900_000],
  ];
  test.each(rows)("%s", (_name, words, withinMs) => {
    const bench = aKubelet({ flavour: "learner" });
    bench.put("Pod", aPod({ name: "c", ...words }));
    const startMs = bench.engine.nowMs;
    const { atMs, settled } = bench.engine.settle(VERDICT);
    expect(settled).toBe(true);
    expect(atMs - startMs).toBeLessThanOrEqual(withinMs);
  });

  test("several containers crash again and again, each in its own time", () => {
    const bench = aKubelet({ flavour: "learner" });
    for (const name of ["a", "b", "c", "d", "e", "f"]) {
      bench.put("Pod", aPod({ name, script: "exit 1" }));
      bench.advance(50_000);
    }
    expect(bench.engine.settle(VERDICT).settled).toBe(true);
  });

  test("not before a container that ends soon has ended", () => {
    const bench = aKubelet({ flavour: "learner" });
    bench.put(
      "Pod",
      aPod({ name: "job", script: "sleep 45; exit 3", spec: { restartPolicy: "Never" } }),
    );
    bench.engine.settle(VERDICT);
    expect(bench.pod("job").status.phase).toBe("Failed");
  });

  test("not before a slow start has become ready", () => {
    const bench = aKubelet({ flavour: "learner" });
    const readinessProbe = { tcpSocket: { port: 80 }, initialDelaySeconds: 40 };
    bench.put("Pod", aPod({ name: "slow", container: { readinessProbe } }));
    bench.engine.settle(VERDICT);
    expect(bench.pod("slow").status.containerStatuses?.[0]?.ready).toBe(true);
  });
});

test("a trap runs when the command before it has ended", () => {
  const bench = aKubelet({ flavour: "learner" });
  bench.put(
    "Pod",
    aPod({ name: "loop", script: "trap 'echo bye; exit 0' TERM; while true; do sleep 2; done" }),
  );
  bench.put("Pod", aPod({ name: "long", script: "trap 'exit 0' TERM; sleep 600" }));
  bench.put("Pod", aPod({ name: "waits", script: "trap 'exit 0' TERM; sleep 600 & wait" }));
  bench.advance(20_000);
  for (const name of ["loop", "long", "waits"]) bench.remove(name);
  const startMs = bench.engine.nowMs;
  const tookMs = (name: string) => {
    bench.until(() => !bench.has(name), 60_000);
    return bench.engine.nowMs - startMs;
  };
  const [waits, loop, long] = [tookMs("waits"), tookMs("loop"), tookMs("long")];
  expect([waits < 3000, loop < 6000, long >= 30_000]).toEqual([true, true, true]);
});

test("ephemeral containers join a running pod and count for nothing", () => {
  const bench = aKubelet();
  bench.put("Pod", aPod({ name: "web" }));
  bench.advance(5000);
  const pod = bench.pod("web");
  const ephemeralContainers = [
    { name: "debug", image: "busybox", command: ["sh", "-c", "exit 3"] },
  ];
  bench.store.replace({ ...pod, spec: { ...pod.spec, ephemeralContainers } } as never, "test");
  bench.advance(6000);
  const { containerStatuses, ephemeralContainerStatuses, phase } = bench.pod("web").status;
  expect(ephemeralContainerStatuses?.[0]).toMatchObject({
    name: "debug",
    ready: false,
    state: { terminated: { exitCode: 3 } },
  });
  expect([phase, containerStatuses?.[0]?.ready]).toEqual(["Running", true]);
});
