/** Which nodes lack a daemon pod, and which pods stand where they should not or are finished. */
import { isBeingDeleted } from "../../api/object.ts";
import type { DaemonSet, Node, Pod } from "../../api/types.generated.ts";
import type { ControllerContext } from "../controller.ts";
import { Memory } from "../memory.ts";
import { availableAtMs, isReady } from "../pod-state.ts";
import { placeOn } from "./place.ts";
import { createPods, isUpdated, type PodsByNode, removePods } from "./pods.ts";
import { fencepostsOf } from "./rolling.ts";

const BACK_OFF_FIRST_MS = 1000;
const BACK_OFF_MAX_MS = 15 * 60_000;

type BackOff = { readonly delayMs: number; readonly untilMs: number };
const backOffs = new Memory<BackOff>();

type Plan = {
  readonly nodes: string[];
  readonly surplus: Pod[];
  /** When a failed pod may be removed that may not yet. */
  nextMs: number | undefined;
};

/** When it must look again because a failed pod was left for later. */
export function manage(
  set: DaemonSet,
  nodes: readonly Node[],
  byNode: PodsByNode,
  hash: string,
  context: ControllerContext,
): number | undefined {
  const plan: Plan = { nodes: [], surplus: [], nextMs: undefined };
  for (const node of nodes)
    planNode(set, node, byNode.get(node.metadata.name), hash, plan, context);
  // Pods that wait for a node that is gone.
  const known = new Set(nodes.map(({ metadata }) => metadata.name));
  for (const [node, pods] of byNode) {
    if (!known.has(node)) plan.surplus.push(...pods.filter(({ spec }) => !spec.nodeName));
  }
  const surplus = plan.surplus.filter((pod) => !isBeingDeleted(pod));
  removePods(set, surplus, context);
  createPods(set, plan.nodes, hash, context);
  return plan.nextMs;
}

function planNode(
  set: DaemonSet,
  node: Node,
  pods: readonly Pod[] | undefined,
  hash: string,
  plan: Plan,
  context: ControllerContext,
): void {
  const { shouldRun, mayStay } = placeOn(set, node);
  if (pods === undefined) {
    if (shouldRun) plan.nodes.push(node.metadata.name);
    return;
  }
  if (!mayStay) {
    plan.surplus.push(...pods);
    return;
  }
  const running: Pod[] = [];
  for (const pod of pods) {
    if (isBeingDeleted(pod)) continue;
    const { phase } = pod.status;
    if (phase === "Failed" || phase === "Succeeded") retire(set, node, pod, plan, context);
    else running.push(pod);
  }
  plan.surplus.push(...surplusOf(set, running, hash, context.nowMs));
}

function retire(
  set: DaemonSet,
  node: Node,
  pod: Pod,
  plan: Plan,
  { cache, event, nowMs }: ControllerContext,
): void {
  const place = `${pod.metadata.namespace}/${pod.metadata.name} on node ${node.metadata.name}`;
  if (pod.status.phase === "Succeeded") {
    const message = `Found succeeded daemon pod ${place}, will try to delete it`;
    event(set, "Normal", "SucceededDaemonPod", message);
    plan.surplus.push(pod);
    return;
  }
  const id = `${set.metadata.uid}/${node.metadata.name}`;
  const before = backOffs.get(cache, id);
  if (before !== undefined && nowMs < before.untilMs) {
    plan.nextMs = Math.min(plan.nextMs ?? before.untilMs, before.untilMs);
    return;
  }
  const isForgotten = before === undefined || nowMs > before.untilMs + 2 * BACK_OFF_MAX_MS;
  const delayMs = isForgotten ? BACK_OFF_FIRST_MS : Math.min(before.delayMs * 2, BACK_OFF_MAX_MS);
  backOffs.set(cache, id, { delayMs, untilMs: nowMs + delayMs });
  const message = `Found failed daemon pod ${place}, will try to kill it`;
  event(set, "Warning", "FailedDaemonPod", message);
  plan.surplus.push(pod);
}

// One pod a node; with a surge an old and a new one until the new one is available.
function surplusOf(
  set: DaemonSet,
  running: readonly Pod[],
  hash: string,
  nowMs: number,
): readonly Pod[] {
  if (running.length <= 1) return [];
  if (fencepostsOf(set, 1).maxSurge === 0) return running.slice(1);
  const newest = running.find((pod) => isUpdated(pod, hash));
  const oldest = running.find((pod) => !isUpdated(pod, hash));
  const surplus = running.filter((pod) => pod !== newest && pod !== oldest);
  if (newest === undefined || oldest === undefined) return surplus;
  const availableMs = availableAtMs(newest, set.spec.minReadySeconds ?? 0);
  const isAvailable = availableMs !== undefined && availableMs <= nowMs;
  return !isReady(oldest) || isAvailable ? [...surplus, oldest] : surplus;
}
