/** The order in which nodes are looked at: one of each zone in turn, as they came. */
import type { NodeInfo } from "./snapshot.ts";

const ZONE = "topology.kubernetes.io/zone";
const REGION = "topology.kubernetes.io/region";

export function zonesInTurn(nodes: readonly NodeInfo[]): readonly NodeInfo[] {
  const zones = new Map<string, NodeInfo[]>();
  for (const info of nodes) {
    const labels = info.node.metadata.labels ?? {};
    const zone = `${labels[REGION] ?? ""}\n${labels[ZONE] ?? ""}`;
    const list = zones.get(zone);
    if (list === undefined) zones.set(zone, [info]);
    else list.push(info);
  }
  if (zones.size <= 1) return nodes;
  const ordered: NodeInfo[] = [];
  for (let at = 0; ordered.length < nodes.length; at += 1) {
    for (const list of zones.values()) {
      const info = list[at];
      if (info !== undefined) ordered.push(info);
    }
  }
  return ordered;
}
