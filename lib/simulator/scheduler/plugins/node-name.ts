/** A pod that names its node fits no other. */
import type { SchedulerPlugin } from "../plugin.ts";

const REFUSAL = { reasons: ["node(s) didn't match the requested node name"], unresolvable: true };

export const nodeName: SchedulerPlugin = {
  name: "NodeName",

  filter(pod, { node }) {
    const wanted = pod.spec.nodeName;
    if (wanted === undefined || wanted === "" || wanted === node.metadata.name) return undefined;
    return REFUSAL;
  },
};
