/** A pod is bound once, and only the kubelet of its node starts its containers. */
import type { Pod } from "../api/types.generated.ts";
import { type History, type Invariant, isWrite } from "./history.ts";

export const noPodOnTwoNodes: Invariant = {
  name: "no pod on two nodes",
  violations({ log }: History) {
    const found: string[] = [];
    const nodes = new Map<string, string>();
    for (const entry of log) {
      if (entry.kind !== "Pod" || !isWrite(entry)) continue;
      const pod = entry.after as unknown as Pod;
      const { uid } = pod.metadata;
      const before = nodes.get(uid);
      const node = pod.spec.nodeName ?? "";
      if (before !== undefined && node !== before) {
        found.push(`Pod ${entry.key} was on ${before} and is on ${node} at entry ${entry.id}`);
      }
      if (node !== "") nodes.set(uid, node);
      const [writer, from] = entry.component.split("/");
      if (writer === "kubelet" && from !== undefined && from !== node) {
        found.push(`Pod ${entry.key} is on ${node}, and ${from} wrote entry ${entry.id}`);
      }
    }
    return found;
  },
};
