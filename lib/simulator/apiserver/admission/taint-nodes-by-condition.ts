/** A new node takes no pods until it is known to be ready. */
import type { Node } from "../../api/types.generated.ts";
import type { AdmissionPlugin } from "./plugin.ts";

const NOT_READY = "node.kubernetes.io/not-ready";

export const taintNodesByCondition: AdmissionPlugin = {
  name: "TaintNodesByCondition",

  mutate(object, old, { row }) {
    if (row.kind !== "Node" || old !== undefined) return object;
    const { spec, status } = object as unknown as Node;
    if (spec?.taints?.some(({ key, effect }) => key === NOT_READY && effect === "NoSchedule"))
      return object;
    // A node that is put in ready-made was registered long ago.
    if (status?.conditions?.some(({ type, status: is }) => type === "Ready" && is === "True"))
      return object;
    const taints = [...(spec?.taints ?? []), { effect: "NoSchedule" as const, key: NOT_READY }];
    return { ...object, spec: { ...spec, taints } };
  },
};
