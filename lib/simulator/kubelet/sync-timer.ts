/** When a pod is seen to again: after an error or a back-off, and from time to time. */
import type { Timer } from "../engine/queue.ts";
import type { NodeContext } from "./node-context.ts";

/** From one look at a pod to the next, when nothing happens. */
const RESYNC_MS = 60_000;
/** After an error, without a back-off of its own. */
const RETRY_MS = 10_000;
/** Delays are spread between one and one and a half; the plain world takes two thirds of that. */
const SPREAD = 0.5;
const PLAIN_SPREAD = 2 / 3;
const LONGEST_RETRY_MS = 60_000;

export class SyncTimer {
  readonly #node: NodeContext;
  readonly #nextTickMs: (fromMs: number) => number;
  readonly #trigger: () => void;
  #retry: Timer | undefined;
  #resync: Timer | undefined;

  constructor(node: NodeContext, nextTickMs: (fromMs: number) => number, trigger: () => void) {
    this.#node = node;
    this.#nextTickMs = nextTickMs;
    this.#trigger = trigger;
  }

  /** When an attempt is made anew that failed now, or that has to wait until a time. */
  retryMs(atMs: number | undefined): number {
    const { nowMs } = this.#node.engine;
    const wantedMs = atMs === undefined ? RETRY_MS : Math.max(0, atMs - nowMs);
    return this.#nextTickMs(nowMs + Math.min(wantedMs, LONGEST_RETRY_MS) * this.#spread());
  }

  retryAt(atMs: number, periodic: boolean): void {
    const { component, engine } = this.#node;
    this.#retry?.cancel();
    this.#retry = engine.at(atMs, component, this.#trigger, periodic);
  }

  cancelRetry(): void {
    this.#retry?.cancel();
  }

  /** The next look after one at `lastMs`, if none comes before. */
  resyncAfter(lastMs: number): void {
    if (this.#resync !== undefined) return;
    const { component, engine } = this.#node;
    const atMs = Math.max(engine.nowMs, lastMs + RESYNC_MS * this.#spread());
    this.#resync = engine.at(this.#nextTickMs(atMs), component, this.#trigger, true);
  }

  cancelResync(): void {
    this.#resync?.cancel();
    this.#resync = undefined;
  }

  #spread(): number {
    const { component, engine } = this.#node;
    if (engine.world === 0) return 1 + SPREAD * PLAIN_SPREAD;
    return 1 + SPREAD * engine.random(`latency/${engine.world}/${component}/retry`).fraction();
  }
}
