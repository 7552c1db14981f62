/** Delays that double with every failure, per key: 10 s up to 5 min. */

const FIRST_MS = 10_000;
const LONGEST_MS = 300_000;

type Entry = { delayMs: number; updatedMs: number };

export class BackOff {
  readonly #entries = new Map<string, Entry>();

  /** The delay that holds now; 0 without one. */
  delayMs(key: string): number {
    return this.#entries.get(key)?.delayMs ?? 0;
  }

  /** Whether the delay after something that happened at `sinceMs` has not passed yet. */
  holds(key: string, sinceMs: number, nowMs: number): boolean {
    const entry = this.#entries.get(key);
    if (entry === undefined || isStable(entry, sinceMs)) return false;
    return nowMs - sinceMs < entry.delayMs;
  }

  /** As `holds`, counted from the last failure. */
  holdsSinceFailure(key: string, nowMs: number): boolean {
    const entry = this.#entries.get(key);
    if (entry === undefined || isStable(entry, nowMs)) return false;
    return nowMs - entry.updatedMs < entry.delayMs;
  }

  endsMs(key: string): number {
    const entry = this.#entries.get(key);
    return entry === undefined ? 0 : entry.updatedMs + entry.delayMs;
  }

  /** It grows no more: what it holds back comes round for ever. */
  isLongest(key: string): boolean {
    return this.delayMs(key) === LONGEST_MS;
  }

  next(key: string, eventMs: number, nowMs: number): void {
    const entry = this.#entries.get(key);
    if (entry === undefined || isStable(entry, eventMs)) {
      this.#entries.set(key, { delayMs: FIRST_MS, updatedMs: nowMs });
      return;
    }
    entry.delayMs = Math.min(entry.delayMs * 2, LONGEST_MS);
    entry.updatedMs = nowMs;
  }
}

// What went well for twice the longest delay starts anew.
function isStable(entry: Entry, eventMs: number): boolean {
  return eventMs - entry.updatedMs > LONGEST_MS * 2;
}
