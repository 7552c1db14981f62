/**
 * Turns the state of nodes into taints, and tells nodes whose kubelet is no longer heard of:
 * their conditions become Unknown and their pods are not ready any more.
 * https://kubernetes.io/docs/concepts/architecture/nodes/#node-controller
 *
 * Not simulated: looks every five seconds; a node is lost at the very moment.
 */
import { isBeingDeleted, type KubeObject, keyOf } from "../api/object.ts";
import { formatTime, parseTime } from "../api/time.ts";
import type { Node, NodeCondition, Pod } from "../api/types.generated.ts";
import type { Controller, ControllerContext } from "./controller.ts";
import { isHardTainted, withHardTaints, withSoftTaints } from "./node-lifecycle/taint.ts";
import { isNodeReady, noteTold, permissionFor } from "./node-lifecycle/zone.ts";
import { isReady } from "./pod-state.ts";

/** A node is lost when it was not heard of for this long. */
const GRACE_MS = 50_000;
/** So long has a kubelet until it is first heard of. */
const STARTUP_GRACE_MS = 60_000;
const LEASES = "kube-node-lease";
const HEARTBEAT_CONDITIONS = ["Ready", "MemoryPressure", "DiskPressure", "PIDPressure"] as const;
const LOST = { reason: "NodeStatusUnknown", message: "Kubelet stopped posting node status." };
const NEVER = { reason: "NodeStatusNeverUpdated", message: "Kubelet never posted node status." };

export const nodeLifecycleController: Controller = {
  name: "node-controller",
  for: "Node",
  watches: [
    {
      kind: "Lease",
      keysFor: ({ metadata }) => (metadata.namespace === LEASES ? [metadata.name] : []),
    },
    {
      // What becomes of a node depends on how many others are lost.
      kind: "Node",
      isNews: (node, before) => readiness(node) !== readiness(before),
      keysFor: (_, cache) =>
        cache.list("Node").flatMap((node) => (isNodeReady(node) ? [] : [node.metadata.name])),
    },
  ],

  reconcile(key, context) {
    const node = context.cache.get("Node", key);
    if (node === undefined || isBeingDeleted(node)) return "done";
    const lostAtMs = lostAt(node, context);
    const isLost = lostAtMs !== undefined && lostAtMs <= context.nowMs;
    const seen = isLost ? markLost(node, context) : node;
    const ready = seen.status.conditions?.find(({ type }) => type === "Ready");
    if (ready !== undefined && ready.status !== "True") markPodsNotReady(seen, context);
    const tellAtMs = taintAsNeeded(seen, context);
    const nextMs = Math.min(tellAtMs ?? NEVER_MS, isLost ? NEVER_MS : (lostAtMs ?? NEVER_MS));
    return nextMs === NEVER_MS ? "done" : { requeueAtMs: nextMs };
  },
};

const NEVER_MS = Number.POSITIVE_INFINITY;

function readiness(node: KubeObject | undefined): boolean | undefined {
  return node === undefined ? undefined : isNodeReady(node as unknown as Node);
}

function lostAt({ metadata, status }: Node, { cache }: ControllerContext): number | undefined {
  const renewed = cache.get("Lease", `${LEASES}/${metadata.name}`)?.spec.renewTime;
  const ms = renewed === undefined ? undefined : parseTime(renewed);
  if (ms !== undefined) return ms + GRACE_MS;
  if (status.conditions?.some(({ type }) => type === "Ready") === true) return undefined;
  const createdMs = parseTime(metadata.creationTimestamp ?? "");
  return createdMs === undefined ? undefined : createdMs + STARTUP_GRACE_MS;
}

/** Answers when the node is to be looked at again, if its turn is still to come. */
function taintAsNeeded(node: Node, context: ControllerContext): number | undefined {
  const { cache, nowMs } = context;
  const now = formatTime(nowMs);
  const soft = withSoftTaints(node, now);
  const wanted = withHardTaints(node, soft, true, now);
  const isSettled = wanted === soft || (isNodeReady(node) && !isHardTainted(node));
  const permission = isSettled && !isHardTainted(node) ? "now" : permissionFor(node, cache, nowMs);
  if (permission === "nowhere") {
    taint(node, withHardTaints(node, soft, isNodeReady(node), now), context);
    return undefined;
  }
  // From one reason to the other, and back to ready, is nobody's turn.
  const isFirst = !isNodeReady(node) && !isHardTainted(node) && wanted !== soft;
  if (!isFirst || permission === "now") {
    if (isFirst) noteTold(node, cache, nowMs);
    taint(node, wanted, context);
    return undefined;
  }
  taint(node, soft, context);
  return typeof permission === "object" ? permission.atMs : undefined;
}

function taint(
  node: Node,
  taints: NonNullable<Node["spec"]["taints"]>,
  context: ControllerContext,
) {
  if (taints === node.spec.taints || (node.spec.taints === undefined && taints.length === 0))
    return;
  const { taints: _, ...spec } = node.spec;
  const next = taints.length === 0 ? spec : { ...spec, taints };
  context.api.update<"Node">({ ...node, spec: next });
}

function markLost(node: Node, { api, event, nowMs }: ControllerContext): Node {
  const now = formatTime(nowMs);
  const before = node.status.conditions ?? [];
  const ready = before.find(({ type }) => type === "Ready");
  if (ready?.status === "Unknown") return node;
  const lost = (one: NodeCondition, why: typeof LOST): NodeCondition =>
    one.status === "Unknown" ? one : { ...one, ...why, lastTransitionTime: now, status: "Unknown" };
  const known = before.map((one) =>
    HEARTBEAT_CONDITIONS.some((type) => type === one.type) ? lost(one, LOST) : one,
  );
  const missing = HEARTBEAT_CONDITIONS.filter((type) => !before.some((one) => one.type === type));
  const never = missing.map((type) => ({
    type,
    ...NEVER,
    lastHeartbeatTime: node.metadata.creationTimestamp,
    lastTransitionTime: now,
    status: "Unknown" as const,
  }));
  const conditions = [...known, ...never];
  const { name } = node.metadata;
  if (ready?.status === "True")
    event(node, "Normal", "NodeNotReady", `Node ${name} status is now: NodeNotReady`);
  return api.updateStatus<"Node">({ ...node, status: { ...node.status, conditions } });
}

function markPodsNotReady(node: Node, context: ControllerContext): void {
  for (const pod of context.cache.list("Pod")) {
    if (pod.spec.nodeName !== node.metadata.name || !isReady(pod)) continue;
    markNotReady(pod, context);
  }
}

function markNotReady(pod: Pod, { api, event, nowMs }: ControllerContext): void {
  const current = api.read("Pod", keyOf(pod));
  const conditions = (current.status.conditions ?? []).map((one) =>
    one.type === "Ready"
      ? { ...one, lastTransitionTime: formatTime(nowMs), status: "False" as const }
      : one,
  );
  api.updateStatus<"Pod">({ ...current, status: { ...current.status, conditions } });
  event(current, "Warning", "NodeNotReady", "Node is not ready");
}
