import { describe, expect, test } from "vitest";
import type { PodSpec } from "../api/types.generated.ts";
import { aKubelet, aPod, type PodWords } from "../testing/index.ts";

const condition = (bench: ReturnType<typeof aKubelet>, name: string, type: string) => {
  const found = bench.pod(name).status.conditions?.find((one) => one.type === type);
  return [found?.status, found?.reason, found?.message]
    .filter((part) => part !== undefined)
    .join(" ");
};

describe("a pod's life", () => {
  test("from Pending to Ready with its events", () => {
    const bench = aKubelet();
    bench.put("Pod", aPod({ name: "web" }));
    bench.advance(200);
    expect(bench.pod("web").status.phase).toBe("Pending");
    expect(bench.state("web")).toBe("ContainerCreating");
    bench.until(() => condition(bench, "web", "Ready") === "True", 3000);
    const { status } = bench.pod("web");
    expect(status).toMatchObject({
      phase: "Running",
      hostIP: "172.30.1.2",
      podIP: "10.244.1.2",
      observedGeneration: 1,
      containerStatuses: [
        {
          image: "docker.io/library/nginx:1.27",
          ready: true,
          started: true,
          restartCount: 0,
          lastState: {},
        },
      ],
    });
    expect(bench.events("web")).toEqual([
      'Normal Pulling Pulling image "nginx:1.27"',
      'Normal Pulled Successfully pulled image "nginx:1.27" in 1.2s (1.2s including waiting). Image size: 41943040 bytes.',
      "Normal Created Container created",
      "Normal Started Container started",
    ]);
  });

  test("to Succeeded with everything over", () => {
    const bench = aKubelet();
    bench.put("Pod", aPod({ name: "once", script: "echo done", spec: { restartPolicy: "Never" } }));
    bench.advance(10_000);
    expect(bench.pod("once").status.phase).toBe("Succeeded");
    expect(condition(bench, "once", "Ready")).toBe("False PodCompleted");
    expect(condition(bench, "once", "PodReadyToStartContainers")).toBe("False");
  });

  test("of several containers, one after the other, pulls in turn", () => {
    const bench = aKubelet();
    const containers: PodSpec["containers"] = [
      { name: "b", image: "redis:7" },
      { name: "a", image: "nginx:1.27" },
    ];
    bench.put("Pod", aPod({ name: "pair", spec: { containers } }));
    bench.advance(5000);
    expect(bench.pod("pair").status.containerStatuses?.map(({ name }) => name)).toEqual(["a", "b"]);
    expect(bench.events("pair").filter((text) => text.includes("Pulling"))).toEqual([
      'Normal Pulling Pulling image "redis:7"',
      'Normal Pulling Pulling image "nginx:1.27"',
    ]);
  });
});

