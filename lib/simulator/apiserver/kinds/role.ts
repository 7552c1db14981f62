/** What the API server knows of Roles. */
import { pathSegmentFaults } from "../../api/path-segment-rule.ts";
import type { Role } from "../../api/types.generated.ts";
import type { KindStrategy } from "../kind-strategy.ts";
import { ruleFaults, withRules } from "./rbac/rule.ts";

export const roleStrategy: KindStrategy<Role> = {
  kind: "Role",
  nameRule: pathSegmentFaults,
  setDefaults: withRules,
  validate: ({ rules }) => ruleFaults(rules, true),
};
