/** Numbers of pods by node, and their sums by any label of the nodes, kept up to date. */

type Labels = Readonly<Record<string, string>> | undefined;

export class NodeCounts {
  readonly #labelsOf: (nodeName: string) => Labels;
  readonly #byNode = new Map<string, number>();
  readonly #sums = new Map<string, Map<string, number>>();

  /** `labelsOf` answers undefined for a node that does not exist: its pods do not count. */
  constructor(labelsOf: (nodeName: string) => Labels) {
    this.#labelsOf = labelsOf;
  }

  get isEmpty(): boolean {
    return this.#byNode.size === 0;
  }

  add(nodeName: string, by: number): void {
    addTo(this.#byNode, nodeName, by);
    if (this.#sums.size === 0) return;
    const labels = this.#labelsOf(nodeName);
    for (const [key, sums] of this.#sums) {
      const value = labels?.[key];
      if (value !== undefined) addTo(sums, value, by);
    }
  }

  on(nodeName: string): number {
    return this.#byNode.get(nodeName) ?? 0;
  }

  /** Value of the label → number of pods on nodes that have it; values without pods left out. */
  byValue(key: string): ReadonlyMap<string, number> {
    let sums = this.#sums.get(key);
    if (sums === undefined) {
      sums = new Map();
      for (const [nodeName, count] of this.#byNode) {
        const value = this.#labelsOf(nodeName)?.[key];
        if (value !== undefined) addTo(sums, value, count);
      }
      this.#sums.set(key, sums);
    }
    return sums;
  }

  /** Nodes came, went or have other labels. */
  forgetSums(): void {
    this.#sums.clear();
  }
}

function addTo(counts: Map<string, number>, key: string, by: number): void {
  const next = (counts.get(key) ?? 0) + by;
  if (next === 0) counts.delete(key);
  else counts.set(key, next);
}
