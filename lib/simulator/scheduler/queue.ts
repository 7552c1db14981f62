/**
 * Pods waiting for a node: the active ones by priority and age, those that failed behind a
 * back-off (1 s doubling to 10 s), and those that wait until something changes that could help.
 *
 * Not simulated: queueing hints of single plugins; any change of a node or a pod that goes wakes
 * every waiting pod.
 */
import { keyOf, type ObjectKey } from "../api/object.ts";
import type { Pod } from "../api/types.generated.ts";
import type { Engine } from "../engine/engine.ts";

const BACK_OFF_FIRST_MS = 1000;
const BACK_OFF_MAX_MS = 10_000;
/** A pod that nothing wakes is tried again after this. */
const UNSCHEDULABLE_MAX_MS = 300_000;

type Waiting = {
  pod: Pod;
  attempts: number;
  readonly addedAt: number;
  triedAtMs: number;
  /** Log entry that made the pod active: the cause of its next decision. */
  cause: number;
};

export class SchedulingQueue {
  readonly #engine: Engine;
  readonly #onActive: () => void;
  readonly #known = new Map<ObjectKey, Waiting>();
  #active: Waiting[] = [];
  #sorted = true;
  readonly #unschedulable = new Set<Waiting>();
  #added = 0;
  #moves = 0;

  constructor(engine: Engine, onActive: () => void) {
    this.#engine = engine;
    this.#onActive = onActive;
  }

  get empty(): boolean {
    return this.#active.length === 0;
  }

  /** Number of changes so far that could help a waiting pod. */
  get moves(): number {
    return this.#moves;
  }

  /** A new pod, or a new version of a waiting one, which makes it worth another try. */
  add(pod: Pod, cause: number, helps: boolean): void {
    const key = keyOf(pod);
    const known = this.#known.get(key);
    if (known === undefined) {
      this.#added += 1;
      const waiting = { pod, attempts: 0, addedAt: this.#added, triedAtMs: 0, cause };
      this.#known.set(key, waiting);
      this.#activate(waiting, cause);
      return;
    }
    known.pod = pod;
    if (helps && this.#unschedulable.has(known)) this.#activateAfterBackOff(known, cause);
  }

  remove(key: ObjectKey): void {
    const known = this.#known.get(key);
    if (known === undefined) return;
    this.#known.delete(key);
    this.#unschedulable.delete(known);
    this.#active = this.#active.filter((waiting) => waiting !== known);
  }

  pop(): { readonly pod: Pod; readonly cause: number } | undefined {
    if (!this.#sorted) {
      this.#active.sort(byUrgency);
      this.#sorted = true;
    }
    const waiting = this.#active.pop();
    if (waiting === undefined) return undefined;
    waiting.attempts += 1;
    waiting.triedAtMs = this.#engine.nowMs;
    return { pod: waiting.pod, cause: waiting.cause };
  }

  /** The pod found no node; `movesBefore` tells whether something changed in the meantime. */
  park(key: ObjectKey, movesBefore: number): void {
    const known = this.#known.get(key);
    if (known === undefined) return;
    this.#unschedulable.add(known);
    if (this.#moves !== movesBefore) this.#activateAfterBackOff(known, 0);
    else {
      const { triedAtMs } = known;
      const wake = () => {
        if (known.triedAtMs === triedAtMs && this.#unschedulable.has(known))
          this.#activate(known, 0);
      };
      this.#engine.after(UNSCHEDULABLE_MAX_MS, "kube-scheduler", wake, true);
    }
  }

  /** Something changed that may let waiting pods in. */
  wakeAll(cause: number): void {
    this.#moves += 1;
    for (const waiting of [...this.#unschedulable]) this.#activateAfterBackOff(waiting, cause);
  }

  #activateAfterBackOff(waiting: Waiting, cause: number): void {
    const backOffMs = Math.min(BACK_OFF_FIRST_MS * 2 ** (waiting.attempts - 1), BACK_OFF_MAX_MS);
    const readyMs = waiting.triedAtMs + backOffMs;
    if (readyMs <= this.#engine.nowMs) {
      this.#activate(waiting, cause);
      return;
    }
    this.#unschedulable.delete(waiting);
    this.#engine.at(readyMs, "kube-scheduler", () => {
      if (this.#known.get(keyOf(waiting.pod)) === waiting) this.#activate(waiting, cause);
    });
  }

  #activate(waiting: Waiting, cause: number): void {
    this.#unschedulable.delete(waiting);
    waiting.cause = cause;
    this.#active.push(waiting);
    this.#sorted = false;
    this.#onActive();
  }
}

// Sorted so that the most urgent stands last, where it is taken.
function byUrgency(a: Waiting, b: Waiting): number {
  return (a.pod.spec.priority ?? 0) - (b.pod.spec.priority ?? 0) || b.addedAt - a.addedAt;
}
