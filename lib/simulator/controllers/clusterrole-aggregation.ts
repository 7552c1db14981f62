/** A ClusterRole with an aggregation rule has the rules of the roles that its selectors find. */
import { sameJson } from "../api/json.ts";
import type { ClusterRole } from "../api/types.generated.ts";
import { aggregatedRules } from "../apiserver/authorization/aggregate.ts";
import type { Cache } from "../informers/cache.ts";
import type { Controller } from "./controller.ts";

export const clusterRoleAggregationController: Controller = {
  name: "clusterrole-aggregation-controller",
  for: "ClusterRole",
  watches: [{ kind: "ClusterRole", keysFor: (_role, cache) => aggregatedKeys(cache) }],

  reconcile(key, { api, cache }) {
    const role = cache.get("ClusterRole", key);
    if (role?.aggregationRule === undefined) return "done";
    const rules = aggregatedRules(role, cache.list("ClusterRole"));
    if (sameJson(rules, role.rules ?? [])) return "done";
    api.update<"ClusterRole">({ ...role, rules });
    return "done";
  },
};

function aggregatedKeys(cache: Cache): readonly string[] {
  const roles: readonly ClusterRole[] = cache.list("ClusterRole");
  return roles
    .filter(({ aggregationRule }) => aggregationRule !== undefined)
    .map(({ metadata }) => metadata.name);
}
