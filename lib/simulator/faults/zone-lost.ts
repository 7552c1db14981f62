/**
 * All nodes of a zone are cut off at once.
 * https://kubernetes.io/docs/setup/best-practices/multiple-zones/
 */
import type { FaultKind, FaultSite } from "./fault-kind.ts";
import { bringBack, loseNode } from "./node-lost.ts";

const ZONE = "topology.kubernetes.io/zone";

function nodesIn({ store }: FaultSite, zone: string): readonly string[] {
  return store
    .list("Node")
    .filter(({ metadata }) => metadata.labels?.[ZONE] === zone)
    .map(({ metadata }) => metadata.name);
}

export const zoneLost: FaultKind<"zone-lost"> = {
  fault: "zone-lost",
  describe: ({ zone }) => `zone ${zone} is cut off the network`,
  begin: ({ zone }, site) => {
    for (const node of nodesIn(site, zone)) loseNode(site, node);
  },
  end: ({ zone }, site) => {
    for (const node of nodesIn(site, zone)) bringBack(site, node);
  },
};
