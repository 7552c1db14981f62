/**
 * What a controller remembers between two looks, for each cluster by itself: lost when the
 * controller manager is restarted, as in a real cluster.
 */
import type { Cache } from "../informers/cache.ts";

export class Memory<T> {
  readonly #clusters = new WeakMap<Cache, Map<string, T>>();

  get(cache: Cache, id: string): T | undefined {
    return this.#clusters.get(cache)?.get(id);
  }

  set(cache: Cache, id: string, value: T): void {
    let known = this.#clusters.get(cache);
    if (known === undefined) {
      known = new Map();
      this.#clusters.set(cache, known);
    }
    known.set(id, value);
  }

  forget(cache: Cache, id: string): void {
    this.#clusters.get(cache)?.delete(id);
  }
}
