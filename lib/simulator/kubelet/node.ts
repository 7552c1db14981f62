/**
 * The kubelet of one node: takes pods in, gives each a worker, and looks at all containers every
 * second — in simulated time only when something changed.
 *
 * Not simulated: static pods, eviction under pressure, heartbeats and Leases.
 */

import { ApiError } from "../api/error.ts";
import { isBeingDeleted } from "../api/object.ts";
import { formatTime } from "../api/time.ts";
import type { Node, Pod } from "../api/types.generated.ts";
import type { WatchEvent } from "../apiserver/store/store.ts";
import { addInto, requestsOf, takeFrom } from "../scheduler/resource.ts";
import { type Rejection, rejectionOf } from "./admission.ts";
import type { NodeContext } from "./node-context.ts";
import { PodWorker, type WorkerHost } from "./pod-worker.ts";
import { Resizer } from "./resize.ts";

const LOOK_MS = 1000;
/** Where in a second a node of the plain world looks. */
const PLAIN_PHASE_MS = 500;

export class NodeKubelet implements WorkerHost {
  readonly node: NodeContext;
  readonly resizer: Resizer;
  readonly #node: () => Node | undefined;
  readonly #workers = new Map<string, PodWorker>();
  readonly #byKey = new Map<string, PodWorker>();
  readonly #used: Record<string, number> = {};
  readonly #counted = new Map<string, Pod>();
  readonly #phaseMs: number;
  readonly #changed = new Set<PodWorker>();
  #received: WatchEvent[] = [];
  #lookPlanned = false;
  #deferred: (() => void)[] | undefined;

  constructor(node: NodeContext, nodeObject: () => Node | undefined) {
    this.node = node;
    this.#node = nodeObject;
    this.resizer = new Resizer(node, {
      refusal: (pod) => this.#refusalOf(pod),
      allocate: (pod) => this.#allocate(pod),
    });
    const { engine, component } = node;
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
    const deferred = this.#deferred ?? [];
    this.#deferred = undefined;
    for (const act of deferred) act();
    for (const worker of this.#workers.values()) worker.tellAgain();
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
    const node = this.#node();
    const rejection =
      node === undefined ? undefined : rejectionOf(pod, node, this.#used, this.#counted);
    if (rejection !== undefined) {
      this.#reject(pod, rejection);
      if (isBeingDeleted(stored)) this.#delete(key, pod);
      return;
    }
    const worker = new PodWorker(this, key, pod);
    this.#workers.set(pod.metadata.uid, worker);
    this.#byKey.set(key, worker);
    this.#counted.set(pod.metadata.uid, pod);
    addInto(this.#used, requestsOf(pod).exact);
    worker.trigger();
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
