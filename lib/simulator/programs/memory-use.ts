/**
 * How much memory a container holds: an amount, or one that grows evenly up to a bound. When it
 * reaches a level is worked out, not watched.
 */

export type MemoryCurve = {
  readonly startBytes: number;
  /** It leaks. */
  readonly bytesPerSecond?: number;
  /** Where the leak ends. */
  readonly mostBytes?: number;
};

export class MemoryUse {
  #curve: MemoryCurve = { startBytes: 0 };
  #sinceMs = 0;
  /** Called when the curve changes. */
  readonly onChange: (() => void)[] = [];

  follow(curve: MemoryCurve, nowMs: number): void {
    this.#curve = curve;
    this.#sinceMs = nowMs;
    this.changed();
  }

  /** Those who watch look again: the curve changed, or what they measure it against. */
  changed(): void {
    for (const tell of this.onChange) tell();
  }

  at(ms: number): number {
    const { bytesPerSecond = 0, mostBytes = Number.POSITIVE_INFINITY, startBytes } = this.#curve;
    const grown = startBytes + (bytesPerSecond * Math.max(0, ms - this.#sinceMs)) / 1000;
    return Math.floor(Math.min(grown, Math.max(mostBytes, startBytes)));
  }

  /** Whether it will be more than it is. */
  isGrowing(ms: number): boolean {
    const { bytesPerSecond = 0, mostBytes = Number.POSITIVE_INFINITY } = this.#curve;
    return bytesPerSecond > 0 && this.at(ms) < mostBytes;
  }

  /** From when on it is more than so much; undefined when it never is. */
  exceedsAtMs(bytes: number, nowMs: number): number | undefined {
    if (this.at(nowMs) > bytes) return nowMs;
    const { bytesPerSecond = 0, mostBytes = Number.POSITIVE_INFINITY, startBytes } = this.#curve;
    if (bytesPerSecond <= 0 || mostBytes <= bytes) return undefined;
    return this.#sinceMs + Math.floor(((bytes - startBytes) / bytesPerSecond) * 1000) + 1;
  }
}
