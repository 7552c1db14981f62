import { describe, expect, test } from "vitest";
import type { PodSpec } from "../api/types.generated.ts";
import { aKubelet, aPod } from "../testing/index.ts";

const port = {
  containers: [{ name: "a", image: "nginx", ports: [{ containerPort: 80, hostPort: 8080 }] }],
};

describe("a node refuses", () => {
  const rows: readonly (readonly [name: string, spec: Partial<PodSpec>, reason: string])[] = [
    ["a host port that is taken", port, "NodePorts"],
    ["another operating system", { os: { name: "windows" } }, "PodOSNotSupported"],
    ["a pod for other nodes", { nodeSelector: { disk: "ssd" } }, "NodeAffinity"],
  ];
  test.each(rows)("%s", (_name, spec, reason) => {
    const bench = aKubelet();
    bench.put("Pod", aPod({ name: "first", spec: port }));
    bench.put("Pod", aPod({ name: "second", spec }));
    bench.advance(500);
    expect(bench.pod("second").status).toMatchObject({ phase: "Failed", reason });
  });

  test("nothing for what it has never heard of", () => {
    const bench = aKubelet();
    const resources = { requests: { "example.com/gpu": "1" }, limits: { "example.com/gpu": "1" } };
    bench.put("Pod", aPod({ name: "gpu", container: { resources } }));
    bench.until(() => bench.state("gpu") === "running");
  });
});

test("a changed ConfigMap is seen after a while, and at once when its pod changes", () => {
  const bench = aKubelet();
  const map = bench.put("ConfigMap", {
    metadata: { name: "site", namespace: "default" },
    data: { page: "1" },
  });
  const volumes = [{ name: "v", configMap: { name: "site" } }];
  const volumeMounts = [{ name: "v", mountPath: "/v" }];
  const script = "while true; do cat /v/page; echo; sleep 1; done";
  bench.put("Pod", aPod({ name: "web", script, container: { volumeMounts }, spec: { volumes } }));
  bench.until(() => bench.state("web") === "running");
  bench.advance(5000);
  const last = () => bench.kubelets.logs("default/web", { tailLines: 1 }).trim();
  const changed = bench.api.update<"ConfigMap">({ ...map, data: { page: "2" } });
  bench.advance(30_000);
  expect(last()).toBe("1");
  bench.advance(60_000);
  expect(last()).toBe("2");
  bench.api.update<"ConfigMap">({ ...changed, data: { page: "3" } });
  const pod = bench.pod("web");
  bench.api.update<"Pod">({ ...pod, metadata: { ...pod.metadata, labels: { a: "b" } } });
  bench.advance(3000);
  expect(last()).toBe("3");
});