describe("containers that end", () => {
  const rows: readonly (readonly [
    name: string,
    words: Partial<PodWords>,
    phase: string,
    state: string,
    restarts: number,
  ])[] = [
    ["policy Always after success", { script: "exit 0" }, "Running", "CrashLoopBackOff", 1],
    ["policy Always after failure", { script: "exit 3" }, "Running", "CrashLoopBackOff", 1],
    [
      "policy OnFailure after success",
      { script: "exit 0", spec: { restartPolicy: "OnFailure" } },
      "Succeeded",
      "Completed",
      0,
    ],
    [
      "policy OnFailure after failure",
      { script: "exit 3", spec: { restartPolicy: "OnFailure" } },
      "Running",
      "CrashLoopBackOff",
      1,
    ],
    [
      "policy Never after failure",
      { script: "exit 3", spec: { restartPolicy: "Never" } },
      "Failed",
      "Error",
      0,
    ],
    [
      "own policy Never under Always",
      { script: "exit 3", container: { restartPolicy: "Never" } },
      "Failed",
      "Error",
      0,
    ],
    [
      "a rule for its code under Never",
      {
        script: "exit 42",
        spec: { restartPolicy: "Never" },
        container: {
          restartPolicy: "Never",
          restartPolicyRules: [{ action: "Restart", exitCodes: { operator: "In", values: [42] } }],
        },
      },
      "Running",
      "CrashLoopBackOff",
      1,
    ],
    [
      "a program that is not there",
      { script: "x", container: { command: ["slep"] }, spec: { restartPolicy: "Never" } },
      "Failed",
      "StartError",
      0,
    ],
  ];
  test.each(rows)("%s", (_name, words, phase, state, restarts) => {
    const bench = aKubelet();
    bench.put("Pod", aPod({ name: "c", ...words }));
    bench.advance(8000);
    const { status } = bench.pod("c");
    expect([status.phase, bench.state("c"), status.containerStatuses?.[0]?.restartCount]).toEqual([
      phase,
      state,
      restarts,
    ]);
  });

  test("again and again, later and later", () => {
    const bench = aKubelet();
    bench.put("Pod", aPod({ name: "loop", script: "exit 1" }));
    const startsMs: number[] = [];
    const restarts = () => bench.pod("loop").status.containerStatuses?.[0]?.restartCount ?? 0;
    for (let count = 1; count <= 4; count++) {
      bench.until(() => restarts() === count, 200_000);
      startsMs.push(Math.round((bench.engine.nowMs % 86_400_000) / 1000) - 9 * 3600);
    }
    const gaps = startsMs.slice(1).map((ms, index) => ms - (startsMs[index] ?? 0));
    expect(gaps.map((gap, index) => gap >= 10 * 2 ** index && gap <= 15 * 2 ** index + 3)).toEqual([
      true,
      true,
      true,
    ]);
  });

  test("and say why by their termination message", () => {
    const bench = aKubelet();
    const spec = { restartPolicy: "Never" } as const;
    bench.put(
      "Pod",
      aPod({ name: "told", script: "echo why > /dev/termination-log; exit 1", spec }),
    );
    const container = { terminationMessagePolicy: "FallbackToLogsOnError" } as const;
    bench.put(
      "Pod",
      aPod({ name: "logged", script: "echo from the log; exit 1", spec, container }),
    );
    bench.advance(8000);
    const message = (name: string) =>
      bench.pod(name).status.containerStatuses?.[0]?.state?.terminated?.message;
    expect([message("told"), message("logged")]).toEqual(["why\n", "from the log\n"]);
  });
});

