/**
 * The kubelet of one node: takes pods in, gives each a worker, and looks at all containers every
 * second — in simulated time only when something changed.
 *
 * Not simulated: preemption by critical pods.
 */

import { ApiError } from "../api/error.ts";
import { isBeingDeleted } from "../api/object.ts";
import { mirroredHash } from "../api/static-pod.ts";
import { formatTime } from "../api/time.ts";
import type { Node, Pod } from "../api/types.generated.ts";
import type { WatchEvent } from "../apiserver/store/store.ts";
import { addInto, requestsOf, takeFrom } from "../scheduler/resource.ts";
import { type Rejection, rejectionOf } from "./admission.ts";
import { periodMs } from "./kubelet-config.ts";
import type { NodeContext } from "./node-context.ts";
import { endPods, REFUSED_BY_SHUTDOWN } from "./node-shutdown.ts";
import { PodWorker, type WorkerHost } from "./pod-worker.ts";
import { PressureManager } from "./pressure/pressure-manager.ts";
import { Resizer } from "./resize.ts";
import { StaticPods } from "./static-pod/static-pods.ts";

const LOOK_MS = 1000;
/** Where in a second a node of the plain world looks. */
const PLAIN_PHASE_MS = 500;

export class NodeKubelet implements WorkerHost {
  readonly node: NodeContext;
  readonly resizer: Resizer;
  readonly statics: StaticPods;
  readonly #pressure: PressureManager | undefined;
  readonly #node: () => Node | undefined;
  readonly #workers = new Map<string, PodWorker>();
  readonly #byKey = new Map<string, PodWorker>();
  readonly #used: Record<string, number> = {};
  readonly #counted = new Map<string, Pod>();
  readonly #phaseMs: number;
  readonly #changed = new Set<PodWorker>();
  #received: WatchEvent[] = [];
  #lookPlanned = false;
  #isShuttingDown = false;
  #deferred: (() => void)[] | undefined;

  constructor(node: NodeContext, nodeObject: () => Node | undefined) {
    this.node = node;
    this.#node = nodeObject;
    this.resizer = new Resizer(node, {
      refusal: (pod) => this.#refusalOf(pod),
      allocate: (pod) => this.#allocate(pod),
    });
    this.statics = new StaticPods(node, {
      run: (key, pod) => this.#run(key, pod),
      whenUp: (act) => this.whenUp(act),
    });
    const { engine, component } = node;
    this.#pressure = node.runtime.measuresUsage
      ? new PressureManager(node, {
          pods: () => this.workers(),
          nodeObject,
          whenUp: (act) => this.whenUp(act),
        })
      : undefined;
    this.#phaseMs =
      engine.world === 0
        ? PLAIN_PHASE_MS
        : engine.random(`${component}/phase/${engine.world}`).below(LOOK_MS);
  }

  get isUp(): boolean {
    return this.#deferred === undefined;
  }

  stop(): void {
    this.#deferred ??= [];
  }

  start(): void {
    this.#pressure?.restart();
    const deferred = this.#deferred ?? [];
    this.#deferred = undefined;
    for (const act of deferred) act();
    for (const worker of this.#workers.values()) {
      worker.tellAgain();
      if (worker.record.sandbox?.ready === false) this.wantLook(worker);
    }
  }

  /** Ends the pods in order, if it is told to give them time for it; `done` is called then. */
  shutDown(done: () => void): void {
    if (periodMs(this.node.config.shutdownGracePeriod) === 0 || !this.isUp) {
      done();
      return;
    }
    this.#isShuttingDown = true;
    endPods(this.node, [...this.#workers.values()], () => {
      this.#isShuttingDown = false;
      done();
    });
  }

  /** Everything that runs is gone at once, and nobody is there to tell. */
  losePower(): void {
    const { engine } = this.node;
    for (const { record } of this.#workers.values()) {
      for (const run of record.running()) {
        run.end(engine.nowMs, 255, "Unknown");
        run.process?.kill();
      }
      if (record.sandbox?.ready === true) {
        record.sandbox.ready = false;
        this.node.freeIp(record.sandbox.ip);
      }
    }
  }

