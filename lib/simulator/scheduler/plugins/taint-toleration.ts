/**
 * Keeps pods off nodes with a NoSchedule or NoExecute taint that they do not tolerate, and prefers
 * nodes with fewer PreferNoSchedule taints of that sort.
 */
import { tolerates } from "../../api/toleration.ts";
import type { Node, Pod, Taint } from "../../api/types.generated.ts";
import { nodeDiffers } from "../cluster-change.ts";
import { normalizeToHundred } from "../normalize.ts";
import type { SchedulerPlugin } from "../plugin.ts";
import type { NodeInfo } from "../snapshot.ts";

const REFUSAL = { reasons: ["node(s) had untolerated taint(s)"], unresolvable: true };
const NO_TAINTS: readonly Taint[] = [];

export const taintToleration: SchedulerPlugin = {
  name: "TaintToleration",
  weight: 3,

  filter: (pod, { node }) => (isTolerated(pod, node) ? undefined : REFUSAL),

  preScore: (_pod, nodes) => (nodes.some(isSoftlyTainted) ? undefined : "skip"),

  score(pod, { node }) {
    const soft = (node.spec.taints ?? NO_TAINTS).filter((t) => t.effect === "PreferNoSchedule");
    return soft.filter((taint) => !tolerates(pod.spec.tolerations, taint)).length;
  },

  normalize: (scores) => normalizeToHundred(scores, { fewerIsBetter: true }),

  wakes(pod, change) {
    if (change.kind === "Itself") return true;
    if (!nodeDiffers(change, "taints")) return false;
    const { after, before } = change;
    return isTolerated(pod, after) && (before === undefined || !isTolerated(pod, before));
  },
};

function isSoftlyTainted({ node }: NodeInfo): boolean {
  for (const { effect } of node.spec.taints ?? NO_TAINTS) {
    if (effect === "PreferNoSchedule") return true;
  }
  return false;
}

function isTolerated({ spec }: Pod, node: Node): boolean {
  for (const taint of node.spec.taints ?? NO_TAINTS) {
    if (taint.effect !== "PreferNoSchedule" && !tolerates(spec.tolerations, taint)) return false;
  }
  return true;
}
