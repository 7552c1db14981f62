/**
 * Stops containers: preStop hook, SIGTERM, and SIGKILL when the grace period is over; sidecars
 * after the others, in the reverse order of their start.
 * https://kubernetes.io/docs/concepts/workloads/pods/pod-lifecycle/#pod-termination
 */
import type { Pod } from "../api/types.generated.ts";
import { type Running, runTask, type Task } from "../programs/index.ts";
import type { ContainerRun } from "./container-run.ts";
import { runHook } from "./hook.ts";
import type { NodeContext } from "./node-context.ts";
import type { KillReason } from "./pod-action.ts";
import type { PodRecord } from "./pod-record.ts";
import { isSidecar } from "./restart-rule.ts";

const SHORTEST_GRACE_SECONDS = 2;

export type KillOptions = {
  readonly message: string;
  readonly reason: KillReason;
  /** Instead of what pod and probe say. */
  readonly graceSeconds?: number;
  /** Containers that have to end before this one gets its SIGTERM. */
  readonly after?: readonly ContainerRun[];
};

export function* killContainer(
  node: NodeContext,
  record: PodRecord,
  run: ContainerRun,
  { after = [], graceSeconds, message, reason }: KillOptions,
): Task<void> {
  const { engine, event } = node;
  const about = { ...record.pod, fieldPath: record.fieldPathOf(run.name) };
  event(about, "Normal", "Killing", message);
  const deadlineMs = engine.nowMs + (graceSeconds ?? graceOf(record.pod, run, reason)) * 1000;
  const preStop = run.spec.lifecycle?.preStop;
  if (preStop !== undefined && deadlineMs > engine.nowMs) {
    yield* withDeadline(node, deadlineMs, runPreStop(node, record, run));
  }
  for (const other of after) yield* untilEnd(node, other, deadlineMs);
  if (run.state === "exited") return;
  const killAtMs = Math.max(deadlineMs, engine.nowMs + SHORTEST_GRACE_SECONDS * 1000);
  const detail = `${run.name}: SIGTERM`;
  engine.record({
    component: node.component,
    verb: "signal",
    kind: "Pod",
    key: record.key,
    detail,
  });
  run.process?.terminate();
  yield* untilEnd(node, run, killAtMs);
  run.process?.kill();
}

/** SIGKILL from outside for the main process of a container, or of the first that runs. */
export function killProcess(record: PodRecord | undefined, container: string | undefined): void {
  const running = record?.running() ?? [];
  running.find(({ name }) => name === (container ?? name))?.process?.kill();
}

function* runPreStop(node: NodeContext, record: PodRecord, run: ContainerRun): Task<void> {
  const preStop = run.spec.lifecycle?.preStop;
  if (preStop === undefined) return;
  const failure = yield* runHook(node, record, run, preStop);
  if (failure === undefined) return;
  const about = { ...record.pod, fieldPath: record.fieldPathOf(run.name) };
  node.event(about, "Warning", "FailedPreStopHook", "PreStopHook failed");
}

function graceOf(
  { metadata, spec }: Pod,
  { spec: container }: ContainerRun,
  reason: KillReason,
): number {
  if (metadata.deletionGracePeriodSeconds !== undefined) return metadata.deletionGracePeriodSeconds;
  const probe =
    reason === "liveness"
      ? container.livenessProbe
      : reason === "startup"
        ? container.startupProbe
        : undefined;
  return probe?.terminationGracePeriodSeconds ?? spec.terminationGracePeriodSeconds ?? 30;
}

/** Waits for a container's end, at most until a time. */
export function* untilEnd(node: NodeContext, run: ContainerRun, atMostMs: number): Task<void> {
  if (run.state === "exited") return;
  yield {
    until(wake) {
      const timer = node.engine.at(atMostMs, node.component, wake);
      run.onEnd.push(() => {
        timer.cancel();
        wake();
      });
    },
  };
}

// What is not done by then goes on by itself: the end of the container ends it.
function* withDeadline(node: NodeContext, deadlineMs: number, task: Task<void>): Task<void> {
  let done = false;
  let wake: (() => void) | undefined;
  runTask(node.engine, node.component, task, () => {
    done = true;
    wake?.();
  });
  if (done) return;
  const timer = node.engine.at(deadlineMs, node.component, () => wake?.());
  yield {
    until(wakeUp) {
      wake = wakeUp;
    },
  };
  timer.cancel();
}

/** Stops all containers of a pod at once, and then its sandbox. */
export function* killPod(
  node: NodeContext,
  record: PodRecord,
  graceSeconds: number | undefined,
): Task<void> {
  const running = inKillingOrder(record.running());
  let left = running.length;
  let wake: (() => void) | undefined;
  const tasks: Running[] = [];
  for (const run of running) {
    const options: KillOptions = {
      message: `Stopping container ${run.name}`,
      reason: "other",
      ...(graceSeconds === undefined ? {} : { graceSeconds }),
      after: predecessors(record, run, running),
    };
    const task = killContainer(node, record, run, options);
    tasks.push(
      runTask(node.engine, node.component, task, () => {
        left -= 1;
        if (left === 0) wake?.();
      }),
    );
  }
  if (left > 0) {
    try {
      yield {
        until(wakeUp) {
          wake = wakeUp;
        },
      };
    } finally {
      for (const task of tasks) task.stop();
    }
  }
  stopSandbox(node, record);
}

// All are told at the same moment; the oldest hears it first, then the others from the newest on.
function inKillingOrder(running: readonly ContainerRun[]): readonly ContainerRun[] {
  const [oldest, ...others] = running;
  return oldest === undefined ? [] : [oldest, ...others.reverse()];
}

// A sidecar waits for all main containers and for the sidecars behind it.
function predecessors(record: PodRecord, run: ContainerRun, running: readonly ContainerRun[]) {
  const { containers, initContainers = [] } = record.pod.spec;
  const index = initContainers.findIndex(({ name }) => name === run.name);
  const own = initContainers[index];
  if (own === undefined || !isSidecar(own)) return [];
  const later = initContainers.slice(index + 1).filter(isSidecar);
  const names = new Set([...containers, ...later].map(({ name }) => name));
  return running.filter(({ name }) => names.has(name));
}

function stopSandbox(node: NodeContext, record: PodRecord): void {
  const { sandbox } = record;
  if (sandbox === undefined || !sandbox.ready) return;
  sandbox.ready = false;
  node.freeIp(sandbox.ip);
}
