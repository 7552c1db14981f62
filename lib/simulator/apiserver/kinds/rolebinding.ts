/** What the API server knows of RoleBindings. */
import { pathSegmentFaults } from "../../api/path-segment-rule.ts";
import type { RoleBinding } from "../../api/types.generated.ts";
import type { KindStrategy } from "../kind-strategy.ts";
import { bindingFaults, roleRefFaults, withGroups } from "./rbac/rule.ts";

export const roleBindingStrategy: KindStrategy<RoleBinding> = {
  kind: "RoleBinding",
  nameRule: pathSegmentFaults,
  setDefaults: withGroups,
  validate: (binding) => bindingFaults(binding, ["Role", "ClusterRole"]),
  validateUpdate: roleRefFaults,
};