  whenUp(act: () => void): void {
    if (this.#deferred === undefined) act();
    else this.#deferred.push(act);
  }

  workerOf(podKey: string): PodWorker | undefined {
    return this.#byKey.get(podKey);
  }

  workers(): Iterable<PodWorker> {
    return this.#workers.values();
  }

  /** A pod of this node changed; it is acted on after the watch's and the kubelet's own delay. */
  receive(event: WatchEvent): void {
    this.#received.push(event);
    if (this.#received.length > 1) return;
    const { engine, component } = this.node;
    const delayMs =
      engine.latencyMs("watch", component) + engine.latencyMs("kubelet-sync", component);
    engine.after(delayMs, component, () => this.whenUp(() => this.#deliver()));
  }

  #deliver(): void {
    const events = this.#received;
    this.#received = [];
    for (const event of events) this.node.engine.causedBy(event.entry, () => this.#handle(event));
  }

  #handle({ key, object, type }: WatchEvent): void {
    const pod = object as unknown as Pod;
    if (mirroredHash(pod) !== undefined) {
      this.statics.mirrorChanged(key);
      return;
    }
    const worker = this.#workers.get(pod.metadata.uid);
    if (type === "deleted") worker?.remove(pod);
    else if (worker !== undefined) worker.update(pod);
    else this.#take(key, pod);
  }

  #take(key: string, pod: Pod): void {
    const stored = this.node.store.get("Pod", key) as Pod | undefined;
    if (stored?.metadata.uid !== pod.metadata.uid) return;
    // A kubelet that was silent is told late: by now the pod may have ended.
    const { phase } = stored.status;
    const isOver = phase === "Succeeded" || phase === "Failed";
    if (isOver) {
      // It ended before this kubelet knew it: nothing of it runs here.
      if (isBeingDeleted(stored)) this.#delete(key, pod);
      return;
    }
    const worker = this.#run(key, pod);
    if (worker !== undefined) worker.trigger();
    else if (isBeingDeleted(stored)) this.#delete(key, pod);
  }

  // A worker for a pod that the node takes; undefined for one that it refuses.
  #run(key: string, pod: Pod): PodWorker | undefined {
    const node = this.#node();
    const rejection =
      (this.#isShuttingDown ? REFUSED_BY_SHUTDOWN : undefined) ??
      this.#pressure?.rejectionOf(pod) ??
      (node === undefined ? undefined : rejectionOf(pod, node, this.#used, this.#counted));
    if (rejection !== undefined) {
      this.#reject(pod, rejection);
      return undefined;
    }
    const worker = new PodWorker(this, key, pod);
    this.#workers.set(pod.metadata.uid, worker);
    this.#byKey.set(key, worker);
    this.#counted.set(pod.metadata.uid, pod);
    addInto(this.#used, requestsOf(pod).exact);
    return worker;
  }

  #refusalOf(pod: Pod): string | undefined {
    const node = this.#node();
    const before = this.#counted.get(pod.metadata.uid);
    if (node === undefined || before === undefined) return undefined;
    const others = { ...this.#used };
    takeFrom(others, requestsOf(before).exact);
    const pods = new Map(this.#counted);
    pods.delete(pod.metadata.uid);
    return rejectionOf(pod, node, others, pods)?.message;
  }

  #allocate(pod: Pod): void {
    const before = this.#counted.get(pod.metadata.uid);
    if (before === undefined) return;
    takeFrom(this.#used, requestsOf(before).exact);
    addInto(this.#used, requestsOf(pod).exact);
    this.#counted.set(pod.metadata.uid, pod);
  }

  #delete(key: string, pod: Pod): void {
    try {
      this.node.api.delete("Pod", key, { gracePeriodSeconds: 0, uid: pod.metadata.uid });
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
    }
  }

  #reject(pod: Pod, { message, reason }: Rejection): void {
    const { api, engine, event, store } = this.node;
    event(pod, "Warning", reason, message);
    const stored = store.get("Pod", `${pod.metadata.namespace}/${pod.metadata.name}`) as
      | Pod
      | undefined;
    if (stored === undefined) return;
    const { generation } = pod.metadata;
    const { qosClass } = stored.status;
    const status: Pod["status"] = {
      message: `Pod was rejected: ${message}`,
      ...(generation === undefined ? {} : { observedGeneration: generation }),
      phase: "Failed",
      ...(qosClass === undefined ? {} : { qosClass }),
      reason,
      startTime: formatTime(engine.nowMs),
    };
    try {
      api.updateStatus<"Pod">({ ...stored, status });
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
    }
  }

  /** Its containers are over; what it had is free again. */
  release = (uid: string): void => {
    const pod = this.#counted.get(uid);
    if (pod === undefined) return;
    this.#counted.delete(uid);
    takeFrom(this.#used, requestsOf(pod).exact);
  };

  finished = (worker: PodWorker): void => {
    const { key, uid } = worker.record;
    this.release(uid);
    this.resizer.forget(worker);
    this.resizer.retry();
    this.#workers.delete(uid);
    if (this.#byKey.get(key) === worker) this.#byKey.delete(key);
    this.statics.finished(worker);
  };

  // The looks lie on a grid of seconds; one at which nothing had changed needs no step.
  lookedMs = (): number => this.#gridMs(this.node.engine.nowMs);

  nextTickMs = (fromMs: number): number => {
    const half = LOOK_MS / 2;
    return this.#gridMs(fromMs + half - 1) + half;
  };

  #gridMs(ms: number): number {
    return Math.floor((ms - this.#phaseMs) / LOOK_MS) * LOOK_MS + this.#phaseMs;
  }

  wantLook = (worker: PodWorker): void => {
    this.#changed.add(worker);
    if (this.#lookPlanned) return;
    this.#lookPlanned = true;
    const { engine, component } = this.node;
    const atMs = this.#gridMs(engine.nowMs) + LOOK_MS;
    engine.at(atMs, component, () => this.whenUp(() => this.#look()));
  };

  #look(): void {
    this.#lookPlanned = false;
    const changed = [...this.#changed];
    this.#changed.clear();
    for (const worker of changed) worker.observe();
  }

  /** A ConfigMap or Secret changed: volumes that show it follow when their pod is next seen to. */
  refresh(what: string): void {
    for (const worker of this.#workers.values()) {
      for (const { shows } of worker.record.volumes.values()) {
        if (shows.includes(what)) worker.refreshVolumes();
      }
    }
  }
}
