/** Writes a pod's status when something changed on which it depends, its deadline included. */
import { ApiError } from "../api/error.ts";
import { sameJson } from "../api/json.ts";
import { parseTime } from "../api/time.ts";
import type { Pod, PodStatus } from "../api/types.generated.ts";
import type { Timer } from "../engine/queue.ts";
import type { NodeContext } from "./node-context.ts";
import type { PodRecord } from "./pod-record.ts";
import { podStatus } from "./pod-status.ts";

export class StatusWriter {
  readonly #node: NodeContext;
  readonly #record: PodRecord;
  readonly #onDeadline: () => void;
  #deadline: Timer | undefined;

  constructor(node: NodeContext, record: PodRecord, onDeadline: () => void) {
    this.#node = node;
    this.#record = record;
    this.#onDeadline = onDeadline;
  }

  /** The status as it stands now; undefined when the pod is gone from the API server. */
  write(isFinal: boolean): PodStatus | undefined {
    const { api, engine, hostIp, store } = this.#node;
    const stored = store.get("Pod", this.#record.key) as Pod | undefined;
    if (stored === undefined || stored.metadata.uid !== this.#record.uid) return undefined;
    const before = stored.status;
    if (!isFinal && !this.#record.isStale && this.#record.status !== undefined)
      return this.#record.status;
    const made = podStatus({ record: this.#record, before, hostIp, nowMs: engine.nowMs, isFinal });
    const status = this.#withDeadline(made);
    this.#record.status = status;
    this.#record.isStale = false;
    if (sameJson(status, before)) return status;
    try {
      api.updateStatus<"Pod">({ ...stored, status });
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      this.#record.isStale = true;
    }
    return status;
  }

  /** https://kubernetes.io/docs/concepts/workloads/controllers/job/#job-termination-and-cleanup */
  #withDeadline(status: PodStatus): PodStatus {
    const { activeDeadlineSeconds } = this.#record.pod.spec;
    const startMs = parseTime(status.startTime ?? "");
    if (activeDeadlineSeconds === undefined || startMs === undefined) return status;
    if (status.phase === "Succeeded" || status.phase === "Failed") return status;
    const { engine, event, component } = this.#node;
    const deadlineMs = startMs + activeDeadlineSeconds * 1000;
    if (engine.nowMs < deadlineMs) {
      this.#deadline ??= engine.at(deadlineMs, component, () => {
        this.#record.isStale = true;
        this.#onDeadline();
      });
      return status;
    }
    const message = "Pod was active on the node longer than the specified deadline";
    event(this.#record.pod, "Normal", "DeadlineExceeded", message);
    return { ...status, phase: "Failed", reason: "DeadlineExceeded", message };
  }
}
