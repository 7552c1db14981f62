/** The rules of a ClusterRole that is made of others: those that its selectors find, each once. */
import { sameJson } from "../../api/json.ts";
import { matchesSelector } from "../../api/label.ts";
import type { ClusterRole, PolicyRule } from "../../api/types.generated.ts";

export function aggregatedRules(
  role: ClusterRole,
  all: readonly ClusterRole[],
): readonly PolicyRule[] {
  const rules: PolicyRule[] = [];
  for (const selector of role.aggregationRule?.clusterRoleSelectors ?? []) {
    const parts = all
      .filter(({ metadata }) => metadata.name !== role.metadata.name)
      .filter(({ metadata }) => matchesSelector(selector, metadata.labels))
      .sort((a, b) => (a.metadata.name < b.metadata.name ? -1 : 1));
    for (const rule of parts.flatMap((part) => part.rules ?? [])) {
      if (!rules.some((known) => sameJson(known, rule))) rules.push(rule);
    }
  }
  return rules;
}
