/**
 * A node is short of memory: its kubelet says so, keeps new pods away, and evicts some that run.
 * https://kubernetes.io/docs/concepts/scheduling-eviction/node-pressure-eviction/
 */
import type { FaultKind } from "./fault-kind.ts";
import { amountOf } from "./node-amount.ts";

/** Taken by others than pods. */
const SHARE = 0.99;

export const memoryPressure: FaultKind<"memory-pressure"> = {
  fault: "memory-pressure",
  describe: ({ node }) => `${node} is short of memory`,
  begin({ node }, site) {
    site.kubelets.occupy(node, { memoryBytes: SHARE * amountOf(site, node, "memory") });
  },
  end: ({ node }, { kubelets }) => kubelets.occupy(node, {}),
};
