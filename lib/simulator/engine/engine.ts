/**
 * The run loop: one virtual clock, one queue, named random streams and the log. A run is a pure
 * function of (seed, world, inputs); the clock moves only here.
 */
import { assert } from "#lib/shared";
import { drawLatencyMs, type LatencyModel, type LatencyName } from "./latency.ts";
import type { LogEntry } from "./log.ts";
import { EventQueue, Scheduled, type Timer } from "./queue.ts";
import { type RandomStream, randomStream } from "./random.ts";

export type EngineOptions = {
  readonly seed: number;
  /** 0 is the plain world: median latencies, ties broken by list order. */
  readonly world: number;
  readonly startMs: number;
  readonly latency: LatencyModel;
  /** How many steps and log entries one run may have before it is stopped as endless. */
  readonly stepsMax: number;
  /** For how long entries of the log are kept; for ever when left out. */
  readonly logSpanMs?: number | undefined;
};

/** How often it is looked whether entries are too old, in entries. */
const FORGET_EVERY = 8192;

/** Thrown when a run does more than `stepsMax` things; the cluster must not be used further. */
export class RunLimitError extends Error {
  override readonly name = "RunLimitError";
}

export type SettleOptions = {
  /** How long nothing may have changed. */
  readonly quietMs: number;
  /** A change that is due within this time is waited for. */
  readonly lookAheadMs: number;
  readonly limitMs: number;
};

export type Settled = { readonly settled: boolean; readonly atMs: number };

export class Engine {
  readonly log: LogEntry[] = [];
  readonly seed: number;
  #world: number;
  #nowMs: number;
  #cause = 0;
  #sequence = 0;
  #steps = 0;
  #lastChangeMs: number;
  /** Entries that the log had and no longer has. */
  #forgotten = 0;
  #onForget: () => void = () => {};
  readonly #options: EngineOptions;
  readonly #queue = new EventQueue();
  readonly #streams = new Map<string, RandomStream>();
  /** What takes longer than it should: `component` or `component/latency` → so many times. */
  readonly #slow = new Map<string, number>();

  constructor(options: EngineOptions) {
    this.#options = options;
    this.seed = options.seed;
    this.#world = options.world;
    this.#nowMs = options.startMs;
    this.#lastChangeMs = options.startMs;
  }

  get nowMs(): number {
    return this.#nowMs;
  }

  get world(): number {
    return this.#world;
  }

  /** From now on latencies and ties are this world's; what has happened stays as it was. */
  enterWorld(world: number): void {
    this.#world = world;
  }

  /** Steps done so far: a measure of work that no machine's speed changes. */
  get steps(): number {
    return this.#steps;
  }

  get lastChangeMs(): number {
    return this.#lastChangeMs;
  }

  /** The named stream; names and identities do not depend on the world, latencies do. */
  random(name: string): RandomStream {
    let stream = this.#streams.get(name);
    if (stream === undefined) {
      stream = randomStream(this.seed, name);
      this.#streams.set(name, stream);
    }
    return stream;
  }

