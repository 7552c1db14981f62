/**
 * Resizes of running pods: what a pod wants is allocated when the node can give it, and is told as
 * deferred or infeasible until then.
 * https://kubernetes.io/docs/tasks/configure-pod-container/resize-container-resources/
 */
import { amountOf } from "../api/amount.ts";
import { sameJson } from "../api/json.ts";
import { formatTime } from "../api/time.ts";
import type { Container, Pod, PodCondition, ResourceRequirements } from "../api/types.generated.ts";
import type { Timer } from "../engine/queue.ts";
import { requestsOf } from "../scheduler/resource.ts";
import type { NodeContext } from "./node-context.ts";
import type { PodRecord } from "./pod-record.ts";
import { isSidecar } from "./restart-rule.ts";

const FIRST_RETRY_MS = 30_000;
const RETRY_MS = 180_000;

/** A pod with what looks after it. */
export type Resizable = { readonly record: PodRecord; readonly trigger: () => void };

export type ResizeHost = {
  /** Why the node cannot give this much beside what its other pods have. */
  readonly refusal: (pod: Pod) => string | undefined;
  /** From now on the pod counts with these resources. */
  readonly allocate: (pod: Pod) => void;
};

export class Resizer {
  readonly #node: NodeContext;
  readonly #host: ResizeHost;
  readonly #pending = new Set<Resizable>();
  #timer: Timer | undefined;

  constructor(node: NodeContext, host: ResizeHost) {
    this.#node = node;
    this.#host = host;
  }

  /** A pod's object changed: `before` is what it wanted until now. */
  update(worker: Resizable, before: Pod): void {
    const { wanted } = worker.record;
    if (wanted.spec === before.spec || !resizesDiffer(wanted, before)) return;
    if (resizesDiffer(wanted, worker.record.pod)) {
      this.#pending.add(worker);
      this.retry();
    } else worker.record.resizePending = undefined;
  }

  forget(worker: Resizable): void {
    this.#pending.delete(worker);
  }

