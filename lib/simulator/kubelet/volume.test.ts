import { describe, expect, test } from "vitest";
import type { PodSpec, Volume, VolumeMount } from "../api/types.generated.ts";
import { aKubelet, aPod, type KubeletBench } from "../testing/index.ts";

function aBench(flavour: "recorded" | "learner" = "recorded"): KubeletBench {
  const bench = aKubelet({ flavour });
  const namespace = "default";
  bench.put("ConfigMap", {
    metadata: { name: "site", namespace },
    data: { "a.txt": "A", "b.txt": "B" },
    binaryData: { c: "Qw==" },
  });
  bench.put("Secret", { metadata: { name: "key", namespace }, data: { word: "c2VjcmV0" } });
  return bench;
}

function runWith(
  bench: KubeletBench,
  volume: Omit<Volume, "name">,
  script: string,
  mount: Partial<VolumeMount> = {},
): void {
  const volumeMounts = [{ name: "v", mountPath: "/v", ...mount }];
  const volumes: PodSpec["volumes"] = [{ name: "v", ...volume }];
  const container = {
    volumeMounts,
    resources: { limits: { cpu: "1500m" }, requests: { cpu: "250m" } },
  };
  const words = { name: "c", labels: { app: "c", tier: "x" }, annotations: { note: "n" } };
  bench.put(
    "Pod",
    aPod({ ...words, script, container, spec: { volumes, restartPolicy: "Never" } }),
  );
  bench.advance(8000);
}

describe("volumes hold", () => {
  const rows: readonly (readonly [
    name: string,
    volume: Omit<Volume, "name">,
    script: string,
    printed: string,
  ])[] = [
    [
      "a ConfigMap",
      { configMap: { name: "site" } },
      "ls /v; cat /v/a.txt /v/c",
      "a.txt\nb.txt\nc\nAC",
    ],
    [
      "chosen keys",
      { configMap: { name: "site", items: [{ key: "a.txt", path: "in/x" }] } },
      "ls /v /v/in; cat /v/in/x",
      "in\nx\nA",
    ],
    ["a Secret", { secret: { secretName: "key" } }, "cat /v/word", "secret"],
    [
      "nothing of an optional ConfigMap",
      { configMap: { name: "absent", optional: true } },
      "ls /v",
      "",
    ],
    [
      "nothing of an optional Secret",
      { secret: { secretName: "absent", optional: true } },
      "ls /v",
      "",
    ],
    ["nothing at first", { emptyDir: {} }, "ls /v; echo x > /v/f; cat /v/f", "x\n"],
    [
      "fields and resources",
      {
        downwardAPI: {
          items: [
            { path: "labels", fieldRef: { fieldPath: "metadata.labels" } },
            { path: "cpu", resourceFieldRef: { containerName: "c", resource: "limits.cpu" } },
            {
              path: "milli",
              resourceFieldRef: { containerName: "c", resource: "requests.cpu", divisor: "1m" },
            },
          ],
        },
      },
      "cat /v/labels; echo; cat /v/cpu; echo; cat /v/milli",
      'app="c"\ntier="x"\n2\n250',
    ],
    [
      "several sources",
      {
        projected: {
          sources: [
            { configMap: { name: "site", items: [{ key: "a.txt", path: "a" }] } },
            { secret: { name: "key" } },
            {
              downwardAPI: {
                items: [{ path: "ns", fieldRef: { fieldPath: "metadata.namespace" } }],
              },
            },
            { serviceAccountToken: { path: "token" } },
          ],
        },
      },
      "ls /v; cat /v/a /v/word /v/ns",
      "a\nns\ntoken\nword\nAsecretdefault",
    ],
    [
      "a folder of the node",
      { hostPath: { path: "/etc", type: "Directory" } },
      "ls /v | head -n 2",
      "hostname\nhosts\n",
    ],
    [
      "a file that is made",
      { hostPath: { path: "/opt/f", type: "FileOrCreate" } },
      "cat /v; echo made",
      "made\n",
    ],
  ];
  test.each(rows)("%s", (_name, volume, script, printed) => {
    const bench = aBench();
    runWith(bench, volume, script);
    expect(bench.kubelets.logs("default/c", {})).toBe(printed);
  });

  test("one file by its subPath", () => {
    const bench = aBench("learner");
    runWith(bench, { configMap: { name: "site" } }, "cat /etc/a.conf; echo; ls /v", {
      mountPath: "/etc/a.conf",
      subPath: "a.txt",
    });
    expect(bench.kubelets.logs("default/c", {})).toBe("A\nls: /v: No such file or directory\n");
  });

  test("what another pod of the node, or of the same claim, has left there", () => {
    const bench = aBench();
    bench.put("PersistentVolumeClaim", {
      metadata: { name: "data", namespace: "default" },
      spec: {
        accessModes: ["ReadWriteOnce"],
        resources: { requests: { storage: "1Gi" } },
        volumeName: "pv-1",
      },
    } as never);
    const volumes: PodSpec["volumes"] = [
      { name: "h", hostPath: { path: "/srv/shared" } },
      { name: "p", persistentVolumeClaim: { claimName: "data" } },
    ];
    const volumeMounts = [
      { name: "h", mountPath: "/h" },
      { name: "p", mountPath: "/p" },
    ];
    const spec = { volumes, restartPolicy: "Never" } as const;
    bench.put(
      "Pod",
      aPod({
        name: "one",
        script: "echo host > /h/f; echo claim > /p/f",
        container: { volumeMounts },
        spec,
      }),
    );
    bench.advance(8000);
    bench.put(
      "Pod",
      aPod({ name: "two", script: "cat /h/f /p/f", container: { volumeMounts }, spec }),
    );
    bench.advance(8000);
    expect(bench.kubelets.logs("default/two", {})).toBe("host\nclaim\n");
  });
});

