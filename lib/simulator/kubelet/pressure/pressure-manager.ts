/**
 * Looks after a node that may lack memory, room or process numbers: tells it by conditions,
 * removes images, evicts one pod after the other, and refuses new ones meanwhile. It looks every
 * ten seconds, in simulated time only while there is something to see.
 * https://kubernetes.io/docs/concepts/scheduling-eviction/node-pressure-eviction/
 */
import { ApiError } from "../../api/error.ts";
import { tolerates } from "../../api/toleration.ts";
import type { Node, Pod } from "../../api/types.generated.ts";
import type { Timer } from "../../engine/queue.ts";
import type { Rejection } from "../admission.ts";
import type { Eviction } from "../eviction.ts";
import { type KubeletConfig, periodMs } from "../kubelet-config.ts";
import type { NodeContext } from "../node-context.ts";
import type { PodRecord } from "../pod-record.ts";
import { evictionMessage, inEvictionOrder, isCritical } from "./eviction-order.ts";
import { ImageCleaner } from "./image-cleaner.ts";
import { oomVictim } from "./memory-limit.ts";
import { pressureConditions } from "./node-condition.ts";
import { limitsStorage, storageExcess } from "./pod-use.ts";
import { memoryBound, type Pressure, type Shortage, type Stock, shortagesOf } from "./signal.ts";
import { stockOf } from "./stock.ts";

const LOOK_MS = 10_000;
/** Evicted pods get no more time than this. */
const GRACE_SECONDS = 1;

export type Evictable = {
  readonly record: PodRecord;
  readonly isActive: boolean;
  readonly evict: (eviction: Eviction, graceSeconds: number) => void;
};

export type PressureHost = {
  readonly pods: () => Iterable<Evictable>;
  readonly nodeObject: () => Node | undefined;
  readonly whenUp: (act: () => void) => void;
};

export class PressureManager {
  readonly #node: NodeContext;
  readonly #host: PressureHost;
  readonly #config: Required<KubeletConfig>;
  readonly #cleaner: ImageCleaner;
  /** When a pressure was last seen. */
  readonly #seenMs = new Map<Pressure, number>();
  #look: Timer | undefined;
  #oom: Timer | undefined;
  /** Nothing was left to be evicted: looking again promises no change. */
  #isHelpless = false;

  constructor(node: NodeContext, host: PressureHost) {
    this.#node = node;
    this.#host = host;
    this.#config = node.config;
    this.#cleaner = new ImageCleaner(node, host.nodeObject, host.whenUp);
    node.use.onChange = (record) => this.#changed(record);
    node.images.onPull = () => this.#changed();
    node.images.inUse = () => imagesOf(host.pods());
  }

  /** Why a new pod is not taken. */
  rejectionOf(pod: Pod): Rejection | undefined {
    if (this.#seenMs.size === 0 || isCritical({ pod })) return undefined;
    if (this.#seenMs.size === 1 && this.#seenMs.has("MemoryPressure")) {
      const taint = { key: "node.kubernetes.io/memory-pressure", effect: "NoSchedule" } as const;
      if (pod.status.qosClass !== "BestEffort" || tolerates(pod.spec.tolerations, taint))
        return undefined;
    }
    const message = `The node had condition: [${[...this.#seenMs.keys()].join(" ")}]. `;
    return { reason: "Evicted", message };
  }

  #changed(record?: PodRecord): void {
    this.#isHelpless = false;
    this.#cleaner.changed();
    this.#plan(record !== undefined && limitsStorage(record) && this.#exceeds(record));
  }

  /** The kubelet began anew. */
  restart(): void {
    this.#cleaner.restart();
  }

  #exceeds(record: PodRecord): boolean {
    return storageExcess(record, this.#node.engine.nowMs) !== undefined;
  }

  #stock(): Stock {
    return stockOf(this.#node, this.#host.nodeObject());
  }

