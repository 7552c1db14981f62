/**
 * Turns the state of nodes into taints, and tells nodes whose kubelet is no longer heard of:
 * their conditions become Unknown and their pods are not ready any more.
 * https://kubernetes.io/docs/concepts/architecture/nodes/#node-controller
 *
 * Not simulated: eviction rates of zones; a kubelet that never had a Lease counts as alive.
 */
import { isBeingDeleted, keyOf } from "../api/object.ts";
import { formatTime, parseTime } from "../api/time.ts";
import type { Node, Pod } from "../api/types.generated.ts";
import type { Controller, ControllerContext } from "./controller.ts";
import { taintsFor } from "./node-lifecycle/taint.ts";
import { isReady } from "./pod-state.ts";

/** A node is lost when it was not heard of for this long; it is looked at every five seconds. */
const GRACE_MS = 50_000;
const LEASES = "kube-node-lease";
const HEARTBEAT_CONDITIONS = ["Ready", "MemoryPressure", "DiskPressure", "PIDPressure"];
const LOST = "Kubelet stopped posting node status.";

export const nodeLifecycleController: Controller = {
  name: "node-controller",
  for: "Node",
  watches: [
    {
      kind: "Lease",
      keysFor: ({ metadata }) => (metadata.namespace === LEASES ? [metadata.name] : []),
    },
  ],

  reconcile(key, context) {
    const node = context.cache.get("Node", key);
    if (node === undefined || isBeingDeleted(node)) return "done";
    const lostAtMs = lostAt(key, context);
    const isLost = lostAtMs !== undefined && lostAtMs <= context.nowMs;
    const seen = isLost ? markLost(node, context) : node;
    const ready = seen.status.conditions?.find(({ type }) => type === "Ready");
    if (ready !== undefined && ready.status !== "True") markPodsNotReady(seen, context);
    const taints = taintsFor(seen, formatTime(context.nowMs));
    if (taints !== (seen.spec.taints ?? taints)) taint(seen, taints, context);
    else if (seen.spec.taints === undefined && taints.length > 0) taint(seen, taints, context);
    return lostAtMs === undefined || isLost ? "done" : { requeueAtMs: lostAtMs };
  },
};

function lostAt(name: string, { cache }: ControllerContext): number | undefined {
  const renewed = cache.get("Lease", `${LEASES}/${name}`)?.spec.renewTime;
  const ms = renewed === undefined ? undefined : parseTime(renewed);
  return ms === undefined ? undefined : ms + GRACE_MS;
}

function taint(node: Node, taints: Node["spec"]["taints"], { api }: ControllerContext): void {
  const { taints: _, ...spec } = node.spec;
  const isBare = taints === undefined || taints.length === 0;
  api.update<"Node">({ ...node, spec: isBare ? spec : { ...spec, taints } });
}

function markLost(node: Node, { api, event, nowMs }: ControllerContext): Node {
  const now = formatTime(nowMs);
  const before = node.status.conditions ?? [];
  if (!before.some(({ status, type }) => type === "Ready" && status !== "Unknown")) return node;
  const conditions = before.map((one) =>
    !HEARTBEAT_CONDITIONS.includes(one.type) || one.status === "Unknown"
      ? one
      : {
          ...one,
          lastTransitionTime: now,
          message: LOST,
          reason: "NodeStatusUnknown",
          status: "Unknown" as const,
        },
  );
  const { name } = node.metadata;
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
