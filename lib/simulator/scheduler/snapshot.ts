/** What the scheduler knows at the moment of a decision: nodes with their pods and what is left. */
import type { Node, Pod } from "../api/types.generated.ts";
import type { Cache } from "../informers/cache.ts";
import type { PodIndex } from "./pod-index.ts";

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
  /** Zone by zone in turn, as the real scheduler looks at them. */
  readonly nodes: readonly NodeInfo[];
  readonly nodeNamed: (name: string) => NodeInfo | undefined;
  /** Pods by what selectors and affinity terms ask of them. */
  readonly index: PodIndex;
  /** Claims, volumes, classes, services, namespaces … */
  readonly cache: Cache;
  /** How many nodes have images of some size: without any, images decide nothing. */
  readonly nodesWithImages: number;
  /** Value of a label → number of nodes that have it. */
  readonly topologyValues: (key: string) => ReadonlyMap<string, number>;
};
