/**
 * A node's disk is full: its kubelet says so, keeps new pods away, and clears images and pods away.
 * https://kubernetes.io/docs/concepts/scheduling-eviction/node-pressure-eviction/
 */
import type { FaultKind } from "./fault-kind.ts";
import { amountOf } from "./node-amount.ts";

/** Taken by others than pods. */
const SHARE = 0.99;

export const diskFull: FaultKind<"disk-full"> = {
  fault: "disk-full",
  describe: ({ node }) => `the disk of ${node} is full`,
  begin({ node }, site) {
    site.kubelets.occupy(node, { diskBytes: SHARE * amountOf(site, node, "ephemeral-storage") });
  },
  end: ({ node }, { kubelets }) => kubelets.occupy(node, {}),
};
