import { describe, expect, test } from "vitest";
import type { Event, Node, PodSpec } from "../../api/types.generated.ts";
import { aKubelet, aPod, type KubeletBench, type KubeletWords } from "../../testing/index.ts";

const MI = 2 ** 20;

/** A node of 1150Mi and 10Gi, with images that take memory at once, or more and more. */
function aSmallNode(words: KubeletWords = {}): KubeletBench {
  const image = (name: string, startMi: number, perSecondMi = 0) => ({
    image: `acme/${name}`,
    pullMs: 0,
    sizeBytes: 1000,
    program: { memory: { startBytes: startMi * MI, bytesPerSecond: perSecondMi * MI } },
  });
  return aKubelet({
    flavour: "learner",
    nodes: 1,
    images: [image("leak", 0, 1), image("hog", 900), image("calm", 200)],
    ...words,
    capacity: { memory: "1150Mi", "ephemeral-storage": "10Gi", ...words.capacity },
  });
}

const nodeOf = (bench: KubeletBench) => bench.store.get("Node", "node01") as unknown as Node;

const conditionOf = (bench: KubeletBench, type: string) => {
  const found = nodeOf(bench).status.conditions?.find((one) => one.type === type);
  return `${found?.status} ${found?.reason}`;
};

const eventsOf = (bench: KubeletBench, kind: string) =>
  ([...bench.store.list("Event")] as unknown as Event[])
    .filter(({ involvedObject }) => involvedObject.kind === kind)
    .map(({ message, reason }) => `${reason} ${message}`);

const evicted = (bench: KubeletBench, name: string) =>
  bench.until(() => bench.pod(name).status.reason === "Evicted");

describe("a container over its memory limit", () => {
  test("ends with 137 when it exceeds it, and its neighbour does not notice", () => {
    const bench = aSmallNode();
    const limits = { memory: "30Mi" };
    const containers: PodSpec["containers"] = [
      { name: "leak", image: "acme/leak", resources: { limits } },
      { name: "calm", image: "acme/calm" },
    ];
    bench.put("Pod", aPod({ name: "pair", spec: { containers } }));
    bench.until(() => (bench.pod("pair").status.containerStatuses?.[1]?.restartCount ?? 0) > 0);
    const [calm, leak] = bench.pod("pair").status.containerStatuses ?? [];
    const ended = leak?.lastState?.terminated;
    expect(ended).toMatchObject({ exitCode: 137, reason: "OOMKilled" });
    const lived = Date.parse(ended?.finishedAt ?? "") - Date.parse(ended?.startedAt ?? "");
    expect(lived).toBe(30_000);
    expect(calm?.restartCount).toBe(0);
  });

  test.each([
    ["stress --vm 1 --vm-bytes 100M", "polinux/stress"],
    ["tail /dev/zero", "busybox:1.36"],
  ])("by %s", (line, image) => {
    const bench = aSmallNode();
    const container = {
      command: line.split(" "),
      resources: { limits: { memory: "50Mi" } },
    };
    const spec = { restartPolicy: "Never" } as const;
    bench.put("Pod", aPod({ name: "hungry", image, container, spec }));
    bench.until(() => bench.pod("hungry").status.phase === "Failed");
    expect(bench.state("hungry")).toBe("OOMKilled");
  });
});