  /** Something changed by which a pending resize may be given. */
  retry(): void {
    if (this.#pending.size === 0) return;
    for (const worker of inOrder([...this.#pending])) {
      const { record } = worker;
      const before = record.resizePending;
      const isGiven = this.#give(worker);
      if (isGiven || record.resizePending?.reason === "Infeasible") this.#pending.delete(worker);
      if (isGiven || record.resizePending !== before) {
        record.isStale = true;
        worker.trigger();
      }
    }
    this.#plan();
  }

  #plan(): void {
    const { component, engine } = this.#node;
    const delayMs = this.#timer === undefined ? FIRST_RETRY_MS : RETRY_MS;
    this.#timer?.cancel();
    if (this.#pending.size === 0) return;
    this.#timer = engine.after(delayMs, component, () => this.retry(), true);
  }

  #give({ record }: Resizable): boolean {
    const { event } = this.#node;
    const { wanted } = record;
    const infeasible = this.#missingCapacity(wanted);
    const message = infeasible ?? this.#host.refusal(wanted);
    if (message === undefined) {
      this.#host.allocate(wanted);
      record.allocate(wanted);
      record.resizePending = undefined;
      record.resizeProgress = this.#condition("PodResizeInProgress", undefined, wanted);
      event(wanted, "Normal", "ResizeStarted", `Pod resize started: ${summaryOf(wanted)}`);
      return true;
    }
    const reason = infeasible === undefined ? "Deferred" : "Infeasible";
    const before = record.resizePending;
    const isKnown =
      before?.reason === reason && before.observedGeneration === wanted.metadata.generation;
    if (isKnown && before.message === message) return false;
    const told = this.#condition("PodResizePending", before, wanted, { reason, message });
    record.resizePending = told;
    if (!isKnown) {
      const text = `Pod resize ${reason}: ${summaryOf(wanted, message)}`;
      event(wanted, "Warning", `Resize${reason}`, text);
    }
    return false;
  }

  #missingCapacity(pod: Pod): string | undefined {
    const requests = requestsOf(pod).exact;
    for (const name of ["memory", "cpu"]) {
      const capacity = amountOf(name, this.#node.resizeCapacity[name]);
      const requested = requests[name] ?? 0;
      if (requested > capacity)
        return `Node didn't have enough capacity: ${name}, requested: ${requested}, capacity: ${capacity}`;
    }
    return undefined;
  }

  #condition(
    type: string,
    before: PodCondition | undefined,
    { metadata }: Pod,
    why: { readonly reason?: string; readonly message?: string } = {},
  ): PodCondition {
    const now = formatTime(this.#node.engine.nowMs);
    const since = before?.reason === why.reason ? before?.lastTransitionTime : undefined;
    return {
      type,
      status: "True",
      lastProbeTime: now,
      lastTransitionTime: since ?? now,
      ...(metadata.generation === undefined ? {} : { observedGeneration: metadata.generation }),
      ...why,
    };
  }
}

/** Sidecars and main containers; what others ask for never changes. */
export function resizableContainers({ spec }: Pod): readonly Container[] {
  return [...(spec.initContainers ?? []).filter(isSidecar), ...spec.containers];
}

function resizesDiffer(a: Pod, b: Pod): boolean {
  const others = resizableContainers(b);
  return resizableContainers(a).some(
    ({ resources }, i) => !sameJson(resources ?? {}, others[i]?.resources ?? {}),
  );
}

/** Whether a container that runs has other resources than were allocated. */
export function isResizeInProgress(record: PodRecord): boolean {
  return resizableContainers(record.pod).some(({ name, resources = {} }) => {
    const run = record.seenRun(name);
    return run?.seen === "running" && !sameJson(run.resources, resources);
  });
}

export function tellCompleted({ event }: NodeContext, record: PodRecord): void {
  if (record.resizeProgress === undefined || isResizeInProgress(record)) return;
  const generation = record.resizeProgress.observedGeneration;
  record.resizeProgress = undefined;
  record.isStale = true;
  const text = `Pod resize completed: ${summaryOf(record.pod, undefined, generation)}`;
  event(record.pod, "Normal", "ResizeCompleted", text);
}

function summaryOf(pod: Pod, error?: string, generation = pod.metadata.generation): string {
  const told = ({ name, resources = {} }: Container) => ({ name, resources: sorted(resources) });
  const { containers, initContainers } = pod.spec;
  return JSON.stringify({
    ...(initContainers === undefined ? {} : { initContainers: initContainers.map(told) }),
    containers: containers.map(told),
    generation,
    ...(error === undefined ? {} : { error }),
  });
}

function sorted({ limits, requests }: ResourceRequirements): ResourceRequirements {
  const inOrder = (amounts: Readonly<Record<string, string>>) =>
    Object.fromEntries(Object.entries(amounts).sort(([a], [b]) => (a < b ? -1 : 1)));
  return {
    ...(limits === undefined ? {} : { limits: inOrder(limits) }),
    ...(requests === undefined ? {} : { requests: inOrder(requests) }),
  };
}

// Those that ask for no more than they have, then by priority, then the longest waiting.
function inOrder(workers: readonly Resizable[]): readonly Resizable[] {
  const grows = ({ record }: Resizable) => {
    const [now, then] = [requestsOf(record.pod).exact, requestsOf(record.wanted).exact];
    return ["cpu", "memory"].some((name) => (then[name] ?? 0) > (now[name] ?? 0)) ? 1 : 0;
  };
  const priority = ({ record }: Resizable) => record.wanted.spec.priority ?? 0;
  const rank = ({ record }: Resizable) => (record.wanted.status.qosClass === "Guaranteed" ? 0 : 1);
  return [...workers].sort(
    (a, b) => grows(a) - grows(b) || priority(b) - priority(a) || rank(a) - rank(b),
  );
}
