/**
 * kube-scheduler: takes waiting pods one by one, decides, and binds; makes room for important ones.
 * What it decides it counts at once; what it learns of the cluster lags behind by its watch.
 *
 * Not simulated: several profiles, extenders, device claims.
 */
import { ApiError } from "../api/error.ts";
import { keyOf, type ObjectKey } from "../api/object.ts";
import type { Pod } from "../api/types.generated.ts";
import type { ApiServer } from "../apiserver/server.ts";
import type { Store, WatchEvent } from "../apiserver/store/store.ts";
import { componentApi } from "../component/api.ts";
import { recorder } from "../component/recorder.ts";
import type { Engine } from "../engine/engine.ts";
import { Informer } from "../informers/informer.ts";
import { isWatched, type Learning, learn, PROFILE } from "./change-feed.ts";
import { decide, type Failed } from "./cycle.ts";
import { type Explanation, explain } from "./explanation.ts";
import { countReasons, failureMessage } from "./message.ts";
import { NodeCache } from "./node-cache.ts";
import { Nominations } from "./nominations.ts";
import type { SchedulerPlugin } from "./plugin.ts";
import { schedulerPlugins } from "./plugins/index.ts";
import { type Preemption, preempt } from "./preemption.ts";
import { SchedulingQueue } from "./queue.ts";
import { bind, clearNomination, evictVictim, refuse, type Writer } from "./verdict-writer.ts";
import { VolumeBinder } from "./volume/volume-binder.ts";

const COMPONENT = "kube-scheduler";
const USER = { username: "system:kube-scheduler", groups: ["system:authenticated"] };

/** What is kept of the last decision on a pod that waits. */
export type Verdict = {
  readonly atMs: number;
  readonly nodeCount: number;
  readonly message: string;
  /** Reason → number of nodes that gave it. */
  readonly reasons: ReadonlyMap<string, number>;
  /** The node that is made free for it. */
  readonly nominated: string | undefined;
};

export class Scheduler {
  readonly #engine: Engine;
  readonly #informer: Informer;
  readonly #writer: Writer;
  readonly #learning: Learning;
  readonly #volumes: VolumeBinder;
  readonly #verdicts = new Map<ObjectKey, Verdict>();
  #planned = false;
  #stopped = false;
  #startIndex = 0;

