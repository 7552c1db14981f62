/**
 * kube-scheduler: takes waiting pods one by one, decides, and binds. What it decides it counts at
 * once; what it learns of the cluster lags behind by its watch.
 *
 * Not simulated: preemption, volumes, several profiles, extenders.
 */
import { ApiError } from "../api/error.ts";
import { keyOf, type ObjectKey } from "../api/object.ts";
import { formatTime } from "../api/time.ts";
import type { Node, Pod } from "../api/types.generated.ts";
import type { ApiServer } from "../apiserver/server.ts";
import type { Store, WatchEvent } from "../apiserver/store/store.ts";
import { componentApi } from "../component/api.ts";
import { type Recorder, recorder } from "../component/recorder.ts";
import type { Engine } from "../engine/engine.ts";
import { Informer } from "../informers/informer.ts";
import { type Decision, decide } from "./cycle.ts";
import { failureMessage } from "./message.ts";
import { NodeCache } from "./node-cache.ts";
import { schedulerPlugins } from "./plugins/index.ts";
import { SchedulingQueue } from "./queue.ts";
import { VolumeBinder } from "./volume/volume-binder.ts";

/** What the scheduler watches besides pods and nodes: what becomes of claims. */
const VOLUME_KINDS: ReadonlySet<string> = new Set([
  "PersistentVolume",
  "PersistentVolumeClaim",
  "StorageClass",
]);
const COMPONENT = "kube-scheduler";
const PROFILE = "default-scheduler";
const USER = { username: "system:kube-scheduler", groups: ["system:authenticated"] };

export class Scheduler {
  readonly #engine: Engine;
  readonly #informer: Informer;
  readonly #nodes = new NodeCache();
  readonly #queue: SchedulingQueue;
  readonly #api: ReturnType<typeof componentApi>;
  readonly #event: Recorder;
  readonly #volumes: VolumeBinder;
  #planned = false;
  #stopped = false;
  #startIndex = 0;

