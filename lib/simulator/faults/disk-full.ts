/**
 * A node's disk is full: its kubelet says so, and new pods are kept away.
 * https://kubernetes.io/docs/concepts/scheduling-eviction/node-pressure-eviction/
 *
 * Not simulated: evictions by the kubelet as long as this fault lasts.
 */
import type { FaultKind } from "./fault-kind.ts";

export const diskFull: FaultKind<"disk-full"> = {
  fault: "disk-full",
  describe: ({ node }) => `the disk of ${node} is full`,
  begin: ({ node }, { kubelets }) => kubelets.setPressure(node, "DiskPressure", true),
  end: ({ node }, { kubelets }) => kubelets.setPressure(node, "DiskPressure", false),
};
