/**
 * Delivers the store's changes to one component, in order, after the watch's latency. While the
 * component is stopped its events wait; it sees them all when it starts again.
 *
 * Not simulated: a relist after a long stop merging several changes of an object into one event.
 */
import type { Store, WatchEvent } from "../apiserver/store/store.ts";
import type { Engine } from "../engine/engine.ts";
import { Cache } from "./cache.ts";

export type InformerOptions = {
  readonly engine: Engine;
  readonly store: Store;
  readonly component: string;
  /** Which changes the component watches; all when left out. */
  readonly wants?: (event: WatchEvent) => boolean;
  /** Called for each event after the cache has taken it over. */
  readonly onEvent: (event: WatchEvent) => void;
};

export class Informer {
  readonly cache = new Cache();
  readonly #options: InformerOptions;
  #waiting: WatchEvent[] = [];
  #deliveryMs = Number.NEGATIVE_INFINITY;
  #stopped = false;

  constructor(options: InformerOptions) {
    this.#options = options;
    options.store.watch((event) => this.#receive(event));
  }

  stop(): void {
    this.#stopped = true;
  }

  start(): void {
    this.#stopped = false;
    if (this.#waiting.length > 0) this.#deliverAfter();
  }

  #receive(event: WatchEvent): void {
    if (this.#options.wants?.(event) === false) return;
    this.#waiting.push(event);
    if (this.#waiting.length === 1 && !this.#stopped) this.#deliverAfter();
  }

  // One delivery takes everything that has come in until then: order is kept, and a burst of
  // writes costs one step.
  #deliverAfter(): void {
    const { engine, component } = this.#options;
    const delayMs = engine.latencyMs("watch", component);
    this.#deliveryMs = Math.max(this.#deliveryMs, engine.nowMs + delayMs);
    engine.at(this.#deliveryMs, component, () => this.#deliver());
  }

  #deliver(): void {
    if (this.#stopped) return;
    const events = this.#waiting;
    this.#waiting = [];
    for (const event of events) {
      this.cache.apply(event);
      this.#options.engine.causedBy(event.entry, () => this.#options.onEvent(event));
    }
  }
}
