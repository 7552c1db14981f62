/**
 * The worker of one pod: does one thing at a time, sees the containers as they were at the node's
 * last look, and leads the pod from its first sight to its end. A change that comes while it works
 * is looked at afterwards.
 */

import { ApiError } from "../api/error.ts";
import { isBeingDeleted } from "../api/object.ts";
import type { Pod } from "../api/types.generated.ts";
import { type Running, runTask, type Task } from "../programs/index.ts";
import { killPod } from "./container-kill.ts";
import type { Eviction } from "./eviction.ts";
import { isHeldBack } from "./held-back.ts";
import type { NodeContext } from "./node-context.ts";
import { PodRecord } from "./pod-record.ts";
import { type SyncResult, syncContainers } from "./pod-sync.ts";
import { ProbeSet } from "./probe-set.ts";
import { tellMissingPullSecrets } from "./pull-secret.ts";
import { type Resizer, tellCompleted } from "./resize.ts";
import { StatusWriter } from "./status-writer.ts";
import { SyncTimer } from "./sync-timer.ts";
import { mountVolumes, refreshVolumes } from "./volume-mount.ts";

export type WorkerHost = {
  readonly node: NodeContext;
  /** When the node last looked at its containers. */
  readonly lookedMs: () => number;
  readonly nextTickMs: (fromMs: number) => number;
  /** Plans a look; `worker.observe` is called then. */
  readonly wantLook: (worker: PodWorker) => void;
  /** The kubelet is stopped: what is handed over is done when it starts again. */
  readonly whenUp: (act: () => void) => void;
  readonly resizer: Resizer;
  /** Its containers are over. */
  readonly release: (uid: string) => void;
  /** It is gone from the API server as well. */
  readonly finished: (worker: PodWorker) => void;
};

type Stage = "running" | "terminating" | "terminated" | "gone";

type Outcome = SyncResult | { readonly kind: "finished" };

const DONE: Outcome = { kind: "done" };
const FINISHED: Outcome = { kind: "finished" };

export class PodWorker {
  readonly record: PodRecord;
  readonly #host: WorkerHost;
  readonly #probes: ProbeSet;
  readonly #status: StatusWriter;
  #stage: Stage = "running";
  #busy = false;
  #waitsForLook = false;
  #pending = false;
  #lastSyncMs = Number.NEGATIVE_INFINITY;
  readonly #timer: SyncTimer;
  #task: Running | undefined;
  #interrupt: (() => void) | undefined;
  #removed = false;
  #graceSeconds: number | undefined;
  #isOver = false;

