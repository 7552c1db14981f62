/** For one hard constraint: how many matching pods each topology value has, and the fewest. */
import type { Pod } from "../../api/types.generated.ts";
import type { NodeInfo, Snapshot } from "../snapshot.ts";
import {
  allTakePart,
  countsOf,
  hasAllKeys,
  type Spread,
  selects,
  takesPart,
} from "./constraint.ts";

export class Domains {
  readonly spread: Spread;
  /** The incoming pod counts itself. */
  readonly self: 0 | 1;
  readonly #counts: Map<string, number>;
  /** Values without pods are in `#counts` too only if this says so. */
  readonly #size: number;
  #fewest: number | undefined;

  constructor(pod: Pod, spread: Spread, all: readonly Spread[], snapshot: Snapshot) {
    this.spread = spread;
    this.self = selects(spread, pod) ? 1 : 0;
    const counts = countsOf(spread, pod.metadata.namespace ?? "", snapshot.index);
    const isPlain =
      allTakePart(spread, pod) && all.every((one) => one.topologyKey === spread.topologyKey);
    if (isPlain) {
      this.#counts = new Map(counts.byValue(spread.topologyKey));
      this.#size = snapshot.topologyValues(spread.topologyKey).size;
      return;
    }
    this.#counts = new Map();
    for (const { node } of snapshot.nodes) {
      if (!hasAllKeys(node, all) || !takesPart(spread, pod, node)) continue;
      const value = node.metadata.labels?.[spread.topologyKey] ?? "";
      const before = this.#counts.get(value) ?? 0;
      this.#counts.set(value, before + counts.on(node.metadata.name));
    }
    this.#size = this.#counts.size;
  }

  at(value: string): number {
    return this.#counts.get(value) ?? 0;
  }

  /** The fewest pods of any value; 0 while there are fewer values than wanted. */
  get fewest(): number {
    if (this.#size < (this.spread.minDomains ?? 1)) return 0;
    if (this.#fewest === undefined) {
      let fewest = this.#counts.size < this.#size ? 0 : Number.POSITIVE_INFINITY;
      for (const count of this.#counts.values()) if (count < fewest) fewest = count;
      this.#fewest = fewest;
    }
    return this.#fewest;
  }

  suppose(pod: Pod, other: Pod, { node }: NodeInfo, by: 1 | -1): void {
    if (!selects(this.spread, other) || !takesPart(this.spread, pod, node)) return;
    const value = node.metadata.labels?.[this.spread.topologyKey] ?? "";
    this.#counts.set(value, this.at(value) + by);
    this.#fewest = undefined;
  }
}
