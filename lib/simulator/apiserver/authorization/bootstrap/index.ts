/**
 * Roles and bindings that the API server makes itself when a cluster begins; the roles that are
 * made of others come with the rules that their controller gives them.
 */
import { aggregatedRules } from "../aggregate.ts";
import { CLUSTER_ROLE_BINDINGS, NAMESPACE_ROLE_BINDINGS, NAMESPACE_ROLES } from "./binding.ts";
import { CLUSTER_ROLES } from "./cluster-role.ts";
import { CONTROLLER_ROLES } from "./controller-role.ts";
import {
  type BootstrapRbacObject,
  controllerBindings,
  parseBindings,
  parseRoles,
} from "./parse.ts";

const PREFIX = "system:controller:";

let known: readonly BootstrapRbacObject[] | undefined;

export function bootstrapRbacObjects(): readonly BootstrapRbacObject[] {
  known ??= makeObjects();
  return known;
}

function makeObjects(): readonly BootstrapRbacObject[] {
  const controllers = parseRoles(CONTROLLER_ROLES, PREFIX);
  const parts = [...parseRoles(CLUSTER_ROLES), ...controllers];
  return [
    ...filledIn(filledIn(filledIn(parts))),
    ...parseBindings(CLUSTER_ROLE_BINDINGS),
    ...controllerBindings(controllers, PREFIX),
    ...parseRoles(NAMESPACE_ROLES),
    ...parseBindings(NAMESPACE_ROLE_BINDINGS),
  ];
}

// view is part of edit, edit of admin: three rounds reach the end.
function filledIn(roles: readonly BootstrapRbacObject[]): readonly BootstrapRbacObject[] {
  return roles.map((role) =>
    role.aggregationRule === undefined
      ? role
      : { ...role, rules: aggregatedRules(role as never, roles as never) },
  );
}
