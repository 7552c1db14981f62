/**
 * What becomes of an event before it is written: many similar ones of an object are told as one,
 * and an object that has used up its burst is not told of until it has earned another event.
 * What is known stands with its object, so that an event costs one look-up.
 */
import type { ObjectKey } from "../api/object.ts";

export type Occurrence = {
  /** Id of the object. */
  readonly object: string;
  readonly type: string;
  readonly reason: string;
  readonly message: string;
  /** `spec.containers{web}`. */
  readonly fieldPath: string;
};

/** Occurrences that are told by the same Event. */
export type Series = {
  readonly message: string;
  readonly fieldPath: string;
  /** The Event; undefined until it is written. */
  key: ObjectKey | undefined;
  count: number;
};

export type Correlated = {
  readonly series: Series;
  readonly message: string;
  /** It is counted, but not written. */
  readonly isSpam: boolean;
};

const OBJECTS_MAX = 4096;
const SERIES_MAX = 64;
const SIMILAR_MAX = 10;
const SIMILAR_WITHIN_MS = 600_000;
const BURST = 25;
const EARN_MS = 300_000;

type Bucket = { readonly type: string; tokens: number; atMs: number };

type Group = {
  readonly type: string;
  readonly reason: string;
  readonly series: Series[];
  /** What tells all further ones once they are too many. */
  combined: Series | undefined;
  /** Different texts of late. */
  messages: string[];
  lastMs: number;
};

type Known = { readonly buckets: Bucket[]; readonly groups: Group[] };

export class Correlator {
  readonly #known = new Map<string, Known>();
  readonly #tellsAll: boolean;

  constructor(tellsAll = false) {
    this.#tellsAll = tellsAll;
  }

  see(occurrence: Occurrence, nowMs: number): Correlated {
    const { message, object, reason, type } = occurrence;
    const known = this.#knownOf(object);
    const group = groupOf(known, type, reason, nowMs);
    if (this.#tellsAll) return { series: seriesOf(group, occurrence), message, isSpam: false };
    const isSpam = !accepts(bucketOf(known, type, nowMs), nowMs);
    if (isOneOfMany(group, message, nowMs)) {
      group.combined ??= { message: "", fieldPath: "", key: undefined, count: 0 };
      const combined = `(combined from similar events): ${message}`;
      return { series: group.combined, message: combined, isSpam };
    }
    return { series: seriesOf(group, occurrence), message, isSpam };
  }

  // The objects told of last are known; order matters only once there are too many.
  #knownOf(object: string): Known {
    const found = this.#known.get(object);
    const isFull = this.#known.size >= OBJECTS_MAX;
    if (found !== undefined && !isFull) return found;
    const known = found ?? { buckets: [], groups: [] };
    if (found !== undefined) this.#known.delete(object);
    else if (isFull) {
      const [oldest = ""] = this.#known.keys();
      this.#known.delete(oldest);
    }
    this.#known.set(object, known);
    return known;
  }
}

function groupOf({ groups }: Known, type: string, reason: string, nowMs: number): Group {
  for (const one of groups) if (one.reason === reason && one.type === type) return one;
  const group: Group = {
    type,
    reason,
    series: [],
    combined: undefined,
    messages: [],
    lastMs: nowMs,
  };
  groups.push(group);
  return group;
}

function seriesOf({ series }: Group, { fieldPath, message }: Occurrence): Series {
  for (const one of series) if (one.message === message && one.fieldPath === fieldPath) return one;
  const found = { message, fieldPath, key: undefined, count: 0 };
  series.push(found);
  if (series.length > SERIES_MAX) series.shift();
  return found;
}

function isOneOfMany(group: Group, message: string, nowMs: number): boolean {
  if (nowMs - group.lastMs > SIMILAR_WITHIN_MS) group.messages = [];
  group.lastMs = nowMs;
  if (!group.messages.includes(message)) group.messages.push(message);
  if (group.messages.length < SIMILAR_MAX) return false;
  group.messages.shift();
  return true;
}

function bucketOf({ buckets }: Known, type: string, nowMs: number): Bucket {
  for (const one of buckets) if (one.type === type) return one;
  const bucket = { type, tokens: BURST, atMs: nowMs };
  buckets.push(bucket);
  return bucket;
}

function accepts(bucket: Bucket, nowMs: number): boolean {
  bucket.tokens = Math.min(BURST, bucket.tokens + (nowMs - bucket.atMs) / EARN_MS);
  bucket.atMs = nowMs;
  if (bucket.tokens < 1) return false;
  bucket.tokens -= 1;
  return true;
}