  constructor(engine: Engine, store: Store, server: ApiServer) {
    this.#engine = engine;
    this.#informer = new Informer({
      engine,
      store,
      component: COMPONENT,
      wants: isWatched,
      onEvent: (event) => this.#learn(event),
    });
    const { cache } = this.#informer;
    this.#learning = {
      nodes: new NodeCache(cache),
      queue: new SchedulingQueue(engine, () => this.#plan()),
      nominations: new Nominations(),
    };
    const api = componentApi(server, { component: COMPONENT, user: USER }, cache);
    this.#volumes = new VolumeBinder(cache, api);
    this.#writer = {
      engine,
      api,
      event: recorder(engine, api, { component: PROFILE, tellsAll: true }),
    };
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

  /** The last decision on a pod that has no node yet. */
  verdictOf(key: ObjectKey): Verdict | undefined {
    return this.#verdicts.get(key);
  }

  /** What every plugin says of every node about this pod now. */
  explain(key: ObjectKey): Explanation | undefined {
    const pod = this.#informer.cache.get("Pod", key);
    return pod === undefined ? undefined : explain(pod, this.#learning.nodes, schedulerPlugins);
  }

  #learn(event: WatchEvent): void {
    learn(this.#learning, event);
    const { key, kind, object, type } = event;
    if (kind === "PersistentVolumeClaim") this.#bindReleased();
    if (kind !== "Pod" || (type !== "deleted" && object.metadata.deletionTimestamp === undefined))
      return;
    this.#verdicts.delete(key);
    // It had its node in mind, and nobody else knew.
    if (this.#volumes.forget(key)) this.#learning.nodes.remove(key);
  }

  #bindReleased(): void {
    for (const { cause, nodeName, pod } of this.#volumes.released()) {
      this.#engine.causedBy(cause, () => this.#bind(pod, nodeName));
    }
  }

  #plan(): void {
    if (this.#planned || this.#stopped || this.#learning.queue.isEmpty) return;
    this.#planned = true;
    const delayMs = this.#engine.latencyMs("schedule", COMPONENT);
    this.#engine.after(delayMs, COMPONENT, () => {
      this.#planned = false;
      if (!this.#stopped) this.#scheduleOne();
      this.#plan();
    });
  }

  #scheduleOne(): void {
    const next = this.#learning.queue.pop();
    if (next === undefined) return;
    const { pod, cause } = next;
    const engine = this.#engine;
    const { nodes, nominations } = this.#learning;
    const tieBreak = engine.world === 0 ? undefined : engine.random(`scheduler/${engine.world}`);
    const plugins = schedulerPlugins;
    const options = { plugins, tieBreak, startIndex: this.#startIndex, nominations };
    const { decision, examined } = decide(pod, nodes, options);
    const nodeCount = nodes.nodes.length;
    if (nodeCount > 0) this.#startIndex = (this.#startIndex + examined) % nodeCount;
    engine.causedBy(cause, () => {
      if (decision.nodeName !== undefined) this.#reserve(pod, decision.nodeName, cause);
      else this.#refuse(pod, decision);
    });
  }

  #reserve(pod: Pod, nodeName: string, cause: number): void {
    const { nodes, queue } = this.#learning;
    nodes.place(pod, nodeName);
    this.#verdicts.delete(keyOf(pod));
    try {
      if (!this.#volumes.holdsBack(pod, nodeName, cause)) this.#bind(pod, nodeName);
    } catch (error) {
      // Somebody else was faster with a volume: the next try sees it.
      if (!(error instanceof ApiError)) throw error;
      nodes.remove(keyOf(pod));
      queue.retry(keyOf(pod));
    }
  }

  #bind(pod: Pod, nodeName: string): void {
    const key = keyOf(pod);
    const { nodes, nominations, queue } = this.#learning;
    if (bind(this.#writer, pod, nodeName)) {
      queue.remove(key);
      nominations.remove(key);
    } else {
      nodes.remove(key);
      queue.retry(key);
    }
  }

  #refuse(pod: Pod, failed: Failed): void {
    const key = keyOf(pod);
    const { nodes, queue } = this.#learning;
    const nodeCount = nodes.nodes.length;
    const preemption = nodeCount === 0 ? undefined : this.#preempt(pod, failed);
    const message = failureMessage(nodeCount, failed, preemption);
    const nominated = nominationBy(preemption);
    queue.park(key, refusing(failed));
    const reasons = countReasons(
      failed.overall === undefined ? failed.refusals.values() : [failed.overall],
    );
    const atMs = this.#engine.nowMs;
    this.#verdicts.set(key, { atMs, nodeCount, message, reasons, nominated });
    const entry = { component: COMPONENT, verb: "refuse", kind: "Pod", key, detail: message };
    this.#engine.record(entry);
    refuse(this.#writer, pod, message, nominated);
  }

  #preempt(pod: Pod, failed: Failed): Preemption | undefined {
    if (failed.overall !== undefined) return undefined;
    const { nodes, nominations } = this.#learning;
    const budgets = nodes.cache.list("PodDisruptionBudget");
    const { nowMs } = this.#engine;
    const found = preempt({ pod, failed, snapshot: nodes, nominations, budgets, nowMs });
    if (found.nodeName === undefined) return found;
    const { nodeName, victims } = found;
    for (const victim of victims) evictVictim(this.#writer, victim, pod, nodeName);
    for (const other of nominations.lessImportant(nodeName, pod)) {
      nominations.remove(keyOf(other));
      clearNomination(this.#writer, other);
    }
    nominations.set(pod, nodeName);
    return found;
  }
}

function nominationBy(preemption: Preemption | undefined): string | undefined {
  if (preemption?.nodeName !== undefined) return preemption.nodeName;
  // Where evictions do not help, an earlier promise is taken back.
  return preemption !== undefined && "refusals" in preemption ? "" : undefined;
}

function refusing({ refusedBy }: Failed): readonly SchedulerPlugin[] {
  return schedulerPlugins.filter(({ name }) => refusedBy.has(name));
}
