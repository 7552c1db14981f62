/**
 * What a decision makes of the cluster: a binding, or the condition, the nomination and the event
 * of a pod that waits; and the evictions that make room for it.
 */
import { ApiError } from "../api/error.ts";
import { keyOf } from "../api/object.ts";
import { formatTime } from "../api/time.ts";
import type { Pod, PodCondition } from "../api/types.generated.ts";
import type { ComponentApi } from "../component/api.ts";
import type { Recorder } from "../component/recorder.ts";
import type { Engine } from "../engine/engine.ts";

export type Writer = {
  readonly engine: Engine;
  readonly api: ComponentApi;
  readonly event: Recorder;
};

/** Answers whether the pod has the node now. */
export function bind({ api, event }: Writer, pod: Pod, nodeName: string): boolean {
  try {
    api.request(bindingOf(pod, nodeName));
  } catch (error) {
    if (!(error instanceof ApiError)) throw error;
    return false;
  }
  event(pod, "Normal", "Scheduled", `Successfully assigned ${keyOf(pod)} to ${nodeName}`);
  return true;
}

function bindingOf(pod: Pod, nodeName: string) {
  const { name, namespace = "default", uid } = pod.metadata;
  const target = { apiVersion: "v1", kind: "Node", name: nodeName };
  const body = { apiVersion: "v1", kind: "Binding", metadata: { name, namespace, uid }, target };
  const place = { group: "", version: "v1", resource: "pods", subresource: "binding" };
  return { verb: "create", ...place, namespace, name, body } as const;
}

/**
 * `nominated`: the node that is made free for it, "" for none any more, undefined for no change.
 */
export function refuse(
  writer: Writer,
  pod: Pod,
  message: string,
  nominated: string | undefined,
): void {
  writer.event(pod, "Warning", "FailedScheduling", message);
  writeStatus(writer, pod, (current) => {
    const condition = {
      lastProbeTime: null as unknown as undefined,
      lastTransitionTime: formatTime(writer.engine.nowMs),
      message,
      observedGeneration: current.metadata.generation,
      reason: "Unschedulable",
      status: "False" as const,
      type: "PodScheduled",
    };
    const status = withCondition(current.status, condition);
    return nominated === undefined ? status : withNomination(status, nominated);
  });
}

export function clearNomination(writer: Writer, pod: Pod): void {
  writeStatus(writer, pod, ({ status }) => withNomination(status, ""));
}

/** Sends a pod away so that a more important one gets its place. */
export function evictVictim(writer: Writer, victim: Pod, preemptor: Pod, nodeName: string): void {
  const by = preemptor.spec.schedulerName ?? "";
  writeStatus(writer, victim, ({ metadata, status }) =>
    withCondition(status, {
      lastProbeTime: null as unknown as undefined,
      lastTransitionTime: formatTime(writer.engine.nowMs),
      message: `${by}: preempting to accommodate a higher priority pod`,
      observedGeneration: metadata.generation,
      reason: "PreemptionByScheduler",
      status: "True",
      type: "DisruptionTarget",
    }),
  );
  try {
    writer.api.delete("Pod", keyOf(victim), { uid: victim.metadata.uid });
  } catch (error) {
    if (!(error instanceof ApiError)) throw error;
    return;
  }
  const why = `Preempted by pod ${preemptor.metadata.uid} on node ${nodeName}`;
  writer.event(victim, "Normal", "Preempted", why);
}

function writeStatus(writer: Writer, pod: Pod, next: (current: Pod) => Pod["status"]): void {
  try {
    const current = writer.api.read("Pod", keyOf(pod));
    if (current.metadata.uid !== pod.metadata.uid) return;
    const status = next(current);
    if (status === current.status) return;
    writer.api.updateStatus<"Pod">({ ...current, status });
  } catch (error) {
    // It went in the meantime.
    if (!(error instanceof ApiError)) throw error;
  }
}

/** In its place among the others; its time moves with its status only. */
function withCondition(status: Pod["status"], condition: PodCondition): Pod["status"] {
  const conditions = status.conditions ?? [];
  const at = conditions.findIndex(({ type }) => type === condition.type);
  const before = conditions[at];
  if (before === undefined) return { ...status, conditions: [...conditions, condition] };
  const isSame =
    before.status === condition.status &&
    before.reason === condition.reason &&
    before.message === condition.message;
  if (isSame) return status;
  const lastTransitionTime =
    before.status === condition.status ? before.lastTransitionTime : condition.lastTransitionTime;
  return { ...status, conditions: conditions.with(at, { ...condition, lastTransitionTime }) };
}

function withNomination(status: Pod["status"], nodeName: string): Pod["status"] {
  if ((status.nominatedNodeName ?? "") === nodeName) return status;
  const { nominatedNodeName: _, ...rest } = status;
  return nodeName === "" ? rest : { ...rest, nominatedNodeName: nodeName };
}