describe("what keeps a container from starting", () => {
  const rows: readonly (readonly [
    name: string,
    words: Partial<PodWords>,
    reason: string,
    message: string,
  ])[] = [
    [
      "an unknown tag",
      { image: "nginx:nope" },
      "ErrImagePull",
      'rpc error: code = NotFound desc = failed to pull and unpack image "docker.io/library/nginx:nope": failed to resolve reference "docker.io/library/nginx:nope": docker.io/library/nginx:nope: not found',
    ],
    [
      "a private repository",
      { image: "shop/web:1" },
      "ErrImagePull",
      'failed to pull and unpack image "docker.io/shop/web:1": failed to resolve reference "docker.io/shop/web:1": pull access denied, repository does not exist or may require authorization: server message: insufficient_scope: authorization failed',
    ],
    [
      "a name that is none",
      { image: "nginx:<tag>" },
      "InvalidImageName",
      'Failed to apply default image tag "nginx:<tag>": couldn\'t parse image name "nginx:<tag>": invalid reference format',
    ],
    [
      "a pull that is forbidden",
      { container: { imagePullPolicy: "Never" } },
      "ErrImageNeverPull",
      'Container image "nginx:1.27" is not present with pull policy of Never',
    ],
    [
      "a missing ConfigMap",
      { container: { envFrom: [{ configMapRef: { name: "absent" } }] } },
      "CreateContainerConfigError",
      'configmap "absent" not found',
    ],
    [
      "a missing key",
      {
        container: {
          env: [{ name: "A", valueFrom: { configMapKeyRef: { name: "settings", key: "nope" } } }],
        },
      },
      "CreateContainerConfigError",
      "couldn't find key nope in ConfigMap default/settings",
    ],
  ];
  test.each(rows)("%s", (_name, words, reason, message) => {
    const bench = aKubelet();
    bench.put("ConfigMap", {
      metadata: { name: "settings", namespace: "default" },
      data: { color: "blue" },
    });
    bench.put("Pod", aPod({ name: "c", ...words }));
    bench.advance(4000);
    expect(bench.pod("c").status.phase).toBe("Pending");
    expect(bench.pod("c").status.containerStatuses?.[0]?.state?.waiting).toEqual({
      message,
      reason,
    });
  });

  test("root where it is not allowed", () => {
    const bench = aKubelet();
    bench.put("Pod", aPod({ name: "c", spec: { securityContext: { runAsNonRoot: true } } }));
    bench.advance(4000);
    const { uid } = bench.pod("c").metadata;
    expect(bench.pod("c").status.containerStatuses?.[0]?.state?.waiting?.message).toBe(
      `container has runAsNonRoot and image will run as root (pod: "c_default(${uid})", container: c)`,
    );
  });

  test("a volume whose ConfigMap comes late", () => {
    const bench = aKubelet();
    const volumes: PodSpec["volumes"] = [{ name: "v", configMap: { name: "late" } }];
    const container = { volumeMounts: [{ name: "v", mountPath: "/config" }] };
    bench.put(
      "Pod",
      aPod({ name: "c", script: "cat /config/a; sleep 1d", container, spec: { volumes } }),
    );
    bench.advance(5000);
    expect(bench.state("c")).toBe("ContainerCreating");
    expect(bench.events("c")).toEqual([
      'Warning FailedMount MountVolume.SetUp failed for volume "v" : configmap "late" not found',
    ]);
    bench.put("ConfigMap", {
      metadata: { name: "late", namespace: "default" },
      data: { a: "text\n" },
    });
    bench.until(() => bench.state("c") === "running", 20_000);
    expect(bench.kubelets.logs("default/c", {})).toBe("text\n");
  });

  test("a node without room, a wrong node, an unsafe sysctl", () => {
    const bench = aKubelet();
    const resources = { requests: { cpu: "20" } };
    bench.put("Pod", aPod({ name: "big", container: { resources } }));
    bench.put("Pod", aPod({ name: "picky", spec: { nodeSelector: { disk: "ssd" } } }));
    const securityContext = { sysctls: [{ name: "net.core.somaxconn", value: "1" }] };
    bench.put("Pod", aPod({ name: "tuned", spec: { securityContext } }));
    bench.advance(1000);
    const rejected = (name: string) => [
      bench.pod(name).status.phase,
      bench.pod(name).status.reason,
      bench.pod(name).status.message,
    ];
    expect([rejected("big"), rejected("picky"), rejected("tuned")]).toEqual([
      [
        "Failed",
        "OutOfcpu",
        "Pod was rejected: Node didn't have enough resource: cpu, requested: 20000, used: 0, capacity: 4000",
      ],
      [
        "Failed",
        "NodeAffinity",
        "Pod was rejected: Predicate NodeAffinity failed: node(s) didn't match Pod's node affinity/selector",
      ],
      [
        "Failed",
        "SysctlForbidden",
        'Pod was rejected: forbidden sysctl: "net.core.somaxconn" not allowlisted',
      ],
    ]);
  });
});