describe("a node that lacks memory", () => {
  test("evicts who exceeds its request, whatever its class, and says so as kubelets do", () => {
    const bench = aSmallNode();
    const resources = { requests: { memory: "300Mi" } };
    bench.put("Pod", aPod({ name: "calm", image: "acme/calm", container: { resources } }));
    bench.put("Pod", aPod({ name: "hog", image: "acme/hog" }));
    evicted(bench, "hog");
    const message =
      "The node was low on resource: memory. Threshold quantity: 100Mi, available: 50Mi. Container hog was using 900Mi, request is 0, has larger consumption of memory. ";
    const { status } = bench.pod("hog");
    expect(status).toMatchObject({ phase: "Failed", reason: "Evicted", message });
    expect(status.conditions?.[0]).toMatchObject({
      type: "DisruptionTarget",
      status: "True",
      reason: "TerminationByKubelet",
      message,
    });
    expect(bench.events("hog")).toContain(`Warning Evicted ${message}`);
    expect(eventsOf(bench, "Node")).toEqual([
      "NodeHasInsufficientMemory Node node01 status is now: NodeHasInsufficientMemory",
      "EvictionThresholdMet Attempting to reclaim memory",
    ]);
    expect(bench.pod("calm").status.phase).toBe("Running");
  });

  test.each([
    ["above its request goes first", "100Mi", "low", "low", "b"],
    ["of lower priority goes first", "0", "high", "low", "b"],
    ["that is critical stays", "0", "low", "system-node-critical", "a"],
  ])("of two pods the one %s", (_, requestOfA, classOfA, classOfB, first) => {
    const bench = aSmallNode({ capacity: { memory: "480Mi" } });
    const values = { low: 5, high: 10, "system-node-critical": 2_000_001_000 };
    for (const [name, value] of Object.entries(values)) {
      bench.put("PriorityClass", { metadata: { name }, value });
    }
    const put = (name: string, memory: string, priorityClassName: string) => {
      const container = { resources: { requests: { memory } } };
      const namespace = priorityClassName.startsWith("system") ? "kube-system" : "default";
      bench.put(
        "Pod",
        aPod({ name, namespace, image: "acme/calm", container, spec: { priorityClassName } }),
      );
    };
    put("a", requestOfA === "0" ? "0" : "250Mi", classOfA);
    put("b", "0", classOfB);
    bench.kubelets.occupy("node01", { memoryBytes: 50 * MI });
    evicted(bench, first);
    const other = classOfB.startsWith("system") ? "kube-system/b" : "default/a";
    expect(bench.store.get("Pod", other)).toMatchObject({ status: { phase: "Running" } });
  });

  test("takes no best-effort pod until five minutes after it has enough again", () => {
    const bench = aSmallNode();
    bench.kubelets.occupy("node01", { memoryBytes: 1100 * MI });
    bench.advance(15_000);
    expect(conditionOf(bench, "MemoryPressure")).toBe("True KubeletHasInsufficientMemory");
    const resources = { requests: { memory: "10Mi" } };
    bench.put("Pod", aPod({ name: "late" }));
    bench.put("Pod", aPod({ name: "asks", container: { resources } }));
    bench.until(() => bench.pod("late").status.phase === "Failed");
    expect(bench.pod("late").status).toMatchObject({
      reason: "Evicted",
      message: "Pod was rejected: The node had condition: [MemoryPressure]. ",
    });
    bench.kubelets.occupy("node01", {});
    bench.advance(280_000);
    expect(conditionOf(bench, "MemoryPressure")).toMatch(/^True/);
    bench.advance(40_000);
    expect(conditionOf(bench, "MemoryPressure")).toBe("False KubeletHasSufficientMemory");
    expect(bench.pod("asks").status.phase).toBe("Running");
  });

  test("loses the container with the worst score when it has none left", () => {
    const bench = aSmallNode();
    const resources = { requests: { memory: "1000Mi" }, limits: { memory: "1000Mi", cpu: "1" } };
    const asked = { ...resources, requests: { ...resources.requests, cpu: "1" } };
    bench.put("Pod", aPod({ name: "hog", image: "acme/hog", container: { resources: asked } }));
    bench.put("Pod", aPod({ name: "calm", image: "acme/calm", spec: { restartPolicy: "Never" } }));
    bench.kubelets.occupy("node01", { memoryBytes: 60 * MI });
    bench.until(() => bench.pod("calm").status.phase === "Failed");
    expect(bench.state("calm")).toBe("OOMKilled");
    expect(bench.state("hog")).toBe("running");
    expect(eventsOf(bench, "Node")[0]).toMatch(
      /^SystemOOM System OOM encountered, victim process: \w+, pid: \d+$/,
    );
  });
});

