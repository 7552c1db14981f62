/**
 * A node is cut off: its kubelet is not heard of and nothing reaches its pods, which run on.
 * https://kubernetes.io/docs/concepts/architecture/nodes/#node-status
 */
import type { FaultKind, FaultSite } from "./fault-kind.ts";

export function loseNode({ kubelets }: FaultSite, node: string): void {
  kubelets.stop(node, "connection");
  kubelets.setReachable(node, false);
}

export function bringBack({ kubelets }: FaultSite, node: string): void {
  kubelets.setReachable(node, true);
  kubelets.start(node);
}

export const nodeLost: FaultKind<"node-lost"> = {
  fault: "node-lost",
  describe: ({ node }) => `node ${node} is cut off the network`,
  begin: ({ node }, site) => loseNode(site, node),
  end: ({ node }, site) => bringBack(site, node),
};
