/**
 * A node is short of memory: its kubelet says so, and pods without requests are kept away.
 * https://kubernetes.io/docs/concepts/scheduling-eviction/node-pressure-eviction/
 *
 * Not simulated: evictions by the kubelet as long as this fault lasts.
 */
import type { FaultKind } from "./fault-kind.ts";

export const memoryPressure: FaultKind<"memory-pressure"> = {
  fault: "memory-pressure",
  describe: ({ node }) => `${node} is short of memory`,
  begin: ({ node }, { kubelets }) => kubelets.setPressure(node, "MemoryPressure", true),
  end: ({ node }, { kubelets }) => kubelets.setPressure(node, "MemoryPressure", false),
};
