/**
 * Placed pods by what selectors ask of them: counters that are made when a decision first asks and
 * are kept up to date pod by pod, so that no decision looks at all pods again.
 */
import type { Pod } from "../api/types.generated.ts";
import { type AffinityTerm, type NamespaceLabels, termsOf } from "./affinity/term.ts";
import { NodeCounts } from "./node-counts.ts";

type Counter = { readonly matches: (pod: Pod) => boolean; readonly counts: NodeCounts };

/** Terms that ask for the same, with the number of pods that have them, by node. */
export type TermGroup = { readonly term: AffinityTerm; readonly counts: NodeCounts };

type Labels = Readonly<Record<string, string>> | undefined;

/** Counters beyond this number make room for new ones, the longest unused first. */
const COUNTERS_MAX = 128;

export class PodIndex {
  readonly #labelsOf: (nodeName: string) => Labels;
  readonly #placed: () => Iterable<{ readonly pod: Pod; readonly nodeName: string }>;
  readonly #counters = new Map<string, Counter>();
  readonly #groups = new Map<string, TermGroup>();
  readonly labelsOfNamespace: NamespaceLabels;

  constructor(
    labelsOf: (nodeName: string) => Labels,
    labelsOfNamespace: NamespaceLabels,
    placed: () => Iterable<{ readonly pod: Pod; readonly nodeName: string }>,
  ) {
    this.#labelsOf = labelsOf;
    this.#placed = placed;
    this.labelsOfNamespace = labelsOfNamespace;
  }

  /** Pods for which `matches` holds; `key` must say all that `matches` depends on. */
  counter(key: string, matches: (pod: Pod) => boolean): NodeCounts {
    let counter = this.#counters.get(key);
    if (counter === undefined) {
      counter = { matches, counts: new NodeCounts(this.#labelsOf) };
      for (const { pod, nodeName } of this.#placed()) {
        if (matches(pod)) counter.counts.add(nodeName, 1);
      }
    } else this.#counters.delete(key);
    this.#counters.set(key, counter);
    if (this.#counters.size > COUNTERS_MAX) this.#dropOldest();
    return counter.counts;
  }

  /** Affinity terms of placed pods. */
  groups(): Iterable<TermGroup> {
    return this.#groups.values();
  }

  get hasGroups(): boolean {
    return this.#groups.size > 0;
  }

  add(pod: Pod, nodeName: string): void {
    this.#count(pod, nodeName, 1);
    for (const term of allTerms(pod)) {
      let group = this.#groups.get(term.signature);
      if (group === undefined) {
        group = { term, counts: new NodeCounts(this.#labelsOf) };
        this.#groups.set(term.signature, group);
      }
      group.counts.add(nodeName, 1);
    }
  }

  remove(pod: Pod, nodeName: string): void {
    this.#count(pod, nodeName, -1);
    for (const { signature } of allTerms(pod)) {
      const group = this.#groups.get(signature);
      group?.counts.add(nodeName, -1);
      if (group?.counts.isEmpty === true) this.#groups.delete(signature);
    }
  }

  /** Nodes came, went or have other labels. */
  nodesChanged(): void {
    for (const { counts } of this.#counters.values()) counts.forgetSums();
    for (const { counts } of this.#groups.values()) counts.forgetSums();
  }

  /** Namespaces have other labels: what was counted by them is counted anew. */
  namespacesChanged(): void {
    this.#counters.clear();
  }

  #count(pod: Pod, nodeName: string, by: 1 | -1): void {
    for (const { counts, matches } of this.#counters.values()) {
      if (matches(pod)) counts.add(nodeName, by);
    }
  }

  #dropOldest(): void {
    for (const key of this.#counters.keys()) {
      this.#counters.delete(key);
      return;
    }
  }
}

function allTerms(pod: Pod): readonly AffinityTerm[] {
  const { affinity } = pod.spec;
  if (affinity?.podAffinity === undefined && affinity?.podAntiAffinity === undefined) return NONE;
  const { avoid, forbid, prefer, require } = termsOf(pod);
  return [...require, ...forbid, ...prefer, ...avoid];
}

const NONE: readonly AffinityTerm[] = [];
