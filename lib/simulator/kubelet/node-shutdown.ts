/**
 * An orderly shutdown of a node: no pod is taken any more, and those that run end in the time that
 * the kubelet's configuration gives them, the critical ones last.
 * https://kubernetes.io/docs/concepts/cluster-administration/node-shutdown/#graceful-node-shutdown
 *
 * Not simulated: periods by priority beyond these two.
 */
import { ApiError } from "../api/error.ts";
import { formatTime } from "../api/time.ts";
import type { Node } from "../api/types.generated.ts";
import type { Rejection } from "./admission.ts";
import { periodMs } from "./kubelet-config.ts";
import type { NodeContext } from "./node-context.ts";
import type { PodWorker } from "./pod-worker.ts";

const CRITICAL = 2_000_000_000;
const MESSAGE = "Pod was terminated in response to imminent node shutdown.";
const LOOK_MS = 500;

export const REFUSED_BY_SHUTDOWN: Rejection = {
  reason: "NodeShutdown",
  message: "Pod was rejected as the node is shutting down.",
};

type Group = { readonly workers: readonly PodWorker[]; readonly periodMs: number };

/** `done` is called when the pods have ended, or their time is over. */
export function endPods(node: NodeContext, workers: readonly PodWorker[], done: () => void): void {
  const { config } = node;
  const wholeMs = periodMs(config.shutdownGracePeriod);
  const criticalMs = periodMs(config.shutdownGracePeriodCriticalPods);
  const isCritical = ({ record }: PodWorker) => (record.pod.spec.priority ?? 0) >= CRITICAL;
  const groups: readonly Group[] = [
    { workers: workers.filter((one) => !isCritical(one)), periodMs: wholeMs - criticalMs },
    { workers: workers.filter(isCritical), periodMs: criticalMs },
  ];
  tellShutdown(node);
  endGroups(node, groups, done);
}

function endGroups(node: NodeContext, groups: readonly Group[], done: () => void): void {
  const [group, ...others] = groups;
  if (group === undefined) {
    done();
    return;
  }
  const { component, engine } = node;
  const seconds = group.periodMs / 1000;
  for (const worker of group.workers) {
    const own = worker.record.pod.spec.terminationGracePeriodSeconds ?? seconds;
    const eviction = { reason: "Terminated", message: MESSAGE, disrupts: true };
    if (worker.isActive) worker.evict(eviction, Math.min(own, seconds));
  }
  const deadlineMs = engine.nowMs + group.periodMs;
  const look = () => {
    const isOver = group.workers.every(({ stage }) => stage === "terminated" || stage === "gone");
    if (isOver || engine.nowMs >= deadlineMs) endGroups(node, others, done);
    else engine.at(Math.min(deadlineMs, engine.nowMs + LOOK_MS), component, look);
  };
  look();
}

function tellShutdown({ api, engine, event, name, store }: NodeContext): void {
  const node = store.get("Node", name) as Node | undefined;
  if (node === undefined) return;
  event(node, "Normal", "Shutdown", "Shutdown manager detected shutdown event");
  const now = formatTime(engine.nowMs);
  const conditions = (node.status.conditions ?? []).map((one) =>
    one.type === "Ready"
      ? {
          ...one,
          status: "False" as const,
          lastHeartbeatTime: now,
          lastTransitionTime: now,
          reason: "KubeletNotReady",
          message: "node is shutting down",
        }
      : one,
  );
  try {
    api.updateStatus<"Node">({ ...node, status: { ...node.status, conditions } });
  } catch (error) {
    if (!(error instanceof ApiError)) throw error;
  }
  event(node, "Normal", "NodeNotReady", `Node ${name} status is now: NodeNotReady`);
}
