/**
 * Topology spread constraints of a pod, or the two that the default profile wishes for pods that
 * belong to something.
 * https://kubernetes.io/docs/concepts/scheduling-eviction/topology-spread-constraints/
 */
import { matchesSelector } from "../../api/label.ts";
import { controllerOf, keyFor } from "../../api/object.ts";
import { tolerates } from "../../api/toleration.ts";
import type {
  LabelSelector,
  Node,
  Pod,
  TopologySpreadConstraint,
} from "../../api/types.generated.ts";
import type { Cache } from "../../informers/cache.ts";
import type { NodeCounts } from "../node-counts.ts";
import { hasNodeRequirement, matchesRequired } from "../node-requirement.ts";
import type { PodIndex } from "../pod-index.ts";

export type Spread = Pick<
  TopologySpreadConstraint,
  "maxSkew" | "topologyKey" | "minDomains" | "nodeAffinityPolicy" | "nodeTaintsPolicy"
> & {
  /** All of them must match; none: nothing does. */
  readonly selectors: readonly LabelSelector[];
};

export const HOSTNAME = "kubernetes.io/hostname";
const DEFAULTS = [
  { maxSkew: 3, topologyKey: HOSTNAME },
  { maxSkew: 5, topologyKey: "topology.kubernetes.io/zone" },
];

export function ownSpreads(
  { spec }: Pod,
  when: TopologySpreadConstraint["whenUnsatisfiable"],
): readonly Spread[] {
  return (spec.topologySpreadConstraints ?? [])
    .filter(({ whenUnsatisfiable }) => whenUnsatisfiable === when)
    .map(({ labelSelector, ...rest }) => ({
      ...rest,
      selectors: labelSelector === undefined ? [] : [labelSelector],
    }));
}

/** For a pod that says nothing itself: spread what its services and its owner select. */
export function defaultSpreads(pod: Pod, cache: Cache): readonly Spread[] {
  const selectors = defaultSelectors(pod, cache);
  if (selectors.length === 0) return [];
  return DEFAULTS.map((one) => ({ ...one, selectors }));
}

function defaultSelectors(pod: Pod, cache: Cache): readonly LabelSelector[] {
  const { labels = {}, namespace = "" } = pod.metadata;
  const matchLabels: Record<string, string> = {};
  for (const { spec } of cache.list("Service", namespace)) {
    const selector = spec.selector ?? {};
    const names = Object.keys(selector);
    if (names.length === 0 || names.some((name) => labels[name] !== selector[name])) continue;
    Object.assign(matchLabels, selector);
  }
  const owner = controllerOf(pod);
  const key = keyFor(namespace, owner?.name ?? "");
  const added: LabelSelector[] = [];
  if (owner?.kind === "ReplicationController") {
    Object.assign(matchLabels, cache.get("ReplicationController", key)?.spec.selector);
  } else if (owner?.kind === "ReplicaSet" || owner?.kind === "StatefulSet") {
    const selector = cache.get(owner.kind, key)?.spec.selector;
    if (selector !== undefined) added.push(selector);
  }
  return [...(Object.keys(matchLabels).length === 0 ? [] : [{ matchLabels }]), ...added];
}

export function selects({ selectors }: Spread, pod: Pod): boolean {
  if (selectors.length === 0) return false;
  return selectors.every((selector) => matchesSelector(selector, pod.metadata.labels));
}

/** Pods of the namespace that the constraint counts; those that are going away do not count. */
export function countsOf(spread: Spread, namespace: string, index: PodIndex): NodeCounts {
  const isAll = spread.selectors.every(
    ({ matchExpressions = [], matchLabels = {} }) =>
      matchExpressions.length === 0 && Object.keys(matchLabels).length === 0,
  );
  // A selector that selects everything counts nothing, as upstream has it.
  if (isAll) return index.counter("spread nothing", () => false);
  const key = `spread ${namespace} ${JSON.stringify(spread.selectors)}`;
  return index.counter(
    key,
    (pod) =>
      pod.metadata.namespace === namespace &&
      pod.metadata.deletionTimestamp === undefined &&
      selects(spread, pod),
  );
}

/** Whether the node takes part in the count. */
export function takesPart(spread: Spread, pod: Pod, node: Node): boolean {
  if (spread.nodeAffinityPolicy !== "Ignore" && !matchesRequired(pod, node)) return false;
  if (spread.nodeTaintsPolicy !== "Honor") return true;
  return (node.spec.taints ?? []).every(
    (taint) => taint.effect === "PreferNoSchedule" || tolerates(pod.spec.tolerations, taint),
  );
}

/** All nodes take part: nothing about the pod leaves one out. */
export function allTakePart(spread: Spread, pod: Pod): boolean {
  const byAffinity = spread.nodeAffinityPolicy !== "Ignore" && hasNodeRequirement(pod);
  return !byAffinity && spread.nodeTaintsPolicy !== "Honor";
}

export function hasAllKeys({ metadata }: Node, spreads: readonly Spread[]): boolean {
  return spreads.every(({ topologyKey }) => metadata.labels?.[topologyKey] !== undefined);
}
