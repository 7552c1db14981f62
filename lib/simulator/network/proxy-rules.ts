/**
 * What each node's kube-proxy has made of the endpoints: a change reaches its rules some time
 * after it was stored, on every node at another moment, and not at all while the proxy is stopped.
 * https://kubernetes.io/docs/reference/networking/virtual-ips/
 *
 * Not simulated: the time until a new Service's own address is known.
 */
import type { KubeObject } from "../api/object.ts";
import type { EndpointSlice, Service } from "../api/types.generated.ts";
import type { Store, WatchEvent } from "../apiserver/store/store.ts";
import type { Engine } from "../engine/engine.ts";

/** No proxy lags as far behind as this. */
const KEPT_MS = 60_000;
const SERVICE = "kubernetes.io/service-name";

type Version = {
  readonly atMs: number;
  /** undefined: it was deleted. */
  readonly slice: EndpointSlice | undefined;
  /** When a node's rules have it. */
  readonly seenMs: Map<string, number>;
};

type Slices = Map<string, Version[]>;

/** A stopped proxy's rules stay as they were; started again, it needs a moment. */
type Pause = {
  untilMs: number;
  readonly kept: ReadonlyMap<string, readonly EndpointSlice[]>;
  /** Uids of the Services that it knows. */
  readonly services: ReadonlySet<string>;
};

export class ProxyRules {
  readonly #engine: Engine;
  readonly #store: Store;
  readonly #services = new Map<string, Slices>();
  readonly #paused = new Map<string, Pause>();

  constructor(engine: Engine, store: Store) {
    this.#engine = engine;
    this.#store = store;
    store.watch((event) => {
      if (event.kind === "EndpointSlice") this.#note(event);
    });
  }

  /** The endpoints of a Service by the rules of a node. */
  slicesOf(service: string, node: string): readonly EndpointSlice[] {
    const pause = this.#pauseOf(node);
    return pause === undefined ? this.#seen(service, node) : (pause.kept.get(service) ?? []);
  }

  /** Whether the node's rules know the Service's address at all. */
  knows({ metadata }: Service, node: string): boolean {
    const pause = this.#pauseOf(node);
    return pause === undefined || pause.services.has(metadata.uid);
  }

  stop(node: string): void {
    if (this.#pauseOf(node) !== undefined) return;
    const kept = new Map(
      [...this.#services.keys()].map((service) => [service, this.#seen(service, node)]),
    );
    const services = new Set(this.#store.list("Service").map(({ metadata }) => metadata.uid));
    this.#paused.set(node, { untilMs: Number.POSITIVE_INFINITY, kept, services });
  }

  start(node: string): void {
    const pause = this.#pauseOf(node);
    if (pause !== undefined) pause.untilMs = this.#engine.nowMs + this.#delayMs(node);
  }

  #pauseOf(node: string): Pause | undefined {
    const pause = this.#paused.get(node);
    if (pause === undefined || pause.untilMs > this.#engine.nowMs) return pause;
    this.#paused.delete(node);
    return undefined;
  }

  #seen(service: string, node: string): readonly EndpointSlice[] {
    const slices = this.#services.get(service);
    if (slices === undefined) return [];
    return [...slices.values()].flatMap((versions) => {
      const seen = versions.findLast(
        (version) => this.#seenMs(version, node) <= this.#engine.nowMs,
      );
      return seen?.slice ?? [];
    });
  }

  // Drawn when somebody first asks: a change that nobody asks about costs nothing.
  #seenMs({ atMs, seenMs }: Version, node: string): number {
    let ms = seenMs.get(node);
    if (ms === undefined) {
      ms = atMs + this.#delayMs(node);
      seenMs.set(node, ms);
    }
    return ms;
  }

  #delayMs(node: string): number {
    return this.#engine.latencyMs("proxy", `kube-proxy/${node}`);
  }

  #note({ key, object, previous, type }: WatchEvent): void {
    const service = serviceOf(object) ?? (previous && serviceOf(previous));
    if (service === undefined) return;
    let slices = this.#services.get(service);
    if (slices === undefined) {
      slices = new Map();
      this.#services.set(service, slices);
    }
    let versions = slices.get(key);
    if (versions === undefined) {
      versions = [];
      slices.set(key, versions);
    }
    const { nowMs } = this.#engine;
    const slice = type === "deleted" ? undefined : (object as unknown as EndpointSlice);
    versions.push({ atMs: nowMs, slice, seenMs: new Map() });
    const oldMs = nowMs - KEPT_MS;
    while ((versions[1]?.atMs ?? nowMs) < oldMs) versions.shift();
  }
}

function serviceOf({ metadata }: KubeObject): string | undefined {
  const name = metadata.labels?.[SERVICE];
  return name === undefined ? undefined : `${metadata.namespace}/${name}`;
}