  constructor(engine: Engine, store: Store, server: ApiServer) {
    this.#engine = engine;
    this.#queue = new SchedulingQueue(engine, () => this.#plan());
    this.#informer = new Informer({
      engine,
      store,
      component: COMPONENT,
      wants: ({ kind }) => kind === "Pod" || kind === "Node" || VOLUME_KINDS.has(kind),
      onEvent: (event) => this.#learn(event),
    });
    this.#api = componentApi(server, { component: COMPONENT, user: USER }, this.#informer.cache);
    this.#volumes = new VolumeBinder(this.#informer.cache, this.#api);
    this.#event = recorder(engine, this.#api, { component: PROFILE });
  }

  stop(): void {
    this.#stopped = true;
    this.#informer.stop();
  }

  start(): void {
    this.#stopped = false;
    this.#informer.start();
    this.#plan();
  }

  #learn(event: WatchEvent): void {
    if (event.kind === "Node") this.#learnNode(event);
    else if (event.kind === "Pod") this.#learnPod(event);
    else this.#learnVolume(event);
  }

  #learnVolume({ entry }: WatchEvent): void {
    for (const { cause, nodeName, pod } of this.#volumes.released()) {
      this.#engine.causedBy(cause, () => this.#bind(pod, nodeName));
    }
    for (const pod of this.#volumes.refused) this.#queue.add(pod, entry, true);
  }

  #learnNode({ type, object, previous, entry }: WatchEvent): void {
    const node = object as unknown as Node;
    if (type === "deleted") this.#nodes.removeNode(node.metadata.name);
    else this.#nodes.setNode(node);
    const before = previous as unknown as Node | undefined;
    if (type !== "deleted" && (before === undefined || mayHelp(before, node)))
      this.#queue.wakeAll(entry);
  }

  #learnPod({ type, key, object, previous, entry }: WatchEvent): void {
    const pod = object as unknown as Pod;
    const gone = type === "deleted" || isFinished(pod);
    if (gone && this.#volumes.forget(key)) this.#nodes.remove(key);
    if (pod.spec.nodeName !== undefined && pod.spec.nodeName !== "") {
      this.#queue.remove(key);
      if (gone) {
        this.#nodes.remove(key);
        this.#queue.wakeAll(entry);
      } else this.#nodes.place(pod, pod.spec.nodeName);
      return;
    }
    const gated = (pod.spec.schedulingGates?.length ?? 0) > 0;
    if (gone || pod.metadata.deletionTimestamp !== undefined) this.#queue.remove(key);
    else if (pod.spec.schedulerName === PROFILE && !gated) {
      const before = previous as unknown as Pod | undefined;
      const changed = before?.spec !== pod.spec || before?.metadata.labels !== pod.metadata.labels;
      this.#queue.add(pod, entry, changed);
    }
  }

  #plan(): void {
    if (this.#planned || this.#stopped || this.#queue.empty) return;
    this.#planned = true;
    const delayMs = this.#engine.latencyMs("schedule", COMPONENT);
    this.#engine.after(delayMs, COMPONENT, () => {
      this.#planned = false;
      if (!this.#stopped) this.#scheduleOne();
      this.#plan();
    });
  }

  #scheduleOne(): void {
    const next = this.#queue.pop();
    if (next === undefined) return;
    const { pod, cause } = next;
    const movesBefore = this.#queue.moves;
    const engine = this.#engine;
    const tieBreak = engine.world === 0 ? undefined : engine.random(`scheduler/${engine.world}`);
    const options = { plugins: schedulerPlugins, tieBreak, startIndex: this.#startIndex };
    const snapshot = { nodes: this.#nodes.nodes, cache: this.#informer.cache };
    const { decision, examined } = decide(pod, snapshot, options);
    const nodeCount = this.#nodes.nodes.length;
    if (nodeCount > 0) this.#startIndex = (this.#startIndex + examined) % nodeCount;
    engine.causedBy(cause, () => {
      if (decision.nodeName !== undefined) this.#reserve(pod, decision.nodeName, cause);
      else this.#refuse(pod, decision, nodeCount, movesBefore);
    });
  }

  #reserve(pod: Pod, nodeName: string, cause: number): void {
    this.#nodes.place(pod, nodeName);
    try {
      if (!this.#volumes.holdsBack(pod, nodeName, cause)) this.#bind(pod, nodeName);
    } catch (error) {
      // Somebody else was faster with a volume: the next try sees it.
      if (!(error instanceof ApiError)) throw error;
      this.#nodes.remove(keyOf(pod));
      this.#queue.park(keyOf(pod), this.#queue.moves - 1);
    }
  }

  #bind(pod: Pod, nodeName: string): void {
    const key = keyOf(pod);
    this.#nodes.place(pod, nodeName);
    try {
      this.#api.request(bindingOf(pod, nodeName));
      this.#queue.remove(key);
      this.#event(pod, "Normal", "Scheduled", `Successfully assigned ${key} to ${nodeName}`);
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      this.#nodes.remove(key);
      this.#queue.remove(key);
    }
  }

  #refuse(
    pod: Pod,
    decision: Extract<Decision, { readonly nodeName: undefined }>,
    nodeCount: number,
    movesBefore: number,
  ): void {
    const message = failureMessage(pod, nodeCount, decision);
    const key: ObjectKey = keyOf(pod);
    this.#queue.park(key, movesBefore);
    this.#volumes.refuse(pod);
    this.#event(pod, "Warning", "FailedScheduling", message);
    const condition = {
      lastProbeTime: null as unknown as undefined,
      lastTransitionTime: formatTime(this.#engine.nowMs),
      message,
      observedGeneration: pod.metadata.generation,
      reason: "Unschedulable",
      status: "False",
      type: "PodScheduled",
    };
    const current = this.#informer.cache.get("Pod", key);
    if (current === undefined) return;
    const before = current.status.conditions?.find(({ type }) => type === "PodScheduled");
    if (before?.status === "False" && before.message === message) return;
    const kept =
      before?.status === "False"
        ? { ...condition, lastTransitionTime: before.lastTransitionTime }
        : condition;
    const others = (current.status.conditions ?? []).filter(({ type }) => type !== "PodScheduled");
    try {
      this.#api.updateStatus<"Pod">({
        ...current,
        status: { ...current.status, conditions: [...others, kept] },
      });
    } catch (error) {
      // The pod changed or went in the meantime: its next version is looked at anyway.
      if (!(error instanceof ApiError)) throw error;
    }
  }
}

function bindingOf(pod: Pod, nodeName: string) {
  const { name, namespace = "default", uid } = pod.metadata;
  const target = { apiVersion: "v1", kind: "Node", name: nodeName };
  const body = { apiVersion: "v1", kind: "Binding", metadata: { name, namespace, uid }, target };
  const place = {
    group: "",
    version: "v1",
    resource: "pods",
    subresource: "binding",
    namespace,
    name,
  };
  return { verb: "create", ...place, body } as const;
}

function isFinished(pod: Pod): boolean {
  return pod.status.phase === "Succeeded" || pod.status.phase === "Failed";
}

function mayHelp(before: Node, after: Node): boolean {
  return (
    before.spec !== after.spec ||
    before.metadata.labels !== after.metadata.labels ||
    before.status.allocatable !== after.status.allocatable
  );
}
