/**
 * A pod's phase from its containers' statuses.
 * https://kubernetes.io/docs/concepts/workloads/pods/pod-lifecycle/#pod-phase
 */
import type { ContainerStatus, PodSpec, PodStatus } from "../api/types.generated.ts";
import { isSidecar, restartsAfter } from "./restart-rule.ts";

export type Phase = NonNullable<PodStatus["phase"]>;

type Statuses = ReadonlyMap<string, ContainerStatus>;

type Count = { waiting: number; running: number; stopped: number; done: number; succeeded: number };

/** `isFinal`: nothing is started any more, whatever the policies say. */
export function phaseOf(
  spec: PodSpec,
  statuses: Statuses,
  isFinal: boolean,
  hasBegun: boolean,
): Phase {
  const init = initProgress(spec, statuses);
  if (init.failed) return "Failed";
  const count: Count = {
    waiting: init.waiting,
    running: init.running,
    stopped: 0,
    done: 0,
    succeeded: 0,
  };
  for (const container of spec.containers) {
    const status = statuses.get(container.name);
    if (status?.state?.running !== undefined) count.running += 1;
    else {
      const ended = status?.state?.terminated ?? status?.lastState?.terminated;
      if (ended === undefined) count.waiting += 1;
      else {
        count.stopped += 1;
        if (!restartsAfter(container, spec, ended.exitCode)) count.done += 1;
        if (status?.state?.terminated !== undefined && ended.exitCode === 0) count.succeeded += 1;
      }
    }
  }
  if (init.pending > 0 || (init.pendingSidecars > 0 && !hasBegun) || count.waiting > 0)
    return "Pending";
  if (count.running > 0) return "Running";
  if (count.stopped === 0) return "Pending";
  if (!isFinal && count.stopped !== count.done) return "Running";
  return count.stopped === count.succeeded ? "Succeeded" : "Failed";
}

type InitProgress = {
  failed: boolean;
  pending: number;
  pendingSidecars: number;
  waiting: number;
  running: number;
};

function initProgress(spec: PodSpec, statuses: Statuses): InitProgress {
  const progress = { failed: false, pending: 0, pendingSidecars: 0, waiting: 0, running: 0 };
  for (const container of spec.initContainers ?? []) {
    const status = statuses.get(container.name);
    const state = status?.state;
    const ended =
      state?.terminated ??
      (state?.waiting === undefined ? undefined : status?.lastState?.terminated);
    if (isSidecar(container)) {
      if (state?.running !== undefined) {
        progress.running += 1;
        if (status?.started !== true) progress.pendingSidecars += 1;
      } else if (ended === undefined) {
        progress.pendingSidecars += 1;
        progress.waiting += 1;
      }
    } else if (ended === undefined) progress.pending += 1;
    else if (ended.exitCode !== 0 && !restartsAfter(container, spec, ended.exitCode)) {
      progress.failed = true;
    }
  }
  return progress;
}