  /** A duration for one occurrence of `what` in `component`. */
  latencyMs(what: LatencyName, component: string): number {
    const stream =
      this.world === 0 ? undefined : this.random(`latency/${this.world}/${component}/${what}`);
    const drawnMs = drawLatencyMs(this.#options.latency[what], stream);
    if (this.#slow.size === 0) return drawnMs;
    const factor = this.#slow.get(`${component}/${what}`) ?? this.#slow.get(component) ?? 1;
    return drawnMs * factor;
  }

  /** From now on a component's latencies, or one of them, are so many times as long; 1 ends it. */
  slow(component: string, factor: number, what?: LatencyName): void {
    const key = what === undefined ? component : `${component}/${what}`;
    if (factor === 1) this.#slow.delete(key);
    else this.#slow.set(key, factor);
  }

  at(atMs: number, component: string, run: () => void, periodic = false): Timer {
    const time = Math.max(atMs, this.#nowMs);
    const item = new Scheduled(time, ++this.#sequence, component, this.#cause, periodic, run);
    this.#queue.push(item);
    return item;
  }

  after(delayMs: number, component: string, run: () => void, periodic = false): Timer {
    return this.at(this.#nowMs + delayMs, component, run, periodic);
  }

  /** Adds an entry caused by what is happening now, and returns its id. */
  record(entry: Omit<LogEntry, "id" | "atMs" | "cause">): number {
    const id = this.entries + 1;
    // All entries have the same fields: engines are fastest with objects of one shape.
    const { component, verb, kind, key, detail, before, after } = entry;
    const [atMs, cause] = [this.#nowMs, this.#cause];
    this.log.push({ id, atMs, component, verb, kind, key, detail, before, after, cause });
    if (id % FORGET_EVERY === 0) this.#forget();
    return id;
  }

  /** Entries so far, forgotten ones included; also the id of the newest. */
  get entries(): number {
    return this.#forgotten + this.log.length;
  }

  /** `act` runs when old entries are gone, so that nobody else keeps what they told. */
  onForget(act: () => void): void {
    this.#onForget = act;
  }

  #forget(): void {
    const { logSpanMs } = this.#options;
    if (logSpanMs === undefined) return;
    const oldestMs = this.#nowMs - logSpanMs;
    const kept = this.log.findIndex(({ atMs }) => atMs >= oldestMs);
    if (kept < FORGET_EVERY / 2) return;
    this.log.splice(0, kept);
    this.#forgotten += kept;
    this.#onForget();
  }

  /** Runs `act` with everything it does traced to the entry `cause`. */
  causedBy<T>(cause: number, act: () => T): T {
    const before = this.#cause;
    this.#cause = cause;
    try {
      return act();
    } finally {
      this.#cause = before;
    }
  }

  /** Tells that something changed that keeps the cluster from being settled. */
  noteChange(): void {
    this.#lastChangeMs = this.#nowMs;
  }

  /** Lets everything happen that is due until `toMs`; the clock then stands there. */
  advance(toMs: number): void {
    assert(toMs >= this.#nowMs, "time does not go back");
    for (let next = this.#queue.peek(); next !== undefined && next.atMs <= toMs; ) {
      this.#step();
      next = this.#queue.peek();
    }
    this.#nowMs = toMs;
  }

  /** Steps until `predicate` holds; false, with the clock at the limit, when it never does. */
  runUntil(predicate: () => boolean, limitMs: number): boolean {
    const endMs = this.#nowMs + limitMs;
    while (!predicate()) {
      const next = this.#queue.peek();
      if (next === undefined || next.atMs > endMs) {
        this.#nowMs = endMs;
        return false;
      }
      this.#step();
    }
    return true;
  }

  /** Runs until nothing changes any more: design of «settled», docs/architecture.md. */
  settle(options: SettleOptions): Settled {
    const endMs = this.#nowMs + options.limitMs;
    for (;;) {
      const quietAtMs = this.#lastChangeMs + options.quietMs;
      const next = this.#queue.peek();
      if (this.#nowMs >= quietAtMs && !this.#changeDueBy(this.#nowMs + options.lookAheadMs)) {
        return { settled: true, atMs: this.#nowMs };
      }
      if (this.#nowMs >= endMs) return { settled: false, atMs: this.#nowMs };
      const quietFirst = quietAtMs > this.#nowMs && (next === undefined || next.atMs > quietAtMs);
      const stopMs = Math.min(endMs, quietFirst ? quietAtMs : (next?.atMs ?? endMs));
      if (next !== undefined && next.atMs <= stopMs) this.#step();
      else this.#nowMs = stopMs;
    }
  }

  #changeDueBy(untilMs: number): boolean {
    if (untilMs <= this.#nowMs) return false;
    for (const item of this.#queue.until(untilMs)) if (!item.periodic) return true;
    return false;
  }

  #step(): void {
    const item = this.#queue.pop();
    if (item?.run === undefined) return;
    this.#steps += 1;
    const { stepsMax } = this.#options;
    // A step may write much: what it leaves in the log counts as well.
    if (this.#steps + this.entries > stepsMax) {
      throw new RunLimitError(
        `The run was stopped: after ${stepsMax} steps and entries it had not ended.`,
      );
    }
    this.#nowMs = item.atMs;
    this.#cause = item.cause;
    item.run();
    this.#cause = 0;
  }
}