describe("init containers", () => {
  test("run in order, then the others", () => {
    const bench = aKubelet();
    const mount = { volumeMounts: [{ name: "work", mountPath: "/shelf" }] };
    const initContainers: PodSpec["initContainers"] = [
      { name: "one", image: "busybox", command: ["sh", "-c", "echo one >> /shelf/log"], ...mount },
      { name: "two", image: "busybox", command: ["sh", "-c", "echo two >> /shelf/log"], ...mount },
    ];
    const spec: Partial<PodSpec> = { initContainers, volumes: [{ name: "work", emptyDir: {} }] };
    bench.put(
      "Pod",
      aPod({ name: "app", script: "cat /shelf/log; sleep 1d", container: mount, spec }),
    );
    bench.until(() => condition(bench, "app", "Ready") === "True", 20_000);
    expect(bench.kubelets.logs("default/app", {})).toBe("one\ntwo\n");
    expect(
      bench.pod("app").status.initContainerStatuses?.map(({ ready, started }) => [ready, started]),
    ).toEqual([
      [true, false],
      [true, false],
    ]);
  });

  test("that fail under Never end the pod", () => {
    const bench = aKubelet();
    const initContainers = [{ name: "i", image: "busybox", command: ["false"] }];
    bench.put("Pod", aPod({ name: "app", spec: { restartPolicy: "Never", initContainers } }));
    bench.advance(8000);
    expect(bench.pod("app").status.phase).toBe("Failed");
    expect(bench.state("app")).toBe("PodInitializing");
  });

  test("sidecars go on running, count for readiness and stop last", () => {
    const bench = aKubelet();
    const initContainers: PodSpec["initContainers"] = [
      { name: "first", image: "redis:7", restartPolicy: "Always" },
      { name: "second", image: "memcached:1", restartPolicy: "Always" },
    ];
    const lifecycle = { preStop: { exec: { command: ["sleep", "1"] } } };
    bench.put("Pod", aPod({ name: "app", container: { lifecycle }, spec: { initContainers } }));
    bench.until(() => condition(bench, "app", "Ready") === "True", 20_000);
    const before = bench.engine.log.length;
    bench.remove("app", 10);
    bench.until(() => !bench.has("app"), 20_000);
    expect(
      bench
        .events("app")
        .filter((text) => text.includes("Killing"))
        .sort(),
    ).toEqual([
      "Normal Killing Stopping container app",
      "Normal Killing Stopping container first",
      "Normal Killing Stopping container second",
    ]);
    expect(bench.engine.log.length).toBeGreaterThan(before);
  });

  test("sidecars end with the work of a pod that ends", () => {
    const bench = aKubelet();
    const initContainers = [{ name: "proxy", image: "redis:7", restartPolicy: "Always" }];
    bench.put(
      "Pod",
      aPod({ name: "job", script: "sleep 2", spec: { restartPolicy: "Never", initContainers } }),
    );
    bench.until(() => bench.pod("job").status.phase === "Succeeded", 20_000);
    expect(bench.state("job", "proxy")).toBe("Completed");
  });
});

