/** Keeps pods off cordoned nodes (`kubectl cordon`), unless they tolerate the cordon's taint. */
import { tolerates } from "../../api/toleration.ts";
import { nodeDiffers } from "../cluster-change.ts";
import type { SchedulerPlugin } from "../plugin.ts";

const CORDON_TAINT = { key: "node.kubernetes.io/unschedulable", effect: "NoSchedule" } as const;
const REFUSAL = { reasons: ["node(s) were unschedulable"], unresolvable: true };

export const nodeUnschedulable: SchedulerPlugin = {
  name: "NodeUnschedulable",

  filter(pod, { node }) {
    if (node.spec.unschedulable !== true) return undefined;
    return tolerates(pod.spec.tolerations, CORDON_TAINT) ? undefined : REFUSAL;
  },

  wakes: (_pod, change) =>
    change.kind === "Itself" ||
    (nodeDiffers(change, "unschedulable") && change.after.spec.unschedulable !== true),
};
