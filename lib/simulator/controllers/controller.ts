/**
 * What a controller is: given a key, never an event, it brings the world nearer to what the object
 * asks for. It reads the cache only, writes through `context.api`, and may be called at any time
 * and any number of times; the second call in a row changes nothing.
 */
import type { KindName, KubeObject, ObjectKey } from "../api/object.ts";
import type { ComponentApi } from "../component/api.ts";
import type { Recorder } from "../component/recorder.ts";
import type { RandomStream } from "../engine/random.ts";
import type { Cache } from "../informers/cache.ts";
import type { Metrics } from "../metrics/metrics.ts";

export type ControllerContext = {
  readonly nowMs: number;
  readonly cache: Cache;
  readonly api: ComponentApi;
  readonly event: Recorder;
  /** What pods use, and what else is measured. */
  readonly metrics: Metrics;
  /** The controller's own stream of random numbers. */
  readonly random: RandomStream;
};

/** An ApiError that escapes means: again, after a back-off. */
export type Reconciled =
  | "done"
  | {
      readonly requeueAtMs: number;
      /** It comes round for ever: a cluster that waits for nothing else is settled. */
      readonly isPeriodic?: boolean;
    };

export type Watch = {
  readonly kind: KindName | "*";
  /** Whether a change is worth a look; every change is when left out. */
  readonly isNews?: (object: KubeObject, previous: KubeObject | undefined) => boolean;
  /** Keys to look at after this object changed; called with the old object too. */
  readonly keysFor: (object: KubeObject, cache: Cache) => readonly ObjectKey[];
};

export type Controller = {
  /** As in the user agent and in events: `replicaset-controller`. */
  readonly name: string;
  /** The name in events where it is another one. */
  readonly eventSource?: string;
  /**
   * The kind whose keys it is given; "*": keys of any kind,
   * such as `Pod default/web`, by watches.
   */
  readonly for: KindName | "*";
  /** Kinds whose owning object is looked at when one of them changes. */
  readonly owns?: readonly KindName[];
  /** Changes of what it owns are gathered for so long. */
  readonly gathersMs?: number;
  /** How long a key that failed waits first, and at most; 5 ms and 1,000 s when left out. */
  readonly retries?: { readonly firstMs: number; readonly maxMs: number };
  readonly watches?: readonly Watch[];
  /** Looks at every object of its kind this often. */
  readonly resyncMs?: number;
  readonly reconcile: (key: ObjectKey, context: ControllerContext) => Reconciled;
};
