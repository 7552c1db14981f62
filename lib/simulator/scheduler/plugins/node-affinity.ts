/**
 * Node selectors and node affinity: required terms filter, preferred terms score by weight.
 * https://kubernetes.io/docs/concepts/scheduling-eviction/assign-pod-node/
 */
import { matchesLabels } from "../../api/label.ts";
import { matchesNodeSelector, matchesTerm } from "../../api/node-selector.ts";
import type { Node, Pod } from "../../api/types.generated.ts";
import { normalizeToHundred } from "../normalize.ts";
import type { SchedulerPlugin } from "../plugin.ts";

const REFUSAL = {
  reasons: ["node(s) didn't match Pod's node affinity/selector"],
  unresolvable: true,
};

export const nodeAffinity: SchedulerPlugin = {
  name: "NodeAffinity",
  weight: 2,

  preFilter(pod) {
    const required =
      pod.spec.affinity?.nodeAffinity?.requiredDuringSchedulingIgnoredDuringExecution;
    return pod.spec.nodeSelector === undefined && required === undefined ? "skip" : undefined;
  },

  filter: (pod, { node }) => (matchesRequired(pod, node) ? undefined : REFUSAL),

  preScore(pod) {
    const preferred =
      pod.spec.affinity?.nodeAffinity?.preferredDuringSchedulingIgnoredDuringExecution;
    return (preferred?.length ?? 0) === 0 ? "skip" : undefined;
  },

  score(pod, { node }) {
    const terms =
      pod.spec.affinity?.nodeAffinity?.preferredDuringSchedulingIgnoredDuringExecution ?? [];
    return terms.reduce(
      (sum, term) => sum + (matchesTerm(term.preference, node) ? term.weight : 0),
      0,
    );
  },

  normalize: (scores) => normalizeToHundred(scores, { fewerIsBetter: false }),
};

/** Also asked by the kubelet at admission and by the DaemonSet controller. */
export function matchesRequired(pod: Pod, node: Node): boolean {
  const { nodeSelector, affinity } = pod.spec;
  if (nodeSelector !== undefined && !matchesLabels(nodeSelector, node.metadata.labels))
    return false;
  const required = affinity?.nodeAffinity?.requiredDuringSchedulingIgnoredDuringExecution;
  return required === undefined || matchesNodeSelector(required, node);
}
