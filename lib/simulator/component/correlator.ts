/**
 * What becomes of an event before it is written: many similar ones of an object are told as one,
 * and an object that has used up its burst is not told of until it has earned another event.
 */

export type Occurrence = {
  /** Of the object, its kind included. */
  readonly object: string;
  readonly type: string;
  readonly reason: string;
  readonly message: string;
  /** `spec.containers{web}`. */
  readonly fieldPath: string;
};

export type Correlated = {
  /** Equal for occurrences that are told by the same Event. */
  readonly key: string;
  readonly message: string;
  /** It is counted, but not written. */
  readonly isSpam: boolean;
};

const KEYS_MAX = 4096;
const SIMILAR_MAX = 10;
const SIMILAR_WITHIN_MS = 600_000;
const BURST = 25;
const EARN_MS = 300_000;

type Similar = { readonly messages: Set<string>; lastMs: number };
type Bucket = { tokens: number; atMs: number };

export class Correlator {
  readonly #similar = new Map<string, Similar>();
  readonly #buckets = new Map<string, Bucket>();

  see(occurrence: Occurrence, nowMs: number): Correlated {
    const { fieldPath, message, object, reason, type } = occurrence;
    const source = `${object}\n${type}`;
    const isSpam = !this.#accepts(source, nowMs);
    const group = `${source}\n${reason}`;
    if (this.#isOneOfMany(group, message, nowMs))
      return { key: group, message: `(combined from similar events): ${message}`, isSpam };
    return { key: `${group}\n${fieldPath}\n${message}`, message, isSpam };
  }

  #isOneOfMany(group: string, message: string, nowMs: number): boolean {
    let similar = this.#similar.get(group);
    if (similar === undefined || nowMs - similar.lastMs > SIMILAR_WITHIN_MS) {
      similar = { messages: new Set(), lastMs: nowMs };
    }
    similar.messages.add(message);
    similar.lastMs = nowMs;
    remember(this.#similar, group, similar);
    if (similar.messages.size < SIMILAR_MAX) return false;
    const [first = message] = similar.messages;
    similar.messages.delete(first);
    return true;
  }

  #accepts(source: string, nowMs: number): boolean {
    const bucket = this.#buckets.get(source) ?? { tokens: BURST, atMs: nowMs };
    bucket.tokens = Math.min(BURST, bucket.tokens + (nowMs - bucket.atMs) / EARN_MS);
    bucket.atMs = nowMs;
    remember(this.#buckets, source, bucket);
    if (bucket.tokens < 1) return false;
    bucket.tokens -= 1;
    return true;
  }
}

/** Puts an entry behind all others and forgets the one that was not used for longest. */
export function remember<T>(map: Map<string, T>, key: string, value: T): void {
  map.delete(key);
  map.set(key, value);
  if (map.size <= KEYS_MAX) return;
  const [oldest] = map.keys();
  if (oldest !== undefined) map.delete(oldest);
}
