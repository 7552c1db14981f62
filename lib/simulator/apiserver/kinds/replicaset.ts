/** What the API server knows of ReplicaSets: defaults, rules and columns. */
import type { ReplicaSet } from "../../api/types.generated.ts";
import type { KindStrategy } from "../kind-strategy.ts";

export const replicaSetStrategy: KindStrategy<ReplicaSet> = {
  kind: "ReplicaSet",

  setDefaults(replicaSet) {
    if (replicaSet.spec.replicas !== undefined) return replicaSet;
    return { ...replicaSet, spec: { ...replicaSet.spec, replicas: 1 } };
  },
};
