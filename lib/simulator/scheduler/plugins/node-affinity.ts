/**
 * Node selectors and node affinity: required terms filter, preferred terms score by weight.
 * https://kubernetes.io/docs/concepts/scheduling-eviction/assign-pod-node/
 */
import { matchesTerm } from "../../api/node-selector.ts";
import type { Pod } from "../../api/types.generated.ts";
import { nodeDiffers } from "../cluster-change.ts";
import { hasNodeRequirement, matchesRequired } from "../node-requirement.ts";
import { normalizeToHundred } from "../normalize.ts";
import type { SchedulerPlugin } from "../plugin.ts";

const REFUSAL = {
  reasons: ["node(s) didn't match Pod's node affinity/selector"],
  unresolvable: true,
};

export const nodeAffinity: SchedulerPlugin = {
  name: "NodeAffinity",
  weight: 2,

  preFilter(pod) {
    if (!hasNodeRequirement(pod)) return "skip";
    const nodeNames = namesAskedFor(pod);
    return nodeNames === undefined ? undefined : { nodeNames };
  },

  filter: (pod, { node }) => (matchesRequired(pod, node) ? undefined : REFUSAL),

  preScore(pod) {
    const preferred =
      pod.spec.affinity?.nodeAffinity?.preferredDuringSchedulingIgnoredDuringExecution;
    return (preferred?.length ?? 0) === 0 ? "skip" : undefined;
  },

  score(pod, { node }) {
    const terms =
      pod.spec.affinity?.nodeAffinity?.preferredDuringSchedulingIgnoredDuringExecution ?? [];
    return terms.reduce(
      (sum, term) => sum + (matchesTerm(term.preference, node) ? term.weight : 0),
      0,
    );
  },

  normalize: (scores) => normalizeToHundred(scores, { fewerIsBetter: false }),

  wakes(pod, change) {
    if (!nodeDiffers(change, "labels")) return false;
    const { after, before } = change;
    const isBetter = before === undefined || !matchesRequired(pod, before);
    return isBetter && matchesRequired(pod, after);
  },
};

/** Nodes by name, when every alternative names one: a DaemonSet's pods do. */
function namesAskedFor({ spec }: Pod): ReadonlySet<string> | undefined {
  const terms =
    spec.affinity?.nodeAffinity?.requiredDuringSchedulingIgnoredDuringExecution?.nodeSelectorTerms;
  if (terms === undefined || terms.length === 0) return undefined;
  const names = new Set<string>();
  for (const { matchFields = [] } of terms) {
    let common: readonly string[] | undefined;
    for (const { key, operator, values = [] } of matchFields) {
      if (key !== "metadata.name" || operator !== "In") continue;
      common = common === undefined ? values : common.filter((name) => values.includes(name));
    }
    if (common === undefined) return undefined;
    for (const name of common) names.add(name);
  }
  return names;
}