  // When there is something to see next: a threshold met, now or later; a pressure's end.
  #plan(isUrgent: boolean): void {
    const { component, engine, use } = this.#node;
    const { nowMs } = engine;
    const stock = this.#stock();
    const { capacity } = stock.memory;
    this.#oom?.cancel();
    const fullMs = use.memoryExceedsAtMs(capacity, nowMs);
    if (fullMs !== undefined) this.#oom = engine.at(fullMs, component, () => this.#killOne());
    const isShort = isUrgent || shortagesOf(this.#config.evictionHard, stock).length > 0;
    const bound = memoryBound(this.#config.evictionHard, capacity);
    const fromMs = isShort ? nowMs : use.memoryExceedsAtMs(bound, nowMs);
    const ends = [...this.#seenMs.values()].map((ms) => ms + this.#transitionMs);
    const dueMs = [...(fromMs === undefined ? [] : [fromMs]), ...ends];
    if (isUrgent && this.#look !== undefined && this.#look.atMs <= nowMs + LOOK_MS) return;
    this.#look?.cancel();
    this.#look = undefined;
    if (dueMs.length === 0) return;
    const atMs = (Math.floor(Math.min(...dueMs) / LOOK_MS) + 1) * LOOK_MS;
    const act = () => this.#host.whenUp(() => this.#lookAround());
    this.#look = engine.at(atMs, component, act, this.#isHelpless);
  }

  get #transitionMs(): number {
    return periodMs(this.#config.evictionPressureTransitionPeriod);
  }

  #lookAround(): void {
    this.#look = undefined;
    const { nowMs } = this.#node.engine;
    const shortages = shortagesOf(this.#config.evictionHard, this.#stock());
    for (const { pressure } of shortages) this.#seenMs.set(pressure, nowMs);
    for (const [pressure, seenMs] of this.#seenMs) {
      if (nowMs - seenMs >= this.#transitionMs) this.#seenMs.delete(pressure);
    }
    this.#tellConditions();
    const [shortage] = shortages;
    if (!this.#evictExceeding() && shortage !== undefined) this.#reclaim(shortage);
    this.#plan(false);
  }

  #tellConditions(): void {
    const { api, engine, event, name } = this.#node;
    const node = this.#host.nodeObject();
    if (node === undefined) return;
    const active = new Set(this.#seenMs.keys());
    const { conditions, events } = pressureConditions(node, active, engine.nowMs);
    if (events.length === 0) return;
    for (const { message, reason } of events) event(node, "Normal", reason, message);
    try {
      const current = api.read("Node", name);
      api.updateStatus<"Node">({ ...current, status: { ...current.status, conditions } });
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
    }
  }

  // Pods that go over limits of their own on local storage go first, whatever is left.
  #evictExceeding(): boolean {
    const { nowMs } = this.#node.engine;
    let evicted = false;
    for (const pod of this.#host.pods()) {
      if (!pod.isActive || !limitsStorage(pod.record)) continue;
      const message = storageExcess(pod.record, nowMs);
      if (message !== undefined) evicted = this.#evict(pod, message) || evicted;
    }
    return evicted;
  }

  #reclaim(shortage: Shortage): void {
    const { engine, event, images } = this.#node;
    const node = this.#host.nodeObject();
    if (node === undefined) return;
    event(node, "Warning", "EvictionThresholdMet", `Attempting to reclaim ${shortage.resource}`);
    if (shortage.pressure === "DiskPressure" && images.removeUnused() > 0) {
      const left = shortagesOf(this.#config.evictionHard, this.#stock());
      if (!left.some(({ pressure }) => pressure === "DiskPressure")) return;
    }
    const pods = new Map<PodRecord, Evictable>();
    for (const pod of this.#host.pods()) if (pod.isActive) pods.set(pod.record, pod);
    for (const record of inEvictionOrder([...pods.keys()], shortage, engine.nowMs)) {
      const pod = pods.get(record);
      const message = evictionMessage(record, shortage, engine.nowMs);
      if (pod !== undefined && this.#evict(pod, message, shortage)) return;
    }
    this.#isHelpless = true;
  }

  #evict(pod: Evictable, message: string, shortage?: Shortage): boolean {
    const { record } = pod;
    if (isCritical(record)) return false;
    this.#node.event(record.pod, "Warning", "Evicted", message);
    const disrupts = shortage !== undefined;
    pod.evict({ reason: "Evicted", message, disrupts }, GRACE_SECONDS);
    return true;
  }

  #killOne(): void {
    const { engine, event } = this.#node;
    const node = this.#host.nodeObject();
    const { capacity } = this.#stock().memory;
    const records = [...this.#host.pods()].map(({ record }) => record);
    const victim = oomVictim(records, capacity, engine.nowMs);
    if (node === undefined || victim === undefined) return;
    const program = victim.run.machine?.life.program[0] ?? "";
    const name = program.slice(program.lastIndexOf("/") + 1);
    const pid = 1000 + engine.random(`pid/${this.#node.name}`).below(30_000);
    const message = `System OOM encountered, victim process: ${name}, pid: ${pid}`;
    event(node, "Warning", "SystemOOM", message);
    victim.run.outOfMemory(engine.nowMs);
  }
}

function imagesOf(pods: Iterable<Evictable>): ReadonlySet<string> {
  const names = new Set<string>();
  for (const { record } of pods) {
    for (const runs of record.runs.values()) {
      for (const { image } of runs) names.add(image.fullName);
    }
  }
  return names;
}
