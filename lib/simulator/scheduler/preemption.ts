/**
 * Which pods would have to go so that a pod fits: for each node the fewest and least important
 * ones, disruption budgets respected where possible, and of all nodes the one where least is lost.
 * https://kubernetes.io/docs/concepts/scheduling-eviction/pod-priority-preemption/
 */
import type { Pod, PodDisruptionBudget } from "../api/types.generated.ts";
import { type Failed, refusalWithNominated } from "./cycle.ts";
import { violatesBudget } from "./disruption-budget.ts";
import type { Nominations } from "./nominations.ts";
import type { Refusal } from "./plugin.ts";
import type { NodeInfo, Snapshot } from "./snapshot.ts";
import { byImportance, type Candidate, leastLoss, priorityOf } from "./victim-choice.ts";
import { WhatIfNode } from "./what-if-node.ts";

/** A node to go to and the pods that leave it, or what stands behind `preemption:`. */
export type Preemption =
  | { readonly nodeName: string; readonly victims: readonly Pod[] }
  | { readonly nodeName: undefined; readonly message: string }
  /** By node name; nodes that are not named are not helped by evictions. */
  | { readonly nodeName: undefined; readonly refusals: ReadonlyMap<string, Refusal> };

export type PreemptionQuestion = {
  readonly pod: Pod;
  readonly failed: Failed;
  readonly snapshot: Snapshot;
  readonly nominations: Nominations;
  readonly budgets: readonly PodDisruptionBudget[];
  readonly nowMs: number;
};

/** Large clusters: a tenth of the nodes is tried out, a hundred at least. */
const CANDIDATES_MIN = 100;
const CANDIDATES_SHARE = 0.1;

const NO_VICTIMS: Refusal = {
  reasons: ["No preemption victims found for incoming pod"],
  unresolvable: true,
};

export function preempt(question: PreemptionQuestion): Preemption {
  const message = notEligible(question);
  if (message !== undefined) return { nodeName: undefined, message };
  const refusals = new Map<string, Refusal>();
  const candidates: Candidate[] = [];
  const nodes = question.snapshot.nodes.filter(({ node }) => couldHelp(question, node));
  const enough = Math.max(CANDIDATES_MIN, Math.floor(nodes.length * CANDIDATES_SHARE));
  for (const node of nodes) {
    if (candidates.length >= enough) break;
    const found = victimsOn(node, question);
    if ("victims" in found) candidates.push(found);
    else refusals.set(node.node.metadata.name, found);
  }
  const best = leastLoss(candidates);
  if (best === undefined) return { nodeName: undefined, refusals };
  return { nodeName: best.nodeName, victims: best.victims };
}

function couldHelp({ failed }: PreemptionQuestion, { metadata }: NodeInfo["node"]): boolean {
  return failed.refusals.get(metadata.name)?.unresolvable === false;
}

function notEligible({ failed, pod, snapshot }: PreemptionQuestion): string | undefined {
  if (pod.spec.preemptionPolicy === "Never") return "not eligible due to preemptionPolicy=Never.";
  const nominated = pod.status.nominatedNodeName ?? "";
  const info = nominated === "" ? undefined : snapshot.nodeNamed(nominated);
  if (info === undefined || failed.refusals.get(nominated)?.unresolvable === true) return undefined;
  const isMakingRoom = info.pods.some(
    (other) => priorityOf(other) < priorityOf(pod) && leavesByPreemption(other),
  );
  return isMakingRoom ? "not eligible due to a terminating pod on the nominated node." : undefined;
}

function leavesByPreemption({ metadata, status }: Pod): boolean {
  if (metadata.deletionTimestamp === undefined) return false;
  return (
    status.conditions?.some(
      ({ type, status: is, reason }) =>
        type === "DisruptionTarget" && is === "True" && reason === "PreemptionByScheduler",
    ) ?? false
  );
}

function victimsOn(info: NodeInfo, question: PreemptionQuestion): Candidate | Refusal {
  const { failed, nominations, pod } = question;
  const { filters, state } = failed;
  const refusedBy = new Set<string>();
  const possible = info.pods.filter((other) => priorityOf(other) < priorityOf(pod));
  if (possible.length === 0) return NO_VICTIMS;
  const node = new WhatIfNode(info);
  const recount = (other: Pod, by: 1 | -1): void => {
    for (const plugin of filters) plugin.recount?.({ pod, other, node: info, state }, by);
  };
  const takeOut = (other: Pod): void => {
    node.remove(other);
    recount(other, -1);
  };
  const options = { plugins: filters, tieBreak: undefined, startIndex: 0, nominations };
  const refusal = () => refusalWithNominated({ filters, options, pod, refusedBy, state }, node);
  for (const other of possible) takeOut(other);
  const hopeless = refusal();
  if (hopeless !== undefined) {
    for (const other of possible) recount(other, 1);
    return hopeless;
  }
  const ranked = possible.toSorted(byImportance(question.nowMs));
  const violates = violatesBudget(ranked, question.budgets);
  const victims: Pod[] = [];
  let violations = 0;
  // Pods come back one by one, those that a budget protects first; who does not fit any more goes.
  for (const other of [...ranked.filter(violates), ...ranked.filter((one) => !violates(one))]) {
    node.add(other);
    recount(other, 1);
    if (refusal() === undefined) continue;
    takeOut(other);
    victims.push(other);
    if (violates(other)) violations += 1;
  }
  for (const other of victims) recount(other, 1);
  const nodeName = info.node.metadata.name;
  return { nodeName, victims: victims.toSorted(byImportance(question.nowMs)), violations };
}
