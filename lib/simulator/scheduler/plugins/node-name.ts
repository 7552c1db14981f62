/** A pod that names its node fits no other. */
import type { SchedulerPlugin } from "../plugin.ts";

const REFUSAL = { reasons: ["node(s) didn't match the requested node name"], unresolvable: true };

export const nodeName: SchedulerPlugin = {
  name: "NodeName",

  preFilter: ({ spec }) => ((spec.nodeName ?? "") === "" ? "skip" : undefined),

  filter(pod, { node }) {
    return pod.spec.nodeName === node.metadata.name ? undefined : REFUSAL;
  },

  wakes: (_pod, change) => change.kind === "Node" && change.before === undefined,
};