describe("probes", () => {
  test("readiness follows a file", () => {
    const bench = aKubelet();
    const readinessProbe = {
      exec: { command: ["cat", "/tmp/ready"] },
      periodSeconds: 1,
      failureThreshold: 1,
    };
    bench.put("Pod", aPod({ name: "app", script: "sleep 1d", container: { readinessProbe } }));
    bench.advance(6000);
    expect(condition(bench, "app", "Ready")).toBe(
      "False ContainersNotReady containers with unready status: [app]",
    );
    expect(bench.events("app").at(-1)).toBe(
      "Warning Unhealthy Readiness probe failed: cat: can't open '/tmp/ready': No such file or directory\n",
    );
    bench.kubelets.exec("default/app", undefined, ["touch", "/tmp/ready"], "");
    bench.until(() => condition(bench, "app", "Ready") === "True", 3000);
    bench.kubelets.exec("default/app", undefined, ["rm", "/tmp/ready"], "");
    bench.until(() => condition(bench, "app", "Ready") !== "True", 3000);
  });

  test("liveness restarts the container", () => {
    const bench = aKubelet();
    const livenessProbe = {
      exec: { command: ["cat", "/tmp/beat"] },
      initialDelaySeconds: 2,
      periodSeconds: 2,
      failureThreshold: 2,
    };
    const script = "touch /tmp/beat; sleep 6; rm -f /tmp/beat; sleep 600";
    const spec = { terminationGracePeriodSeconds: 1 };
    bench.put("Pod", aPod({ name: "heart", script, container: { livenessProbe }, spec }));
    bench.until(() => bench.pod("heart").status.containerStatuses?.[0]?.restartCount === 1, 40_000);
    expect(bench.pod("heart").status.containerStatuses?.[0]?.lastState?.terminated?.exitCode).toBe(
      137,
    );
    expect(bench.events("heart")).toContain(
      "Normal Killing Container heart failed liveness probe, will be restarted",
    );
  });

  test("startup gates the others", () => {
    const bench = aKubelet({
      images: [{ image: "shop/slow:1", program: { listens: [8080], readyAfterMs: 20_000 } }],
    });
    const httpGet = { path: "/", port: 8080 };
    const container = {
      startupProbe: { httpGet, periodSeconds: 2, failureThreshold: 30 },
      livenessProbe: { httpGet, periodSeconds: 1, failureThreshold: 1 },
    };
    bench.put("Pod", aPod({ name: "slow", image: "shop/slow:1", container }));
    bench.until(() => condition(bench, "slow", "Ready") === "True", 60_000);
    const { containerStatuses, podIP } = bench.pod("slow").status;
    expect(containerStatuses?.[0]?.restartCount).toBe(0);
    expect(bench.events("slow")).toContain(
      `Warning Unhealthy Startup probe failed: Get "http://${podIP}:8080/": dial tcp ${podIP}:8080: connect: connection refused`,
    );
  });

  const failures: readonly (readonly [name: string, probe: object, output: string])[] = [
    [
      "a wrong page",
      { httpGet: { path: "/nope", port: 80 } },
      "HTTP probe failed with statuscode: 404",
    ],
    [
      "a closed port",
      { tcpSocket: { port: 81 } },
      "dial tcp 10.244.1.2:81: connect: connection refused",
    ],
    [
      "no gRPC there",
      { grpc: { port: 81 } },
      'timeout: failed to connect service "10.244.1.2:81" within 1s: context deadline exceeded',
    ],
    [
      "a slow command",
      { exec: { command: ["sleep", "10"] } },
      'command timed out: "sleep 10" timed out after 1s',
    ],
  ];
  test.each(failures)("fail with %s", (_name, probe, output) => {
    const bench = aKubelet();
    bench.put(
      "Pod",
      aPod({ name: "web", container: { readinessProbe: { ...probe, periodSeconds: 2 } } }),
    );
    bench.advance(8000);
    expect(bench.events("web").at(-1)).toBe(`Warning Unhealthy Readiness probe failed: ${output}`);
  });
});

describe("deletion", () => {
  const rows: readonly (readonly [
    name: string,
    words: Partial<PodWords>,
    fromMs: number,
    toMs: number,
  ])[] = [
    ["a server that obeys SIGTERM", {}, 0, 3000],
    ["a shell that ignores it", { script: "sleep 1d" }, 30_000, 33_000],
    [
      "a shell with a trap",
      { script: "trap 'exit 0' TERM; while true; do sleep 1; done" },
      0,
      3000,
    ],
    [
      "a preStop hook that sleeps",
      { container: { lifecycle: { preStop: { sleep: { seconds: 5 } } } } },
      5000,
      8000,
    ],
    [
      "a preStop hook that is too slow",
      { container: { lifecycle: { preStop: { exec: { command: ["sleep", "1d"] } } } } },
      30_000,
      33_000,
    ],
    ["an image that cannot be pulled", { image: "nginx:nope" }, 0, 3000],
  ];
  test.each(rows)("of %s", (_name, words, fromMs, toMs) => {
    const bench = aKubelet();
    bench.put("Pod", aPod({ name: "gone", ...words }));
    bench.advance(6000);
    bench.remove("gone");
    const tookMs = bench.until(() => !bench.has("gone"), 60_000);
    expect(tookMs).toBeGreaterThanOrEqual(fromMs);
    expect(tookMs).toBeLessThanOrEqual(toMs);
  });

  test("with less grace the second time", () => {
    const bench = aKubelet();
    bench.put("Pod", aPod({ name: "slow", script: "sleep 1d" }));
    bench.advance(5000);
    bench.remove("slow");
    bench.advance(3000);
    bench.remove("slow", 1);
    expect(bench.until(() => !bench.has("slow"), 60_000)).toBeLessThanOrEqual(5000);
  });

  test("of a pod that is gone by force ends its containers as well", () => {
    const bench = aKubelet();
    bench.put("Pod", aPod({ name: "web" }));
    bench.advance(5000);
    const ip = bench.pod("web").status.podIP ?? "";
    expect(typeof bench.kubelets.dial(ip, 80)).toBe("object");
    bench.remove("web", 0);
    expect(bench.has("web")).toBe(false);
    bench.advance(5000);
    expect(bench.kubelets.dial(ip, 80)).toBe("unreachable");
  });
});