describe("volumes that cannot be set up", () => {
  const rows: readonly (readonly [name: string, volume: Omit<Volume, "name">, why: string])[] = [
    ["a missing ConfigMap", { configMap: { name: "absent" } }, 'configmap "absent" not found'],
    ["a missing Secret", { secret: { secretName: "absent" } }, 'secret "absent" not found'],
    [
      "a missing key",
      { configMap: { name: "site", items: [{ key: "nope", path: "x" }] } },
      "configmap references non-existent config key: nope",
    ],
    [
      "a missing key of a Secret",
      { secret: { secretName: "key", items: [{ key: "nope", path: "x" }] } },
      "references non-existent secret key: nope",
    ],
    [
      "a missing claim",
      { persistentVolumeClaim: { claimName: "absent" } },
      'persistentvolumeclaim "absent" not found',
    ],
    [
      "a path that is no folder",
      { hostPath: { path: "/nowhere", type: "Directory" } },
      "hostPath type check failed: /nowhere is not a directory",
    ],
    [
      "a path that is no socket",
      { hostPath: { path: "/nowhere", type: "Socket" } },
      "hostPath type check failed: /nowhere is not a socket file",
    ],
  ];
  test.each(rows)("%s", (_name, volume, why) => {
    const bench = aBench();
    runWith(bench, volume, "true");
    expect(bench.state("c")).toBe("ContainerCreating");
    expect(bench.events("c")).toEqual([
      `Warning FailedMount MountVolume.SetUp failed for volume "v" : ${why}`,
    ]);
  });

  test("do not matter when nobody mounts them", () => {
    const bench = aBench();
    const volumes: PodSpec["volumes"] = [{ name: "v", secret: { secretName: "absent" } }];
    bench.put("Pod", aPod({ name: "c", spec: { volumes } }));
    bench.advance(5000);
    expect(bench.state("c")).toBe("running");
  });

  test("hold up no deletion", () => {
    const bench = aBench();
    runWith(bench, { secret: { secretName: "absent" } }, "true");
    bench.remove("c");
    expect(bench.until(() => !bench.has("c"), 10_000)).toBeLessThan(4000);
  });
});

test("a missing pull Secret is told, and the image is pulled", () => {
  const bench = aBench();
  bench.put(
    "Pod",
    aPod({ name: "c", spec: { imagePullSecrets: [{ name: "key" }, { name: "regcred" }] } }),
  );
  bench.advance(5000);
  expect(bench.state("c")).toBe("running");
  expect(bench.events("c")).toContain(
    "Warning FailedToRetrieveImagePullSecret Unable to retrieve some image pull secrets (regcred); attempting to pull the image may not succeed.",
  );
});

test("Services that were there before are told by variables", () => {
  const bench = aBench();
  const ports = [{ name: "http", port: 8080 }];
  bench.put("Service", {
    metadata: { name: "my-web", namespace: "default" },
    spec: { clusterIP: "10.96.0.9", ports },
  });
  const spec = { restartPolicy: "Never" } as const;
  bench.put("Pod", aPod({ name: "c", script: "env | grep MY_WEB | sort", spec }));
  bench.put(
    "Pod",
    aPod({
      name: "d",
      script: "env | grep MY_WEB | wc -l",
      spec: { ...spec, enableServiceLinks: false },
    }),
  );
  bench.advance(8000);
  expect(bench.kubelets.logs("default/c", {}).split("\n")).toEqual([
    "MY_WEB_PORT=tcp://10.96.0.9:8080",
    "MY_WEB_PORT_8080_TCP=tcp://10.96.0.9:8080",
    "MY_WEB_PORT_8080_TCP_ADDR=10.96.0.9",
    "MY_WEB_PORT_8080_TCP_PORT=8080",
    "MY_WEB_PORT_8080_TCP_PROTO=tcp",
    "MY_WEB_SERVICE_HOST=10.96.0.9",
    "MY_WEB_SERVICE_PORT=8080",
    "MY_WEB_SERVICE_PORT_HTTP=8080",
    "",
  ]);
  expect(bench.kubelets.logs("default/d", {})).toBe("0\n");
});

test("fields of the pod as variables", () => {
  const bench = aBench();
  const paths = [
    "metadata.uid",
    "spec.nodeName",
    "status.hostIP",
    "status.podIP",
    "metadata.labels['app']",
    "metadata.annotations['nope']",
  ];
  const env = paths.map((fieldPath, index) => ({
    name: `F${index}`,
    valueFrom: { fieldRef: { fieldPath } },
  }));
  const container = { env, volumeMounts: [] };
  const script = 'echo "$F1 $F2 $F3 $F4 [$F5]"';
  bench.put(
    "Pod",
    aPod({
      name: "c",
      labels: { app: "shop" },
      script,
      container,
      spec: { restartPolicy: "Never" },
    }),
  );
  bench.advance(8000);
  expect(bench.kubelets.logs("default/c", {})).toBe("node01 172.30.1.2 10.244.1.2 shop []\n");
});