describe("a node that lacks room on its disk", () => {
  test("removes images that nothing runs before it evicts a pod", () => {
    const images = [{ image: "acme/big", pullMs: 0, sizeBytes: 7 * 2 ** 30 }];
    const bench = aSmallNode({ images });
    bench.put("Pod", aPod({ name: "stays", image: "busybox:1.36", script: "sleep 9999" }));
    const spec = { restartPolicy: "Never" } as const;
    bench.put(
      "Pod",
      aPod({ name: "once", image: "acme/big", spec, container: { command: ["true"] } }),
    );
    bench.until(() => bench.pod("once").status.phase === "Succeeded");
    bench.remove("once");
    bench.until(() => !bench.has("once"));
    bench.kubelets.occupy("node01", { diskBytes: 2 * 2 ** 30 });
    bench.until(() => conditionOf(bench, "DiskPressure") === "True KubeletHasDiskPressure");
    const removed = bench.engine.log.filter(({ verb }) => verb === "remove-image");
    expect(removed.map(({ detail }) => detail)).toEqual(["docker.io/acme/big:latest"]);
    expect(bench.pod("stays").status.phase).toBe("Running");
  });

  test.each<[string, Partial<PodSpec>, string]>([
    [
      "an emptyDir's limit",
      { volumes: [{ name: "v", emptyDir: { sizeLimit: "10Mi" } }] },
      'Usage of EmptyDir volume "v" exceeds the limit "10Mi". ',
    ],
    ["the node's threshold", { volumes: [{ name: "v", emptyDir: {} }] }, ""],
  ])("evicts a pod over %s", (_, spec, message) => {
    const bench = aSmallNode();
    const count = message === "" ? 9500 : 20;
    const script = `dd if=/dev/zero of=/v/x bs=1M count=${count}; sleep 9999`;
    const container = { volumeMounts: [{ name: "v", mountPath: "/v" }] };
    bench.put("Pod", aPod({ name: "writer", script, spec, container }));
    evicted(bench, "writer");
    const told = bench.pod("writer").status.message;
    if (message !== "") expect(told).toBe(message);
    else expect(told).toMatch(/^The node was low on resource: ephemeral-storage. Threshold /);
  });
});

describe("images on a disk that fills up", () => {
  test("go from the one that was unused for longest, down to the lower threshold", () => {
    const gib = 2 ** 30;
    const image = (name: string) => ({ image: `acme/${name}`, pullMs: 0, sizeBytes: gib });
    const bench = aSmallNode({
      images: [image("a"), image("b"), image("c")],
      config: { evictionHard: {} },
    });
    const spec = { restartPolicy: "Never" } as const;
    for (const name of ["a", "b", "c"]) {
      const container = { command: ["true"] };
      bench.put("Pod", aPod({ name, image: `acme/${name}`, spec, container }));
      bench.until(() => bench.pod(name).status.phase === "Succeeded");
      bench.remove(name);
      bench.advance(60_000);
    }
    bench.kubelets.occupy("node01", { diskBytes: 6 * gib });
    bench.advance(600_000);
    const removed = bench.engine.log.filter(({ verb }) => verb === "remove-image");
    expect(removed.map(({ detail }) => detail)).toEqual(["docker.io/acme/a:latest"]);
  });

  test("go when they were unused for longer than allowed, counted anew after a restart", () => {
    const bench = aSmallNode({ config: { imageMaximumGCAge: "20m" } });
    const spec = { restartPolicy: "Never" } as const;
    bench.put(
      "Pod",
      aPod({ name: "once", image: "alpine", spec, container: { command: ["true"] } }),
    );
    bench.until(() => bench.pod("once").status.phase === "Succeeded");
    bench.remove("once");
    bench.advance(15 * 60_000);
    bench.kubelets.stop("node01");
    bench.kubelets.start("node01");
    const removed = () => bench.engine.log.filter(({ verb }) => verb === "remove-image").length;
    bench.advance(10 * 60_000);
    expect(removed()).toBe(0);
    bench.advance(20 * 60_000);
    expect(removed()).toBe(1);
  });
});
