/**
 * Pods waiting for a node: the active ones by priority and age, those that were woken behind a
 * back-off (1 s doubling to 10 s), which is cut short when nothing else is to be done, and those
 * that wait until something changes that the plugins that refused them care about.
 */
import { keyOf, type ObjectKey } from "../api/object.ts";
import type { Pod } from "../api/types.generated.ts";
import type { Engine } from "../engine/engine.ts";
import type { ClusterChange } from "./cluster-change.ts";
import type { SchedulerPlugin } from "./plugin.ts";
import { PodHeap } from "./pod-heap.ts";

const BACK_OFF_FIRST_MS = 1000;
const BACK_OFF_MAX_MS = 10_000;
/** A pod that nothing wakes is tried again after this. */
const UNSCHEDULABLE_MAX_MS = 300_000;

type Place = "active" | "back-off" | "unschedulable" | "tried";

type Waiting = {
  pod: Pod;
  place: Place;
  attempts: number;
  /** Since when it waits this time: who waits longer comes first. */
  order: number;
  triedAtMs: number;
  readyAtMs: number;
  refusedBy: readonly SchedulerPlugin[];
  /** Log entry that made the pod active: the cause of its next decision. */
  cause: number;
};

export class SchedulingQueue {
  readonly #engine: Engine;
  readonly #onActive: () => void;
  readonly #known = new Map<ObjectKey, Waiting>();
  readonly #active = new PodHeap<Entry>(isMoreUrgent);
  readonly #backOff = new PodHeap<Entry>(isReadySooner);
  readonly #unschedulable = new Set<Waiting>();
  #order = 0;

  constructor(engine: Engine, onActive: () => void) {
    this.#engine = engine;
    this.#onActive = onActive;
  }

  get isEmpty(): boolean {
    this.#dropStale(this.#active, "active");
    this.#dropStale(this.#backOff, "back-off");
    return this.#active.size === 0 && this.#backOff.size === 0;
  }

  has(key: ObjectKey): boolean {
    return this.#known.has(key);
  }

  /** A new pod, or a new version of a waiting one. */
  add(pod: Pod, cause: number): void {
    const known = this.#known.get(keyOf(pod));
    if (known !== undefined) {
      this.#renew(known, pod, cause);
      return;
    }
    const waiting: Waiting = {
      pod,
      place: "tried",
      attempts: 0,
      order: 0,
      triedAtMs: 0,
      readyAtMs: 0,
      refusedBy: [],
      cause,
    };
    this.#known.set(keyOf(pod), waiting);
    this.#activate(waiting, cause);
  }

  // A changed pod may fit now: its status alone does not matter.
  #renew(known: Waiting, pod: Pod, cause: number): void {
    const before = known.pod;
    known.pod = pod;
    if (before.metadata.uid !== pod.metadata.uid) known.attempts = 0;
    const isSame = before.spec === pod.spec && before.metadata.labels === pod.metadata.labels;
    if (isSame || known.place !== "unschedulable") return;
    this.#wakeIfHelped(known, { kind: "Itself", before, after: pod }, cause);
  }

  remove(key: ObjectKey): void {
    const known = this.#known.get(key);
    if (known === undefined) return;
    this.#known.delete(key);
    this.#unschedulable.delete(known);
    known.place = "tried";
  }

  pop(): { readonly pod: Pod; readonly cause: number } | undefined {
    if (this.isEmpty) return undefined;
    const { waiting } = (this.#active.pop() ?? this.#backOff.pop()) as Entry;
    waiting.place = "tried";
    waiting.attempts += 1;
    waiting.triedAtMs = this.#engine.nowMs;
    return { pod: waiting.pod, cause: waiting.cause };
  }

  /** The pod found no node: it waits for a change that one of these plugins cares about. */
  park(key: ObjectKey, refusedBy: readonly SchedulerPlugin[]): void {
    const known = this.#known.get(key);
    if (known === undefined) return;
    known.refusedBy = refusedBy;
    known.place = "unschedulable";
    this.#unschedulable.add(known);
    const { triedAtMs } = known;
    const wake = () => {
      if (known.triedAtMs === triedAtMs && known.place === "unschedulable")
        this.#activate(known, 0);
    };
    this.#engine.after(UNSCHEDULABLE_MAX_MS, "kube-scheduler", wake, true);
  }

  /** Something went wrong that is not the pod's fault: again, after its back-off. */
  retry(key: ObjectKey): void {
    const known = this.#known.get(key);
    if (known === undefined) return;
    this.#engine.at(known.triedAtMs + backOffMs(known), "kube-scheduler", () => {
      if (this.#known.get(key) === known && known.place === "tried") this.#activate(known, 0);
    });
  }

  /** Wakes the pods that the change could help. */
  wake(change: ClusterChange, cause: number): void {
    if (this.#unschedulable.size === 0) return;
    for (const waiting of [...this.#unschedulable]) this.#wakeIfHelped(waiting, change, cause);
  }

  #wakeIfHelped(waiting: Waiting, change: ClusterChange, cause: number): void {
    const { pod, refusedBy } = waiting;
    const isHelped =
      refusedBy.length === 0 || refusedBy.some((plugin) => plugin.wakes?.(pod, change) ?? true);
    if (!isHelped) return;
    const readyAtMs = waiting.triedAtMs + backOffMs(waiting);
    if (readyAtMs <= this.#engine.nowMs) {
      this.#activate(waiting, cause);
      return;
    }
    this.#unschedulable.delete(waiting);
    waiting.place = "back-off";
    waiting.readyAtMs = readyAtMs;
    waiting.cause = cause;
    this.#order += 1;
    waiting.order = this.#order;
    this.#backOff.push(entryOf(waiting));
    this.#onActive();
  }

  #activate(waiting: Waiting, cause: number): void {
    this.#unschedulable.delete(waiting);
    waiting.place = "active";
    waiting.cause = cause;
    this.#order += 1;
    waiting.order = this.#order;
    this.#active.push(entryOf(waiting));
    this.#onActive();
  }

  // What was removed or moved elsewhere stays in the heap until it comes to the top.
  #dropStale(heap: PodHeap<Entry>, place: Place): void {
    for (;;) {
      const top = heap.first;
      if (top === undefined) return;
      if (top.waiting.place === place && top.order === top.waiting.order) return;
      heap.pop();
    }
  }
}

/** What a heap holds keeps its rank even when the pod changes. */
type Entry = {
  readonly waiting: Waiting;
  readonly order: number;
  readonly priority: number;
  readonly readyAtMs: number;
};

function entryOf(waiting: Waiting): Entry {
  const { order, pod, readyAtMs } = waiting;
  return { waiting, order, priority: pod.spec.priority ?? 0, readyAtMs };
}

function backOffMs({ attempts }: Waiting): number {
  return Math.min(BACK_OFF_FIRST_MS * 2 ** (attempts - 1), BACK_OFF_MAX_MS);
}

function isMoreUrgent(a: Entry, b: Entry): boolean {
  return a.priority === b.priority ? a.order < b.order : a.priority > b.priority;
}

function isReadySooner(a: Entry, b: Entry): boolean {
  return a.readyAtMs === b.readyAtMs ? isMoreUrgent(a, b) : a.readyAtMs < b.readyAtMs;
}