describe("hooks", () => {
  test("a failing postStart hook ends the container", () => {
    const bench = aKubelet();
    const lifecycle = { postStart: { exec: { command: ["false"] } } };
    const spec = { restartPolicy: "Never", terminationGracePeriodSeconds: 1 } as const;
    bench.put("Pod", aPod({ name: "db", image: "redis:7.2", container: { lifecycle }, spec }));
    bench.advance(8000);
    expect(bench.pod("db").status.phase).toBe("Succeeded");
    expect(bench.events("db").slice(-2)).toEqual([
      "Warning FailedPostStartHook PostStartHook failed",
      "Normal Killing FailedPostStartHook",
    ]);
  });

  test("a failing preStop hook does not hold up the deletion", () => {
    const bench = aKubelet();
    const lifecycle = { preStop: { exec: { command: ["false"] } } };
    bench.put("Pod", aPod({ name: "web", container: { lifecycle } }));
    bench.advance(5000);
    bench.remove("web");
    bench.until(() => !bench.has("web"), 5000);
    expect(bench.events("web").slice(-2)).toEqual([
      "Normal Killing Stopping container web",
      "Warning FailedPreStopHook PreStopHook failed",
    ]);
  });
});

describe("what a container sees", () => {
  test("expanded variables, fields, Secrets and Services", () => {
    const bench = aKubelet();
    bench.put("ConfigMap", {
      metadata: { name: "settings", namespace: "default" },
      data: { color: "blue" },
    });
    bench.put("Secret", {
      metadata: { name: "key", namespace: "default" },
      data: { word: "w7xiZXI=" },
    });
    const env = [
      { name: "WHO", value: "world" },
      { name: "GREETING", value: "hello $(WHO) $$(WHO) $(NOBODY)" },
      { name: "POD", valueFrom: { fieldRef: { fieldPath: "metadata.name" } } },
      { name: "WORD", valueFrom: { secretKeyRef: { name: "key", key: "word" } } },
      {
        name: "MEM",
        valueFrom: { resourceFieldRef: { resource: "limits.memory", divisor: "1Mi" } },
      },
    ];
    const container = {
      command: ["sh", "-c", 'echo "$GREETING"; echo $(POD) $CFG_color $WORD $MEM $(WHO)'],
      env,
      envFrom: [{ prefix: "CFG_", configMapRef: { name: "settings" } }],
      resources: { limits: { memory: "96Mi" } },
    };
    bench.put(
      "Pod",
      aPod({ name: "speaker", image: "busybox", container, spec: { restartPolicy: "Never" } }),
    );
    bench.advance(5000);
    expect(bench.kubelets.logs("default/speaker", {})).toBe(
      "hello world $(WHO) $(NOBODY)\nspeaker blue über 96 world\n",
    );
  });

  test("changes of a mounted ConfigMap, after a while", () => {
    const bench = aKubelet();
    const config = bench.put("ConfigMap", {
      metadata: { name: "page", namespace: "default" },
      data: { a: "old\n" },
    });
    const volumes: PodSpec["volumes"] = [{ name: "v", configMap: { name: "page" } }];
    const container = { volumeMounts: [{ name: "v", mountPath: "/config" }] };
    bench.put("Pod", aPod({ name: "web", container, spec: { volumes } }));
    bench.advance(5000);
    const read = () =>
      bench.kubelets.exec("default/web", undefined, ["cat", "/config/a"], "").stdout;
    expect(read()).toBe("old\n");
    bench.api.update<"ConfigMap">({ ...config, data: { a: "new\n" } });
    bench.advance(90_000);
    expect(read()).toBe("new\n");
  });
});