  constructor(host: WorkerHost, key: string, pod: Pod) {
    this.#host = host;
    this.record = new PodRecord(key, pod);
    this.#timer = new SyncTimer(host.node, host.nextTickMs, () => this.trigger());
    this.#status = new StatusWriter(host.node, this.record, {
      nextTickMs: host.nextTickMs,
      onDeadline: () => this.trigger(),
      isActive: () => !this.#isOver,
    });
    this.#probes = new ProbeSet(host.node, this.record, (type, result) => {
      this.record.isStale = true;
      if (type !== "liveness") this.#status.write(false);
      if (type !== "liveness" || result === "failure") this.trigger();
    });
  }

  get stage(): Stage {
    return this.#stage;
  }

  /** Neither over nor on its way there. */
  get isActive(): boolean {
    return this.#stage === "running" && !this.#mustEnd();
  }

  /** Ends the pod for a reason of the node's, with no more grace than given. */
  evict(eviction: Eviction, graceSeconds: number): void {
    this.record.eviction = eviction;
    this.record.isStale = true;
    this.#graceSeconds = graceSeconds;
    this.trigger();
  }

  /** The pod in the API server changed. */
  update(pod: Pod): void {
    const before = this.record.wanted;
    this.record.take(pod);
    this.record.hasStaleVolumes = true;
    this.#host.resizer.update(this, before);
    this.record.isStale = true;
    if (!isBeingDeleted(pod)) {
      this.trigger();
      return;
    }
    if (this.#stage === "gone") this.#deleteFromApi();
    else if (this.#stage === "running") this.trigger();
    else if (this.#stage === "terminating" && hasLessGrace(pod, before)) this.#restartKilling();
  }

  /** Others may have written its status while the kubelet was not heard: it is told anew. */
  tellAgain(): void {
    this.record.isStale = true;
    if (this.#stage === "running") this.trigger();
  }

  /** What its volumes show changed: it is written into them at the next round. */
  refreshVolumes(): void {
    this.record.hasStaleVolumes = true;
    if (this.#stage === "running") this.#timer.resyncAfter(this.#lastSyncMs);
  }

  /** The pod is gone from the API server: what runs of it has to end. */
  remove(pod: Pod): void {
    this.record.take(pod);
    this.#removed = true;
    if (this.#stage === "running") this.trigger();
    else if (this.#stage === "gone") this.#host.finished(this);
  }

  trigger(): void {
    if (this.#stage === "gone") return;
    if (this.#mustEnd() && this.#interrupt !== undefined) this.#interrupt();
    if (this.#busy) this.#pending = true;
    else this.#begin();
  }

  /** The node looks at its containers: takes their states over and goes on. */
  observe(): void {
    const changes = this.#takeOver();
    if (this.#waitsForLook) {
      this.#waitsForLook = false;
      this.#run();
    }
    for (let i = 0; i < changes; i++) this.trigger();
  }

  // How many changes there were.
  #takeOver(): number {
    let changes = 0;
    const { sandbox } = this.record;
    const state = sandbox?.ready === true ? "ready" : "stopped";
    if (sandbox !== undefined && sandbox.seen !== state) {
      sandbox.seen = state;
      changes += 1;
    }
    for (const runs of this.record.runs.values()) {
      for (const run of runs) {
        if (run.seen === run.state) continue;
        run.seen = run.state;
        changes += 1;
      }
    }
    if (this.record.isWatched) changes += 1;
    this.record.isWatched = false;
    if (changes > 0) this.record.isStale = true;
    return changes;
  }

  #mustEnd(): boolean {
    return this.#removed || this.record.eviction !== undefined || isBeingDeleted(this.record.pod);
  }

  #begin(): void {
    this.#busy = true;
    this.#timer.cancelRetry();
    this.#host.whenUp(() => {
      if (this.#stage === "running" && this.#mustEnd()) this.#stage = "terminating";
      if (this.#host.lookedMs() > this.#lastSyncMs) this.#run();
      else {
        this.#waitsForLook = true;
        this.#host.wantLook(this);
      }
    });
  }

  #run(): void {
    const { engine, component } = this.#host.node;
    let ended = false;
    const task = runTask(engine, component, this.#work(), (outcome) => {
      ended = true;
      this.#task = undefined;
      this.#finish(outcome);
    });
    if (!ended) this.#task = task;
  }

  *#work(): Task<Outcome> {
    if (this.#stage === "running" && this.#mustEnd()) this.#stage = "terminating";
    if (this.#stage === "running") return yield* this.#sync();
    return this.#stage === "terminating" ? yield* this.#terminate() : this.#clear();
  }

  #finish(outcome: Outcome): void {
    const { engine } = this.#host.node;
    this.#lastSyncMs = engine.nowMs;
    this.#busy = false;
    if (this.#stage === "gone") return;
    if (outcome.kind === "finished") {
      this.#stage = this.#stage === "running" ? "terminating" : "terminated";
      this.#pending = false;
      this.#timer.retryAt(this.#host.nextTickMs(engine.nowMs), false);
      return;
    }
    if (outcome.kind === "again") this.#planRetry(outcome);
    if (!this.#pending && !(this.#stage === "running" && this.#mustEnd())) return;
    this.#pending = false;
    this.#begin();
  }

  #planRetry({ atMs, quietly }: Extract<SyncResult, { kind: "again" }>): void {
    const dueMs = this.#timer.retryMs(atMs);
    this.#timer.retryAt(dueMs, quietly || isHeldBack(this.record, dueMs));
  }

  *#sync(): Task<Outcome> {
    const { node } = this.#host;
    tellCompleted(node, this.record);
    this.record.showMirror?.();
    const status = this.#status.write(false);
    if (status?.phase === "Succeeded" || status?.phase === "Failed") {
      this.#host.release(this.record.uid);
      return FINISHED;
    }
    const mounted = yield* mountVolumes(node, this.record, (interrupt) => {
      this.#interrupt = interrupt;
    });
    this.#interrupt = undefined;
    if (!mounted || this.#mustEnd()) return DONE;
    this.#timer.cancelResync();
    refreshVolumes(node, this.record);
    tellMissingPullSecrets(node, this.record.pod);
    this.#probes.begin();
    this.#probes.hurry();
    return yield* syncContainers(node, this.record, () => this.#host.wantLook(this));
  }

  *#terminate(): Task<Outcome> {
    this.#status.write(false);
    this.#probes.stopJudging();
    yield* killPod(this.#host.node, this.record, this.#grace());
    this.#takeOver();
    this.#host.release(this.record.uid);
    this.#isOver = true;
    this.#status.write(true);
    return FINISHED;
  }

  #grace(): number | undefined {
    const { deletionGracePeriodSeconds: asked } = this.record.pod.metadata;
    const given = this.#graceSeconds;
    return given === undefined || asked === undefined ? (given ?? asked) : Math.min(given, asked);
  }

  // With less grace than before the killing begins anew.
  #restartKilling(): void {
    if (this.#task === undefined) return;
    this.#task.stop();
    this.#task = undefined;
    this.#busy = false;
    this.#lastSyncMs = Number.NEGATIVE_INFINITY;
    this.#begin();
  }

  #clear(): Outcome {
    this.#status.writeTerminated();
    this.#probes.stop();
    for (const tree of this.record.trees()) this.#host.node.use.releaseTree(tree);
    this.record.volumes.clear();
    this.#stage = "gone";
    if (isBeingDeleted(this.record.pod)) this.#deleteFromApi();
    if (this.#removed) this.#host.finished(this);
    return DONE;
  }

  #deleteFromApi(): void {
    if (this.#removed) return;
    const { api } = this.#host.node;
    try {
      api.delete("Pod", this.record.key, { gracePeriodSeconds: 0, uid: this.record.uid });
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
    }
  }
}

function hasLessGrace(pod: Pod, before: Pod): boolean {
  const grace = pod.metadata.deletionGracePeriodSeconds ?? 0;
  return grace < (before.metadata.deletionGracePeriodSeconds ?? Number.POSITIVE_INFINITY);
}
