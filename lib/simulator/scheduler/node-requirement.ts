/** What a pod requires of its node's labels and fields: the selector and the required affinity. */
import { matchesLabels } from "../api/label.ts";
import { matchesNodeSelector } from "../api/node-selector.ts";
import type { Node, Pod } from "../api/types.generated.ts";

export function hasNodeRequirement({ spec }: Pod): boolean {
  const required = spec.affinity?.nodeAffinity?.requiredDuringSchedulingIgnoredDuringExecution;
  return spec.nodeSelector !== undefined || required !== undefined;
}

/** Also asked by the DaemonSet controller and where topologies are counted. */
export function matchesRequired(pod: Pod, node: Node): boolean {
  const { nodeSelector, affinity } = pod.spec;
  if (nodeSelector !== undefined && !matchesLabels(nodeSelector, node.metadata.labels))
    return false;
  const required = affinity?.nodeAffinity?.requiredDuringSchedulingIgnoredDuringExecution;
  return required === undefined || matchesNodeSelector(required, node);
}