describe("logs and exec", () => {
  test("of the present and the previous container, in part and with times", () => {
    const bench = aKubelet();
    bench.put("Pod", aPod({ name: "c", script: "echo one; echo two; echo three; exit 1" }));
    bench.advance(8000);
    const logs = (options: object) => bench.kubelets.logs("default/c", options);
    expect(logs({})).toBe("one\ntwo\nthree\n");
    expect(logs({ previous: true, tailLines: 1 })).toBe("three\n");
    expect(logs({ limitBytes: 5 })).toBe("one\nt");
    expect(logs({ sinceSeconds: 0 })).toBe("");
    expect(logs({ timestamps: true, tailLines: 1 })).toMatch(
      /^2026-01-05T09:00:\d\d\.\d{9}Z three\n$/,
    );
  });

  const refusals: readonly (readonly [
    name: string,
    words: Partial<PodWords>,
    options: object,
    message: string,
  ])[] = [
    [
      "no previous container",
      {},
      { previous: true },
      'previous terminated container "c" in pod "c" not found',
    ],
    [
      "an image that cannot be pulled",
      { image: "nginx:nope" },
      {},
      `container "c" in pod "c" is waiting to start: image can't be pulled`,
    ],
    [
      "a missing ConfigMap",
      { container: { envFrom: [{ configMapRef: { name: "absent" } }] } },
      {},
      'container "c" in pod "c" is waiting to start: CreateContainerConfigError',
    ],
  ];
  test.each(refusals)("refused for %s", (_name, words, options, message) => {
    const bench = aKubelet();
    bench.put("Pod", aPod({ name: "c", ...words }));
    bench.advance(4000);
    expect(() => bench.kubelets.logs("default/c", options)).toThrow(message);
  });

  test("a command's output and code, and virtual time while it runs", () => {
    const bench = aKubelet();
    bench.put("Pod", aPod({ name: "c", script: "sleep 1d" }));
    bench.advance(4000);
    const exec = (...command: readonly string[]) =>
      bench.kubelets.exec("default/c", undefined, command, "typed\n");
    expect(exec("sh", "-c", "cat; echo oops >&2; exit 7")).toEqual({
      kind: "ExecResult",
      exitCode: 7,
      stdout: "typed\n",
      stderr: "oops\n",
    });
    const beforeMs = bench.engine.nowMs;
    exec("sleep", "5");
    expect(bench.engine.nowMs - beforeMs).toBe(5000);
    expect(() => exec("nosuchprogram")).toThrow(
      /^Internal error occurred: Internal error occurred: error executing command in container: failed to exec in container: failed to start exec "[0-9a-f]{64}": OCI runtime exec failed: exec failed: unable to start container process: exec: "nosuchprogram": executable file not found in \$PATH: unknown$/,
    );
  });

  test("no command in a container that does not run", () => {
    const bench = aKubelet();
    bench.put("Pod", aPod({ name: "c", script: "exit 1" }));
    bench.advance(8000);
    expect(() => bench.kubelets.exec("default/c", undefined, ["true"], "")).toThrow(
      'Internal error occurred: unable to upgrade connection: container not found ("c")',
    );
  });
});

