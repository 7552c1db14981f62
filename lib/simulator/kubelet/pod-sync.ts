/**
 * One round of a kubelet's work on a pod: write what was seen, set up volumes, kill and start
 * containers. Containers are started one after the other.
 */
import type { Container } from "../api/types.generated.ts";
import type { Task } from "../programs/index.ts";
import { killContainer, killPod } from "./container-kill.ts";
import { type StartFailure, startContainer } from "./container-start.ts";
import type { NodeContext } from "./node-context.ts";
import { nextActions } from "./pod-action.ts";
import type { PodRecord } from "./pod-record.ts";
import { isSidecar } from "./restart-rule.ts";
import { makeSandbox } from "./sandbox.ts";

export type SyncResult =
  | { readonly kind: "done" }
  /** Something is to be tried again; `quietly` when that promises no change. */
  | { readonly kind: "again"; readonly atMs: number | undefined; readonly quietly: boolean };

/** Reasons that trying again does not remove by itself. */
const LASTING: ReadonlySet<string> = new Set([
  "CreateContainerConfigError",
  "InvalidImageName",
  "ErrImageNeverPull",
]);

/** `changed` is called whenever the runtime's state changes. */
export function* syncContainers(
  node: NodeContext,
  record: PodRecord,
  changed: () => void,
): Task<SyncResult> {
  const actions = nextActions(record);
  if (actions.killPod) yield* killPod(node, record, undefined);
  else {
    for (const { run, message, reason } of actions.kill) {
      yield* killContainer(node, record, run, { message, reason });
    }
  }
  if (record.sandbox === undefined || !record.sandbox.ready) {
    if (actions.startInit.length + actions.start.length === 0) return { kind: "done" };
    if (record.sandbox !== undefined) {
      const message = "Pod sandbox changed, it will be killed and re-created.";
      node.event(record.pod, "Normal", "SandboxChanged", message);
    }
    if (!makeSandbox(node, record)) return { kind: "again", atMs: undefined, quietly: true };
    changed();
  }
  const failures = new FailureList();
  for (const container of actions.startEphemeral) {
    failures.add(record, container, yield* startContainer(node, record, container, changed));
  }
  for (const container of actions.startInit) {
    const failure = yield* startContainer(node, record, container, changed);
    failures.add(record, container, failure);
    if (failure !== undefined && !isSidecar(container)) return failures.result();
  }
  for (const { resources, run } of actions.resize) {
    run.resources = resources;
    run.memory.changed();
    record.isWatched = true;
    changed();
  }
  for (const container of actions.start) {
    failures.add(record, container, yield* startContainer(node, record, container, changed));
  }
  return failures.result();
}

class FailureList {
  readonly #failures: StartFailure[] = [];

  add(record: PodRecord, { name }: Container, failure: StartFailure | undefined): void {
    if (failure === undefined) {
      if (record.waiting.delete(name)) record.isStale = true;
      return;
    }
    record.isStale = true;
    this.#failures.push(failure);
    record.waiting.set(name, failure);
  }

  result(): SyncResult {
    if (this.#failures.length === 0) return { kind: "done" };
    const ends = this.#failures.flatMap(({ untilMs }) => (untilMs === undefined ? [] : [untilMs]));
    const atMs = ends.length === 0 ? undefined : Math.min(...ends);
    const quietly = this.#failures.every(({ reason }) => LASTING.has(reason));
    return { kind: "again", atMs, quietly };
  }
}
