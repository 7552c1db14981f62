/** `kubectl top` where a metrics server answers, and where none does. */
import { expect, test } from "vitest";
import { createCluster } from "#lib/simulator";
import { createKubeconfig } from "../../kubeconfig.ts";
import { runKubectl } from "../../run.ts";

const NODE = { name: "node01", capacity: { cpu: "4", memory: "8Gi", pods: "110" } };

function lab(isServed: boolean) {
  const cluster = createCluster({ flavour: "learner", nodes: [NODE] });
  const place = { group: "", version: "v1", resource: "pods", namespace: "default" };
  const container = (name: string) => ({ name, image: "busybox", command: ["sleep", "3600"] });
  for (const [name, tier, containers] of [
    ["a", "front", ["one", "two"]],
    ["b", "back", ["one"]],
  ] as const) {
    const metadata = { name, labels: { tier } };
    const spec = { containers: containers.map(container) };
    const body = { apiVersion: "v1", kind: "Pod", metadata, spec };
    cluster.client().request({ verb: "create", ...place, body });
  }
  cluster.settle();
  if (isServed) {
    cluster.metrics.scriptUsage(({ metadata }) =>
      metadata.name === "a"
        ? { cpu: 200, memory: 64 * 2 ** 20 }
        : { cpu: 600, memory: 100 * 2 ** 20 },
    );
  }
  return (line: string) => {
    const { stdout, stderr } = runKubectl(line.split(" "), {
      client: cluster.client(),
      readFile: () => undefined,
      listFiles: () => undefined,
      kubeconfig: createKubeconfig(),
    });
    return `${stdout}${stderr}`.split("\n").map((text) => text.trim().replace(/\s+/g, " "));
  };
}

test.each<[string, readonly string[]]>([
  ["top pods", ["NAME CPU(cores) MEMORY(bytes)", "a 200m 64Mi", "b 600m 100Mi"]],
  ["top pods --sort-by=cpu --no-headers", ["b 600m 100Mi", "a 200m 64Mi"]],
  ["top pod a", ["NAME CPU(cores) MEMORY(bytes)", "a 200m 64Mi"]],
  ["top pods -l tier=back --no-headers", ["b 600m 100Mi"]],
  [
    "top pods --containers -A",
    [
      "NAMESPACE POD NAME CPU(cores) MEMORY(bytes)",
      "default a one 100m 32Mi",
      "default a two 100m 32Mi",
      "default b one 600m 100Mi",
    ],
  ],
  [
    "top pods --sum --no-headers",
    ["a 200m 64Mi", "b 600m 100Mi", "________ ________", "800m 164Mi"],
  ],
  ["top nodes", ["NAME CPU(cores) CPU(%) MEMORY(bytes) MEMORY(%)", "node01 800m 20% 164Mi 2%"]],
  ["top pods -n kube-public", ["No resources found in kube-public namespace."]],
])("kubectl %s", (line, expected) => {
  expect(lab(true)(line).filter((text) => text !== "")).toEqual(expected);
});

test("without a metrics server there is nothing to show", () => {
  expect(lab(false)("top nodes")).toEqual(["error: Metrics API not available", ""]);
});
