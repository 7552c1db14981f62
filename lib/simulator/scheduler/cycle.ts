/**
 * One decision: which node a pod goes to, or why none. Pure over the snapshot: the same question
 * can be asked again later to explain the answer.
 */
import { NOTHING } from "../api/json.ts";
import type { Pod } from "../api/types.generated.ts";
import type { RandomStream } from "../engine/random.ts";
import type { Nominations } from "./nominations.ts";
import type { CycleState, Refusal, SchedulerPlugin } from "./plugin.ts";
import { type Preparation, prepare } from "./prepare.ts";
import { totalScores } from "./score.ts";
import type { NodeInfo, Snapshot } from "./snapshot.ts";
import { WhatIfNode } from "./what-if-node.ts";

export type Failed = {
  readonly nodeName: undefined;
  /** Refusals by node name; empty when the pod itself was refused. */
  readonly refusals: ReadonlyMap<string, Refusal>;
  /** A refusal that concerns all nodes at once. */
  readonly overall: Refusal | undefined;
  /** Names of the plugins that refused. */
  readonly refusedBy: ReadonlySet<string>;
  /** What the filters go by, to be asked again by preemption. */
  readonly filters: readonly SchedulerPlugin[];
  readonly state: CycleState;
};

export type Decision = { readonly nodeName: string } | Failed;

/** Below this number every node is looked at. */
const NODES_FEASIBLE_MIN = 100;

export type CycleOptions = {
  readonly plugins: readonly SchedulerPlugin[];
  /** Breaks ties between nodes; without it the first in list order is taken. */
  readonly tieBreak: RandomStream | undefined;
  /** Where in the list of nodes to begin, so that sampling is fair over many decisions. */
  readonly startIndex: number;
  /** Pods that wait for their place on a node; it is kept for the more important ones. */
  readonly nominations?: Nominations;
};

export type Cycle = { readonly decision: Decision; readonly examined: number };

type Question = Preparation & {
  readonly pod: Pod;
  readonly snapshot: Snapshot;
  readonly options: CycleOptions;
};

type Asking = Pick<Question, "filters" | "options" | "pod" | "refusedBy" | "state">;

export function decide(pod: Pod, snapshot: Snapshot, options: CycleOptions): Cycle {
  const prepared = prepare(pod, snapshot, options.plugins);
  const { filters, overall, refusedBy, state } = prepared;
  const failed = (refusals: ReadonlyMap<string, Refusal>): Failed => {
    return { nodeName: undefined, refusals, overall, refusedBy, filters, state };
  };
  if (overall !== undefined) return { decision: failed(new Map()), examined: 0 };
  const question: Question = { ...NOTHING, ...prepared, pod, snapshot, options };
  const nominated = nominatedNode(question);
  if (nominated !== undefined) {
    return { decision: { nodeName: nominated.node.metadata.name }, examined: 0 };
  }
  const { feasible, refusals, examined } = filterNodes(question);
  const [only] = feasible;
  if (only === undefined) {
    // Looked up by name by those who ask why, and by nobody else.
    const byName = refusals.map(([{ node }, refusal]) => [node.metadata.name, refusal] as const);
    return { decision: failed(new Map(byName)), examined };
  }
  const best = feasible.length === 1 ? only : bestNode(question, feasible);
  return { decision: { nodeName: best.node.metadata.name }, examined };
}

// A node that was made free for this pod is taken without a look at the others.
function nominatedNode(question: Question): NodeInfo | undefined {
  const { nodeNames, pod, snapshot } = question;
  const name = pod.status.nominatedNodeName;
  if (name === undefined || name === "") return undefined;
  const info = snapshot.nodeNamed(name);
  if (info === undefined || nodeNames?.has(name) === false) return undefined;
  return refusalWithNominated(question, info) === undefined ? info : undefined;
}

function filterNodes(question: Question) {
  const { nodeNames, options, refusalElsewhere, snapshot } = question;
  const { nodes } = snapshot;
  const enough = feasibleEnough(nodes.length);
  const ask = options.nominations?.isEmpty === false ? refusalWithNominated : refusalAlone;
  const feasible: NodeInfo[] = [];
  const refusals: [NodeInfo, Refusal][] = [];
  let examined = 0;
  while (examined < nodes.length && feasible.length < enough) {
    const node = nodes[(options.startIndex + examined) % nodes.length] as NodeInfo;
    examined += 1;
    const refusal =
      nodeNames === undefined || nodeNames.has(node.node.metadata.name)
        ? ask(question, node)
        : refusalElsewhere;
    if (refusal === undefined) feasible.push(node);
    else refusals.push([node, refusal]);
  }
  return { feasible, refusals, examined };
}

/** Asked twice when others wait for a place there: with them, and without. */
export function refusalWithNominated(asking: Asking, node: NodeInfo): Refusal | undefined {
  const { filters, options, pod, state } = asking;
  const others = options.nominations?.onNode(node.node.metadata.name, pod) ?? [];
  if (others.length === 0) return refusalAlone(asking, node);
  const fuller = new WhatIfNode(node);
  const recount = (other: Pod, by: 1 | -1): void => {
    for (const plugin of filters) plugin.recount?.({ pod, other, node, state }, by);
  };
  for (const other of others) {
    fuller.add(other);
    recount(other, 1);
  }
  const refusal = refusalAlone(asking, fuller);
  for (const other of others) recount(other, -1);
  return refusal ?? refusalAlone(asking, node);
}

function refusalAlone(
  { filters, pod, refusedBy, state }: Asking,
  node: NodeInfo,
): Refusal | undefined {
  for (const plugin of filters) {
    const refusal = plugin.filter?.(pod, node, state);
    if (refusal === undefined) continue;
    refusedBy.add(plugin.name);
    return refusal;
  }
  return undefined;
}

// Large clusters are sampled: 50 % of the nodes less one per 125, at least 5 %, at least 100.
function feasibleEnough(nodeCount: number): number {
  if (nodeCount < NODES_FEASIBLE_MIN) return nodeCount;
  const percentage = Math.max(5, 50 - Math.floor(nodeCount / 125));
  return Math.max(NODES_FEASIBLE_MIN, Math.floor((nodeCount * percentage) / 100));
}

function bestNode(question: Question, nodes: readonly NodeInfo[]): NodeInfo {
  const { tieBreak } = question.options;
  const totals = totalScores({ ...question, plugins: question.options.plugins }, nodes);
  let best = 0;
  let ties = 1;
  for (let index = 1; index < totals.length; index += 1) {
    const total = totals[index] ?? 0;
    const highest = totals[best] ?? 0;
    if (total > highest) {
      best = index;
      ties = 1;
    } else if (total === highest) {
      ties += 1;
      if (tieBreak !== undefined && tieBreak.below(ties) === 0) best = index;
    }
  }
  return nodes[best] as NodeInfo;
}
