/**
 * Spreads pods over topologies: hard constraints filter by the skew that the pod would make, soft
 * ones score.
 * https://kubernetes.io/docs/concepts/scheduling-eviction/topology-spread-constraints/
 */
import type { Pod } from "../../api/types.generated.ts";
import { nodeDiffers } from "../cluster-change.ts";
import type { CycleState, Refusal, SchedulerPlugin } from "../plugin.ts";
import { hasAllKeys, ownSpreads, selects } from "../spread/constraint.ts";
import { Domains } from "../spread/domains.ts";
import { normalizedSpread, type SoftSpread, softSpread, spreadScore } from "../spread/score.ts";

const NAME = "PodTopologySpread";
const SCORES = "PodTopologySpread/scores";
const TEXT = "node(s) didn't match pod topology spread constraints";

const UNLIKE: Refusal = { reasons: [TEXT], unresolvable: false };
const NO_LABEL: Refusal = {
  reasons: [`${TEXT} (missing required label)`],
  unresolvable: true,
};

export const podTopologySpread: SchedulerPlugin = {
  name: NAME,
  weight: 2,

  preFilter(pod, snapshot, state) {
    const spreads = ownSpreads(pod, "DoNotSchedule");
    if (spreads.length === 0) return "skip";
    const domains = spreads.map((spread) => new Domains(pod, spread, spreads, snapshot));
    state.set(NAME, domains);
    return undefined;
  },

  filter(_pod, { node }, state) {
    for (const domains of state.get(NAME) as readonly Domains[]) {
      const { self, spread } = domains;
      const value = node.metadata.labels?.[spread.topologyKey];
      if (value === undefined) return NO_LABEL;
      if (domains.at(value) + self - domains.fewest > spread.maxSkew) return UNLIKE;
    }
    return undefined;
  },

  recount({ pod, other, node, state }, by) {
    const all = state.get(NAME) as readonly Domains[];
    if (other.metadata.namespace !== pod.metadata.namespace) return;
    const spreads = all.map(({ spread }) => spread);
    if (!hasAllKeys(node.node, spreads)) return;
    for (const domains of all) domains.suppose(pod, other, node, by);
  },

  preScore(pod, nodes, state, snapshot) {
    const soft = softSpread(pod, nodes, snapshot);
    if (soft === undefined) return "skip";
    state.set(SCORES, soft);
    return undefined;
  },

  score: (_pod, node, state) => spreadScore(softOf(state), node),

  normalize: (scores, _pod, state, nodes) => normalizedSpread(scores, nodes, softOf(state)),

  wakes(pod, change) {
    if (change.kind === "PodAdded" || change.kind === "PodGone" || change.kind === "PodChanged")
      return isCounted(pod, change.pod);
    if (change.kind === "Itself" || change.kind === "NodeGone") return true;
    return nodeDiffers(change, "labels", "taints");
  },
};

function softOf(state: CycleState): SoftSpread {
  return state.get(SCORES) as SoftSpread;
}

function isCounted(pod: Pod, other: Pod): boolean {
  if (pod.metadata.namespace !== other.metadata.namespace) return false;
  return ownSpreads(pod, "DoNotSchedule").some((spread) => selects(spread, other));
}
