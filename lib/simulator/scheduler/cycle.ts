/**
 * One decision: which node a pod goes to, or why none. Pure over the snapshot: the same question
 * can be asked again later to explain the answer.
 */
import type { Pod } from "../api/types.generated.ts";
import type { RandomStream } from "../engine/random.ts";
import type { CycleState, Refusal, SchedulerPlugin } from "./plugin.ts";
import type { NodeInfo, Snapshot } from "./snapshot.ts";

export type Decision =
  | { readonly nodeName: string }
  | {
      readonly nodeName: undefined;
      /** Refusals by node name; empty when the pod itself was refused. */
      readonly refusals: ReadonlyMap<string, Refusal>;
      /** A refusal that concerns all nodes at once. */
      readonly overall: Refusal | undefined;
    };

/** Below this number every node is looked at. */
const NODES_FEASIBLE_MIN = 100;

export type CycleOptions = {
  readonly plugins: readonly SchedulerPlugin[];
  /** Breaks ties between nodes; without it the first in list order is taken. */
  readonly tieBreak: RandomStream | undefined;
  /** Where in the list of nodes to begin, so that sampling is fair over many decisions. */
  readonly startIndex: number;
};

export type Cycle = { readonly decision: Decision; readonly examined: number };

export function decide(pod: Pod, snapshot: Snapshot, options: CycleOptions): Cycle {
  const state: CycleState = new Map();
  const filters: SchedulerPlugin[] = [];
  for (const plugin of options.plugins) {
    const answer = plugin.preFilter?.(pod, snapshot, state);
    if (answer === "skip") continue;
    if (answer !== undefined) {
      return {
        decision: { nodeName: undefined, refusals: new Map(), overall: answer },
        examined: 0,
      };
    }
    if (plugin.filter !== undefined) filters.push(plugin);
  }
  const { feasible, refusals, examined } = filterNodes(
    pod,
    snapshot,
    filters,
    state,
    options.startIndex,
  );
  if (feasible.length === 0) {
    return { decision: { nodeName: undefined, refusals, overall: undefined }, examined };
  }
  const best = feasible.length === 1 ? feasible[0] : bestNode(pod, feasible, state, options);
  return { decision: { nodeName: (best as NodeInfo).node.metadata.name }, examined };
}

function filterNodes(
  pod: Pod,
  { nodes }: Snapshot,
  filters: readonly SchedulerPlugin[],
  state: CycleState,
  startIndex: number,
) {
  const enough = feasibleEnough(nodes.length);
  const feasible: NodeInfo[] = [];
  const refusals = new Map<string, Refusal>();
  let examined = 0;
  while (examined < nodes.length && feasible.length < enough) {
    const node = nodes[(startIndex + examined) % nodes.length] as NodeInfo;
    examined += 1;
    const refusal = refusalOf(pod, node, filters, state);
    if (refusal === undefined) feasible.push(node);
    else refusals.set(node.node.metadata.name, refusal);
  }
  return { feasible, refusals, examined };
}

export function refusalOf(
  pod: Pod,
  node: NodeInfo,
  filters: readonly SchedulerPlugin[],
  state: CycleState,
): Refusal | undefined {
  for (const plugin of filters) {
    const refusal = plugin.filter?.(pod, node, state);
    if (refusal !== undefined) return refusal;
  }
  return undefined;
}

// Large clusters are sampled: 50 % of the nodes less one per 125, at least 5 %, at least 100.
function feasibleEnough(nodeCount: number): number {
  if (nodeCount < NODES_FEASIBLE_MIN) return nodeCount;
  const percentage = Math.max(5, 50 - Math.floor(nodeCount / 125));
  return Math.max(NODES_FEASIBLE_MIN, Math.floor((nodeCount * percentage) / 100));
}

function bestNode(
  pod: Pod,
  nodes: readonly NodeInfo[],
  state: CycleState,
  { plugins, tieBreak }: CycleOptions,
): NodeInfo | undefined {
  const totals = totalScores(pod, nodes, state, plugins);
  let best = -1;
  let ties = 0;
  totals.forEach((total, index) => {
    const highest = totals[best] ?? Number.NEGATIVE_INFINITY;
    if (total > highest) {
      best = index;
      ties = 1;
    } else if (total === highest) {
      ties += 1;
      if (tieBreak !== undefined && tieBreak.below(ties) === 0) best = index;
    }
  });
  return nodes[best];
}

export function totalScores(
  pod: Pod,
  nodes: readonly NodeInfo[],
  state: CycleState,
  plugins: readonly SchedulerPlugin[],
): readonly number[] {
  const totals = new Array<number>(nodes.length).fill(0);
  for (const plugin of plugins) {
    const { score, weight = 1 } = plugin;
    if (score === undefined || plugin.preScore?.(pod, nodes, state) === "skip") continue;
    const raw = nodes.map((node) => score(pod, node, state));
    const scores = plugin.normalize?.(raw, pod, state) ?? raw;
    scores.forEach((value, index) => {
      totals[index] = (totals[index] ?? 0) + value * weight;
    });
  }
  return totals;
}
