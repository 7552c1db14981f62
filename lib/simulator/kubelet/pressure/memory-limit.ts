/**
 * The kernel's killer: a container that takes more memory than its limit ends with 137, OOMKilled;
 * a node without memory loses the container that its score names first.
 * https://kubernetes.io/docs/concepts/scheduling-eviction/node-pressure-eviction/#node-out-of-memory-behavior
 */
import { amountOf } from "../../api/amount.ts";
import type { Timer } from "../../engine/queue.ts";
import type { ContainerRun } from "../container-run.ts";
import type { NodeContext } from "../node-context.ts";
import type { PodRecord } from "../pod-record.ts";
import { isCritical } from "./eviction-order.ts";
import { bytesText } from "./pod-use.ts";

/** Ends a container when its memory exceeds its limit. */
export function watchMemoryLimit(
  { component, engine }: NodeContext,
  run: ContainerRun,
  podKey: string,
): void {
  let timer: Timer | undefined;
  const check = () => {
    timer?.cancel();
    const limit = amountOf("memory", run.resources.limits?.memory);
    if (run.state === "exited" || limit === 0) return;
    const atMs = run.memory.exceedsAtMs(limit, engine.nowMs);
    if (atMs === undefined) return;
    if (atMs <= engine.nowMs) {
      const detail = `${run.name} wanted ${bytesText(run.memory.at(engine.nowMs))}`;
      engine.record({ component, verb: "out-of-memory", kind: "Pod", key: podKey, detail });
      run.outOfMemory(engine.nowMs);
    } else timer = engine.at(atMs, component, check);
  };
  run.memory.onChange.push(check);
  run.onEnd.push(() => timer?.cancel());
}

type Candidate = { readonly record: PodRecord; readonly run: ContainerRun };

/** The container that the kernel ends first when the node's memory is used up. */
export function oomVictim(
  records: Iterable<PodRecord>,
  capacity: number,
  nowMs: number,
): Candidate | undefined {
  let victim: (Candidate & { readonly points: number }) | undefined;
  for (const record of records) {
    for (const run of record.running()) {
      const points =
        run.memory.at(nowMs) + (oomScoreAdjust(record, run, capacity) * capacity) / 1000;
      if (run.memory.at(nowMs) > 0 && (victim === undefined || points > victim.points))
        victim = { record, run, points };
    }
  }
  return victim;
}

/** By quality of service: guaranteed ones last, best-effort ones first, others by their share. */
export function oomScoreAdjust(
  record: PodRecord,
  { spec }: ContainerRun,
  capacity: number,
): number {
  const { qosClass } = record.pod.status;
  if (isCritical(record) || qosClass === "Guaranteed") return -997;
  if (qosClass === "BestEffort") return 1000;
  const request = amountOf("memory", spec.resources?.requests?.memory);
  const score = 1000 - Math.floor((1000 * request) / capacity);
  return Math.min(999, Math.max(3, score));
}