describe("declared programs", () => {
  const rows: readonly (readonly [
    name: string,
    program: object,
    words: Partial<PodWords>,
    state: string,
    log: string,
  ])[] = [
    ["serve", { listens: [8080], logs: ["up"] }, {}, "running", "up\n"],
    [
      "need a variable",
      { needsEnv: ["TOKEN"] },
      {},
      "CrashLoopBackOff",
      "Error: environment variable TOKEN is not set\n",
    ],
    [
      "have their variable",
      { needsEnv: ["TOKEN"] },
      { container: { env: [{ name: "TOKEN", value: "x" }] } },
      "running",
      "",
    ],
    [
      "need a file",
      { needsFile: ["/etc/app.yaml"] },
      {},
      "CrashLoopBackOff",
      "Error: /etc/app.yaml: no such file or directory\n",
    ],
    ["crash after a while", { crashesAfterMs: 500, exitCode: 9 }, {}, "CrashLoopBackOff", ""],
  ];
  test.each(rows)("%s", (_name, program, words, state, log) => {
    const bench = aKubelet({ images: [{ image: "shop/app", program }] });
    bench.put("Pod", aPod({ name: "app", image: "shop/app:7", ...words }));
    bench.advance(9000);
    expect([bench.state("app"), bench.kubelets.logs("default/app", {})]).toEqual([state, log]);
  });

  test("stop slowly", () => {
    const bench = aKubelet({ images: [{ image: "shop/app", program: { slowStopMs: 8000 } }] });
    bench.put("Pod", aPod({ name: "app", image: "shop/app:7" }));
    bench.advance(4000);
    bench.remove("app");
    expect(bench.until(() => !bench.has("app"))).toBeGreaterThanOrEqual(8000);
  });
});

test("a deadline ends a pod", () => {
  const bench = aKubelet();
  bench.put(
    "Pod",
    aPod({
      name: "long",
      script: "sleep 1d",
      spec: { activeDeadlineSeconds: 10, terminationGracePeriodSeconds: 1 },
    }),
  );
  bench.until(() => bench.pod("long").status.phase === "Failed", 20_000);
  expect(bench.pod("long").status.reason).toBe("DeadlineExceeded");
  bench.advance(5000);
  expect(bench.state("long")).toBe("Error");
});

test("memory beyond the limit ends a container", () => {
  const bench = aKubelet();
  const container = {
    args: ["stress", "--vm", "1", "--vm-bytes", "250M"],
    resources: { limits: { memory: "100Mi" } },
  };
  bench.put(
    "Pod",
    aPod({ name: "hog", image: "polinux/stress", container, spec: { restartPolicy: "Never" } }),
  );
  bench.advance(8000);
  expect([
    bench.state("hog"),
    bench.pod("hog").status.containerStatuses?.[0]?.state?.terminated?.exitCode,
  ]).toEqual(["OOMKilled", 137]);
});

test("a new image restarts its container only", () => {
  const bench = aKubelet();
  const pod = bench.put("Pod", aPod({ name: "web" }));
  bench.advance(5000);
  const [container] = pod.spec.containers;
  bench.api.update<"Pod">({
    ...bench.pod("web"),
    spec: { ...pod.spec, containers: [{ ...container, name: "web", image: "nginx:1.28" }] },
  });
  bench.until(() => bench.pod("web").status.containerStatuses?.[0]?.restartCount === 1, 10_000);
  expect(bench.events("web")).toContain(
    "Normal Killing Container web definition changed, will be restarted",
  );
});

test("a stopped kubelet does nothing until it is started again", () => {
  const bench = aKubelet();
  bench.put("Pod", aPod({ name: "a" }));
  bench.advance(5000);
  bench.kubelets.stop("node01");
  bench.put("Pod", aPod({ name: "b" }));
  bench.advance(20_000);
  expect([bench.kubelets.isUp("node01"), bench.pod("b").status.containerStatuses]).toEqual([
    false,
    undefined,
  ]);
  bench.kubelets.start("node01");
  bench.until(() => condition(bench, "b", "Ready") === "True", 10_000);
});

test("the same seed gives the same log", () => {
  const run = () => {
    const bench = aKubelet({ flavour: "learner", world: 3 });
    for (const name of ["a", "b", "c"])
      bench.put("Pod", aPod({ name, script: "echo $HOSTNAME; sleep 3; exit 1" }));
    bench.advance(120_000);
    return JSON.stringify(
      bench.engine.log.map(({ atMs, verb, key, detail }) => [atMs, verb, key, detail]),
    );
  };
  expect(run()).toBe(run());
});
