/** What the API server knows of ClusterRoles. */
import { required } from "../../api/field-error.ts";
import { pathSegmentFaults } from "../../api/path-segment-rule.ts";
import type { ClusterRole } from "../../api/types.generated.ts";
import type { KindStrategy } from "../kind-strategy.ts";
import { validateLabelSelector } from "../validation/label-selector.ts";
import { ruleFaults, withRules } from "./rbac/rule.ts";

const SELECTORS = "aggregationRule.clusterRoleSelectors";

export const clusterRoleStrategy: KindStrategy<ClusterRole> = {
  kind: "ClusterRole",
  nameRule: pathSegmentFaults,
  setDefaults: withRules,

  validate({ aggregationRule, rules }) {
    const faults = ruleFaults(rules, false);
    if (aggregationRule === undefined || aggregationRule === null) return faults;
    const selectors = aggregationRule.clusterRoleSelectors ?? [];
    if (selectors.length === 0) {
      const why = "at least one clusterRoleSelector required if aggregationRule is non-nil";
      return [...faults, required(SELECTORS, why)];
    }
    return [
      ...faults,
      ...selectors.flatMap((selector, i) => validateLabelSelector(selector, `${SELECTORS}[${i}]`)),
    ];
  },
};
