/** What is going to happen, ordered by (time, sequence number): a binary heap with lazy removal. */

/** Handle of something scheduled; `cancel` is harmless when it has already happened. */
export type Timer = { readonly atMs: number; cancel(): void };

/** It is its own handle: a step costs one object. */
export class Scheduled implements Timer {
  readonly atMs: number;
  readonly sequence: number;
  readonly component: string;
  /** The log entry that led to this; 0 for an input from outside. */
  readonly cause: number;
  /** Periodic work (resyncs, heartbeats) does not keep a cluster from being settled. */
  readonly periodic: boolean;
  run: (() => void) | undefined;

  constructor(
    atMs: number,
    sequence: number,
    component: string,
    cause: number,
    periodic: boolean,
    run: () => void,
  ) {
    this.atMs = atMs;
    this.sequence = sequence;
    this.component = component;
    this.cause = cause;
    this.periodic = periodic;
    this.run = run;
  }

  cancel(): void {
    this.run = undefined;
  }
}

export class EventQueue {
  readonly #heap: Scheduled[] = [];

  push(item: Scheduled): void {
    const heap = this.#heap;
    let index = heap.length;
    heap.push(item);
    while (index > 0) {
      const parent = (index - 1) >> 1;
      const above = heap[parent] as Scheduled;
      if (!before(item, above)) break;
      heap[index] = above;
      index = parent;
    }
    heap[index] = item;
  }

  /** The next thing to happen, left in place. */
  peek(): Scheduled | undefined {
    while (this.#heap.length > 0 && this.#heap[0]?.run === undefined) this.#removeFirst();
    return this.#heap[0];
  }

  pop(): Scheduled | undefined {
    const first = this.peek();
    if (first !== undefined) this.#removeFirst();
    return first;
  }

  /** Everything still to happen until `untilMs`, in no particular order. */
  *until(untilMs: number): Iterable<Scheduled> {
    for (const item of this.#heap) {
      if (item.run !== undefined && item.atMs <= untilMs) yield item;
    }
  }

  #removeFirst(): void {
    const heap = this.#heap;
    const last = heap.pop();
    if (last === undefined || heap.length === 0) return;
    let index = 0;
    for (;;) {
      let child = 2 * index + 1;
      if (child >= heap.length) break;
      const right = child + 1;
      if (right < heap.length && before(heap[right] as Scheduled, heap[child] as Scheduled)) {
        child = right;
      }
      if (!before(heap[child] as Scheduled, last)) break;
      heap[index] = heap[child] as Scheduled;
      index = child;
    }
    heap[index] = last;
  }
}

function before(a: Scheduled, b: Scheduled): boolean {
  return a.atMs < b.atMs || (a.atMs === b.atMs && a.sequence < b.sequence);
}
