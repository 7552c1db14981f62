/**
 * What a decision on a pod must know of the other pods' affinity and of its own: sums by topology
 * value out of the index, and on top of them what preemption supposes.
 */
import type { Pod } from "../../api/types.generated.ts";
import type { NodeCounts } from "../node-counts.ts";
import type { PodIndex } from "../pod-index.ts";
import { type AffinityTerm, type NamespaceLabels, termMatches, termsOf } from "./term.ts";

/** Pods on nodes with each value of a topology key, counted and supposed. */
export class TopologySums {
  readonly key: string;
  readonly #base: ReadonlyMap<string, number>;
  #supposed: Map<string, number> | undefined;

  constructor(counts: NodeCounts | undefined, key: string) {
    this.key = key;
    this.#base = counts?.byValue(key) ?? NO_SUMS;
  }

  at(value: string): number {
    return (this.#base.get(value) ?? 0) + (this.#supposed?.get(value) ?? 0);
  }

  suppose(value: string | undefined, by: number): void {
    if (value === undefined) return;
    this.#supposed ??= new Map();
    this.#supposed.set(value, (this.#supposed.get(value) ?? 0) + by);
  }

  get isEmpty(): boolean {
    if (this.#supposed === undefined) return this.#base.size === 0;
    for (const value of this.#base.keys()) if (this.at(value) !== 0) return false;
    for (const value of this.#supposed.keys()) if (this.at(value) !== 0) return false;
    return true;
  }
}

const NO_SUMS: ReadonlyMap<string, number> = new Map();

type Watched = { readonly term: AffinityTerm; readonly sums: TopologySums };

export type Incoming = {
  readonly labelsOfNamespace: NamespaceLabels;
  /** Pods that match all required terms, by each term's key. */
  readonly near: readonly Watched[];
  /** Pods that match one anti-affinity term, for each term. */
  readonly far: readonly Watched[];
  /** Pods whose own anti-affinity keeps the incoming one away. */
  readonly unwelcome: Watched[];
};

export function incomingOf(pod: Pod, index: PodIndex): Incoming {
  const { labelsOfNamespace } = index;
  const { forbid, require } = termsOf(pod);
  const all = index.counter.bind(index);
  const together =
    require.length === 0
      ? undefined
      : all(require.map(({ signature }) => signature).join("\n"), (other) =>
          matchesAll(require, other, labelsOfNamespace),
        );
  const unwelcome: Watched[] = [];
  for (const { term, counts } of index.groups()) {
    if (term.sort !== "forbid" || !termMatches(term, pod, labelsOfNamespace)) continue;
    unwelcome.push({ term, sums: new TopologySums(counts, term.topologyKey) });
  }
  return {
    labelsOfNamespace,
    near:
      together === undefined
        ? []
        : require.map((term) => ({ term, sums: new TopologySums(together, term.topologyKey) })),
    far: forbid.map((term) => {
      const counts = all(term.signature, (other) => termMatches(term, other, labelsOfNamespace));
      return { term, sums: new TopologySums(counts, term.topologyKey) };
    }),
    unwelcome,
  };
}

export function matchesAll(
  terms: readonly AffinityTerm[],
  pod: Pod,
  labelsOfNamespace: NamespaceLabels,
): boolean {
  return terms.every((term) => termMatches(term, pod, labelsOfNamespace));
}

/** What if `other` stood on a node with these labels, or no longer did. */
export function suppose(
  incoming: Incoming,
  pod: Pod,
  other: Pod,
  labels: Readonly<Record<string, string>>,
  by: 1 | -1,
): void {
  const { far, labelsOfNamespace, near, unwelcome } = incoming;
  const terms = near.map(({ term }) => term);
  if (near.length > 0 && matchesAll(terms, other, labelsOfNamespace)) {
    for (const { sums } of near) sums.suppose(labels[sums.key], by);
  }
  for (const { sums, term } of far) {
    if (termMatches(term, other, labelsOfNamespace)) sums.suppose(labels[sums.key], by);
  }
  for (const own of termsOf(other).forbid) {
    if (!termMatches(own, pod, labelsOfNamespace)) continue;
    let known = unwelcome.find(({ term }) => term.signature === own.signature);
    if (known === undefined) {
      known = { term: own, sums: new TopologySums(undefined, own.topologyKey) };
      unwelcome.push(known);
    }
    known.sums.suppose(labels[own.topologyKey], by);
  }
}
