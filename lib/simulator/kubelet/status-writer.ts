/**
 * Writes a pod's status when something changed on which it depends, its deadline included. A pod
 * is not told to be over before its containers are.
 */
import { ApiError } from "../api/error.ts";
import { sameJson } from "../api/json.ts";
import { formatTime } from "../api/time.ts";
import type { Pod, PodCondition, PodStatus } from "../api/types.generated.ts";
import type { Timer } from "../engine/queue.ts";
import type { Eviction } from "./eviction.ts";
import type { NodeContext } from "./node-context.ts";
import type { PodRecord } from "./pod-record.ts";
import { podStatus } from "./pod-status.ts";
import { withoutUnknowns } from "./terminated-status.ts";

export type StatusHost = {
  /** The kubelet looks after deadlines at this pace. */
  readonly nextTickMs: (fromMs: number) => number;
  readonly onDeadline: () => void;
  /** Containers may still run, or start again. */
  readonly isActive: () => boolean;
};

export class StatusWriter {
  readonly #node: NodeContext;
  readonly #record: PodRecord;
  readonly #host: StatusHost;
  #deadline: Timer | undefined;
  #deadlineMs = 0;

  constructor(node: NodeContext, record: PodRecord, host: StatusHost) {
    this.#node = node;
    this.#record = record;
    this.#host = host;
  }

  /** The status as it stands now; undefined when the pod is gone from the API server. */
  write(isFinal: boolean): PodStatus | undefined {
    const stored = this.#stored();
    const record = this.#record;
    if (stored === undefined && record.showMirror === undefined) return undefined;
    if (!isFinal && !record.isStale && record.status !== undefined) return record.status;
    const { engine, hostIp } = this.#node;
    const eviction = record.eviction ?? this.#pastDeadline();
    const api = stored?.status ?? record.status ?? record.pod.status;
    const context = { record, api, hostIp, nowMs: engine.nowMs, isFinal, eviction };
    record.status = podStatus(context);
    this.#watchDeadline();
    if (stored !== undefined) this.#send(stored, record.status);
    return record.status;
  }

  /** The last status of all: whatever has not told its end is taken to have failed. */
  writeTerminated(): void {
    this.write(true);
    const stored = this.#stored();
    const { status } = this.#record;
    if (stored === undefined || status === undefined) return;
    this.#record.status = withoutUnknowns(stored, status);
    this.#send(stored, this.#record.status);
    this.#deadline?.cancel();
  }

  #stored(): Pod | undefined {
    const stored = this.#node.store.get("Pod", this.#record.key) as Pod | undefined;
    return stored !== undefined && this.#record.isShownBy(stored) ? stored : undefined;
  }

  #send(stored: Pod, status: PodStatus): void {
    const record = this.#record;
    record.isStale = false;
    const now = formatTime(this.#node.engine.nowMs);
    const told = this.#host.isActive()
      ? stillActive(status, stored.status)
      : overAtLast(status, now);
    if (sameJson(told, stored.status)) return;
    try {
      this.#node.api.updateStatus<"Pod">({ ...stored, status: told });
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      record.isStale = true;
    }
  }

  /** https://kubernetes.io/docs/concepts/workloads/controllers/job/#job-termination-and-cleanup */
  #pastDeadline(): Eviction | undefined {
    const deadlineMs = this.#endsMs();
    if (deadlineMs === undefined || this.#node.engine.nowMs < deadlineMs) return undefined;
    const message = "Pod was active on the node longer than the specified deadline";
    this.#node.event(this.#record.pod, "Normal", "DeadlineExceeded", message);
    return { reason: "DeadlineExceeded", message };
  }

  #endsMs(): number | undefined {
    const { pod, startMs } = this.#record;
    const { activeDeadlineSeconds } = pod.spec;
    if (activeDeadlineSeconds === undefined || startMs === undefined) return undefined;
    return startMs + activeDeadlineSeconds * 1000;
  }

  #watchDeadline(): void {
    const { component, engine } = this.#node;
    const deadlineMs = this.#endsMs();
    if (deadlineMs === undefined || deadlineMs === this.#deadlineMs) return;
    this.#deadline?.cancel();
    this.#deadlineMs = deadlineMs;
    if (deadlineMs <= engine.nowMs) return;
    this.#deadline = engine.at(this.#host.nextTickMs(deadlineMs), component, () => {
      this.#record.isStale = true;
      this.#host.onDeadline();
    });
  }
}

function isOver({ phase }: PodStatus): boolean {
  return phase === "Succeeded" || phase === "Failed";
}

function stillActive(status: PodStatus, stored: PodStatus): PodStatus {
  if (!isOver(status) || isOver(stored)) return status;
  const { message: _, phase: __, reason: ___, ...rest } = status;
  const { message, phase, reason } = stored;
  return {
    ...rest,
    ...(phase === undefined ? {} : { phase }),
    ...(reason === undefined ? {} : { reason }),
    ...(message === undefined ? {} : { message }),
  };
}

// A pod that is over is not ready, even if nobody saw its containers end.
function overAtLast(status: PodStatus, now: string): PodStatus {
  const ready = (one: PodCondition) => one.type === "Ready" || one.type === "ContainersReady";
  const isReady = status.conditions?.some((one) => ready(one) && one.status === "True") ?? false;
  if (!isOver(status) || !isReady) return status;
  const reason = status.phase === "Failed" ? "PodFailed" : "PodCompleted";
  const conditions = status.conditions?.map((one) => {
    if (!ready(one)) return one;
    const since = one.status === "False" ? one.lastTransitionTime : now;
    const { message: _, ...rest } = one;
    return { ...rest, status: "False", reason, lastTransitionTime: since };
  });
  return { ...status, ...(conditions === undefined ? {} : { conditions }) };
}
