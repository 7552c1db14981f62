/**
 * Keys waiting for one controller: each at most once, first come first served, failed ones later
 * and later (5 ms doubling up to 1,000 s).
 */
import type { ObjectKey } from "../api/object.ts";
import type { Engine } from "../engine/engine.ts";
import type { Timer } from "../engine/queue.ts";

const RETRIES = { firstMs: 5, maxMs: 1_000_000 };

export class WorkQueue {
  readonly #engine: Engine;
  readonly #component: string;
  readonly #work: (key: ObjectKey) => void;
  /** Key → the log entry that made it dirty. */
  #dirty = new Map<ObjectKey, number>();
  readonly #later = new Map<ObjectKey, Timer>();
  readonly #failures = new Map<ObjectKey, number>();
  #drainPlanned = false;
  #stopped = false;

  readonly #retries: typeof RETRIES;

  constructor(
    engine: Engine,
    component: string,
    work: (key: ObjectKey) => void,
    retries = RETRIES,
  ) {
    this.#retries = retries;
    this.#engine = engine;
    this.#component = component;
    this.#work = work;
  }

  add(key: ObjectKey, cause: number): void {
    if (!this.#dirty.has(key)) this.#dirty.set(key, cause);
    this.#planDrain();
  }

  addAt(key: ObjectKey, atMs: number, isPeriodic = false, cause = 0): void {
    const planned = this.#later.get(key);
    if (planned !== undefined && planned.atMs <= atMs) return;
    planned?.cancel();
    const look = () => {
      this.#later.delete(key);
      this.add(key, cause);
    };
    const timer = this.#engine.at(atMs, this.#component, look, isPeriodic);
    this.#later.set(key, timer);
  }

  addAfter(key: ObjectKey, delayMs: number, cause: number): void {
    this.addAt(key, this.#engine.nowMs + delayMs, false, cause);
  }

  /**
   * The key failed: it comes back after its back-off. At its longest that comes round for ever,
   * and a cluster that waits for nothing else is settled.
   */
  retry(key: ObjectKey): void {
    const failures = this.#failures.get(key) ?? 0;
    this.#failures.set(key, failures + 1);
    const delayMs = Math.min(this.#retries.firstMs * 2 ** failures, this.#retries.maxMs);
    this.addAt(key, this.#engine.nowMs + delayMs, delayMs === this.#retries.maxMs);
  }

  forget(key: ObjectKey): void {
    this.#failures.delete(key);
  }

  /** Keys that come due are kept, and nothing is done about them. */
  stop(): void {
    this.#stopped = true;
  }

  start(): void {
    this.#stopped = false;
    if (this.#dirty.size > 0) this.#planDrain();
  }

  #planDrain(): void {
    if (this.#drainPlanned || this.#stopped) return;
    this.#drainPlanned = true;
    const delayMs = this.#engine.latencyMs("reconcile", this.#component);
    this.#engine.after(delayMs, this.#component, () => this.#drain());
  }

  #drain(): void {
    this.#drainPlanned = false;
    if (this.#stopped) return;
    const dirty = this.#dirty;
    this.#dirty = new Map();
    for (const [key, cause] of dirty) this.#engine.causedBy(cause, () => this.#work(key));
  }
}
