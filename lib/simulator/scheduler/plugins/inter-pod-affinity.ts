/**
 * Pods near or far from other pods: required terms filter, of the pod itself and of those that are
 * there; preferred terms of both score.
 * https://kubernetes.io/docs/concepts/scheduling-eviction/assign-pod-node/#inter-pod-affinity-and-anti-affinity
 */
import { matchesSelector } from "../../api/label.ts";
import type { Pod } from "../../api/types.generated.ts";
import { type Incoming, incomingOf, matchesAll, suppose } from "../affinity/incoming.ts";
import { type AffinityTerm, termMatches, termsOf } from "../affinity/term.ts";
import type { CycleState, Refusal, SchedulerPlugin } from "../plugin.ts";
import type { NodeInfo, Snapshot } from "../snapshot.ts";

const NAME = "InterPodAffinity";
const SCORES = "InterPodAffinity/scores";

const NOT_NEAR: Refusal = {
  reasons: ["node(s) didn't match pod affinity rules"],
  unresolvable: true,
};
const NOT_FAR: Refusal = {
  reasons: ["node(s) didn't match pod anti-affinity rules"],
  unresolvable: false,
};
const UNWELCOME: Refusal = {
  reasons: ["node(s) didn't satisfy existing pods anti-affinity rules"],
  unresolvable: false,
};

/** Topology key → value → sum of weights. */
type Scores = Map<string, Map<string, number>>;

export const interPodAffinity: SchedulerPlugin = {
  name: NAME,
  weight: 2,

  preFilter(pod, { index }, state) {
    const incoming = incomingOf(pod, index);
    state.set(NAME, incoming);
    const { far, near, unwelcome } = incoming;
    return near.length === 0 && far.length === 0 && unwelcome.length === 0 ? "skip" : undefined;
  },

  filter(pod, { node }, state) {
    const incoming = state.get(NAME) as Incoming;
    const labels = node.metadata.labels ?? {};
    if (!isNear(pod, incoming, labels)) return NOT_NEAR;
    if (someAt(incoming.far, labels)) return NOT_FAR;
    return someAt(incoming.unwelcome, labels) ? UNWELCOME : undefined;
  },

  recount({ pod, other, node, state }, by) {
    suppose(state.get(NAME) as Incoming, pod, other, node.node.metadata.labels ?? {}, by);
  },

  preScore(pod, _nodes, state, snapshot) {
    const scores = scoresFor(pod, snapshot);
    if (scores.size === 0) return "skip";
    state.set(SCORES, scores);
    return undefined;
  },

  score(_pod, { node }: NodeInfo, state: CycleState) {
    let sum = 0;
    for (const [key, values] of state.get(SCORES) as Scores) {
      const value = node.metadata.labels?.[key];
      if (value !== undefined) sum += values.get(value) ?? 0;
    }
    return sum;
  },

  normalize(scores) {
    let lowest = Number.POSITIVE_INFINITY;
    let highest = Number.NEGATIVE_INFINITY;
    for (const score of scores) {
      if (score < lowest) lowest = score;
      if (score > highest) highest = score;
    }
    const range = highest - lowest;
    return scores.map((score) => (range > 0 ? Math.trunc(100 * ((score - lowest) / range)) : 0));
  },

  // As upstream: that a pod is gone whose own terms kept this one away is not noticed.
  wakes(pod, change) {
    const { forbid, require } = termsOf(pod);
    switch (change.kind) {
      case "PodGone":
        return forbid.some((term) => hasItsLabels(term, change.pod));
      case "PodAdded":
        return require.length > 0 && require.every((term) => hasItsLabels(term, change.pod));
      case "PodChanged":
        return [...forbid, ...require].some((term) => hasItsLabels(term, change.pod));
      case "Node":
        return [...forbid, ...require].some(({ topologyKey: key }) => {
          const value = change.after.metadata.labels?.[key];
          return change.before === undefined
            ? value !== undefined
            : change.before.metadata.labels?.[key] !== value;
        });
      default:
        return change.kind === "Namespace" || change.kind === "Itself";
    }
  },
};

// Which namespaces a selector means is left open: a try too many costs nothing.
function hasItsLabels({ term }: AffinityTerm, { metadata }: Pod): boolean {
  return matchesSelector(term.labelSelector, metadata.labels);
}

function someAt(watched: Incoming["far"], labels: Readonly<Record<string, string>>): boolean {
  for (const { sums } of watched) {
    const value = labels[sums.key];
    if (value !== undefined && sums.at(value) > 0) return true;
  }
  return false;
}

function isEmpty({ sums }: Incoming["near"][number]): boolean {
  return sums.isEmpty;
}

function isNear(
  pod: Pod,
  { labelsOfNamespace, near }: Incoming,
  labels: Readonly<Record<string, string>>,
): boolean {
  let isThere = true;
  for (const { sums } of near) {
    const value = labels[sums.key];
    if (value === undefined) return false;
    if (sums.at(value) <= 0) isThere = false;
  }
  if (isThere) return true;
  // The first of a group that wants to be together has nobody to be near to.
  if (!near.every(isEmpty)) return false;
  const terms = near.map(({ term }) => term);
  return matchesAll(terms, pod, labelsOfNamespace);
}

function scoresFor(pod: Pod, { index }: Snapshot): Scores {
  const scores: Scores = new Map();
  const { avoid, prefer } = termsOf(pod);
  const { labelsOfNamespace } = index;
  for (const term of [...prefer, ...avoid]) {
    const counts = index.counter(term.signature, (other) =>
      termMatches(term, other, labelsOfNamespace),
    );
    addScores(scores, term, counts.byValue(term.topologyKey));
  }
  if (!index.hasGroups) return scores;
  for (const { term, counts } of index.groups()) {
    if (term.sort === "forbid" || !termMatches(term, pod, labelsOfNamespace)) continue;
    addScores(scores, term, counts.byValue(term.topologyKey));
  }
  return scores;
}

function addScores(
  scores: Scores,
  { sort, topologyKey, weight }: AffinityTerm,
  counts: ReadonlyMap<string, number>,
): void {
  if (counts.size === 0) return;
  let values = scores.get(topologyKey);
  if (values === undefined) {
    values = new Map();
    scores.set(topologyKey, values);
  }
  const signed = sort === "avoid" ? -weight : weight;
  for (const [value, count] of counts) {
    values.set(value, (values.get(value) ?? 0) + signed * count);
  }
}
