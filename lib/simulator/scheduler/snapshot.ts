/** What the scheduler knows at the moment of a decision: nodes with their pods and what is left. */
import type { Node, Pod } from "../api/types.generated.ts";
import type { Cache } from "../informers/cache.ts";

/** Amounts in base units: cpu in millicores, memory and storage in bytes, others in pieces. */
export type Resources = Readonly<Record<string, number>>;

export type NodeInfo = {
  readonly node: Node;
  readonly pods: readonly Pod[];
  readonly podCount: number;
  /** Sum of the requests of the pods, by resource. */
  readonly requested: Resources;
  /**
   * As `requested`, with 100m CPU and 200Mi memory for containers that ask for nothing;
   * for scores.
   */
  readonly requestedNonZero: Resources;
  readonly allocatable: Resources;
};

export type Snapshot = {
  readonly nodes: readonly NodeInfo[];
  /** Everything else that the scheduler watches: claims, volumes, classes. */
  readonly cache?: Cache;
};
