/** What the API server knows of ClusterRoleBindings. */
import { pathSegmentFaults } from "../../api/path-segment-rule.ts";
import type { ClusterRoleBinding } from "../../api/types.generated.ts";
import type { KindStrategy } from "../kind-strategy.ts";
import { bindingFaults, roleRefFaults, withGroups } from "./rbac/rule.ts";

export const clusterRoleBindingStrategy: KindStrategy<ClusterRoleBinding> = {
  kind: "ClusterRoleBinding",
  nameRule: pathSegmentFaults,
  setDefaults: withGroups,
  validate: (binding) => bindingFaults(binding, ["ClusterRole"]),
  validateUpdate: roleRefFaults,
};
