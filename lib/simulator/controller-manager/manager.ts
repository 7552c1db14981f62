/**
 * kube-controller-manager: runs every controller over one shared cache and turns changes into
 * keys. The wiring that each controller would repeat is written here once.
 */
import { ApiError } from "../api/error.ts";
import { controllerOf, type KubeObject, keyFor, keyOf, type ObjectKey } from "../api/object.ts";
import type { ApiServer } from "../apiserver/server.ts";
import type { Store, WatchEvent } from "../apiserver/store/store.ts";
import { componentApi } from "../component/api.ts";
import { recorder } from "../component/recorder.ts";
import type { Controller, ControllerContext, Watch } from "../controllers/controller.ts";
import type { Engine } from "../engine/engine.ts";
import { Cache } from "../informers/cache.ts";
import { Informer } from "../informers/informer.ts";
import type { Metrics } from "../metrics/metrics.ts";
import { WorkQueue } from "./work-queue.ts";

const COMPONENT = "kube-controller-manager";

type Running = {
  readonly controller: Controller;
  readonly queue: WorkQueue;
  readonly context: ControllerContext;
};

export type ControllerManager = {
  readonly start: () => void;
  readonly stop: () => void;
  /** Looks at one key at once, for tests of the controllers' contract. */
  readonly reconcile: (controllerName: string, key: ObjectKey) => void;
  /** The same for one that knows nothing but this object, as it once was. */
  readonly reconcileWith: (controllerName: string, key: ObjectKey, stale: KubeObject) => void;
  /** Keys of all objects that the controller is for. */
  readonly keysOf: (controllerName: string) => readonly ObjectKey[];
};

export function runControllers(
  engine: Engine,
  store: Store,
  server: ApiServer,
  controllers: readonly Controller[],
  metrics: Metrics,
): ControllerManager {
  const running: Running[] = [];
  const byKind = new Map<string, readonly Interest[]>();
  const informer = new Informer({
    engine,
    store,
    component: COMPONENT,
    // No controller follows Events, which are half of all writes.
    wants: ({ kind }) => kind !== "Event",
    onEvent: (event) => {
      let interested = byKind.get(event.kind);
      if (interested === undefined) {
        interested = running.flatMap((one) => interestIn(event.kind, one) ?? []);
        byKind.set(event.kind, interested);
      }
      for (const one of interested) enqueue(one, event, informer.cache);
    },
  });
  for (const controller of controllers) {
    running.push(run(engine, server, informer, controller, metrics));
  }
  const named = (name: string) => running.find(({ controller }) => controller.name === name);
  return {
    start() {
      informer.start();
      for (const { queue } of running) queue.start();
    },
    stop() {
      informer.stop();
      for (const { queue } of running) queue.stop();
    },
    reconcile(name, key) {
      const one = named(name);
      one?.controller.reconcile(key, one.context);
    },
    reconcileWith(name, key, stale) {
      const one = named(name);
      if (one === undefined) return;
      const cache = new Cache();
      const { kind } = stale;
      cache.apply({ type: "added", kind, key, object: stale, previous: undefined, entry: 0 });
      const { api, event, metrics, nowMs, random } = one.context;
      one.controller.reconcile(key, { api, cache, event, metrics, nowMs, random });
    },
    keysOf(name) {
      const kind = named(name)?.controller.for;
      const { cache } = informer;
      if (kind !== "*") return kind === undefined ? [] : cache.listAny(kind).map(keyOf);
      return cache
        .kinds()
        .flatMap((any) => cache.listAny(any).map((object) => `${any} ${keyOf(object)}`));
    },
  };
}

function run(
  engine: Engine,
  server: ApiServer,
  informer: Informer,
  controller: Controller,
  metrics: Metrics,
): Running {
  const { cache } = informer;
  const { name } = controller;
  const user = {
    username: `system:serviceaccount:kube-system:${name}`,
    groups: [
      "system:serviceaccounts",
      "system:serviceaccounts:kube-system",
      "system:authenticated",
    ],
  };
  const api = componentApi(server, { component: name, user }, cache);
  const context: ControllerContext = {
    get nowMs() {
      return engine.nowMs;
    },
    cache,
    api,
    event: recorder(engine, api, { component: controller.eventSource ?? name }),
    metrics,
    random: engine.random(`controller/${name}`),
  };
  const work = (key: ObjectKey) => {
    try {
      const result = controller.reconcile(key, context);
      queue.forget(key);
      if (result !== "done") queue.addAt(key, result.requeueAtMs, result.isPeriodic);
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      queue.retry(key);
    }
  };
  const queue = new WorkQueue(engine, name, work, controller.retries);
  const { resyncMs } = controller;
  if (resyncMs !== undefined)
    resyncEvery(engine, resyncMs, name, () => addAll(controller, cache, queue));
  return { controller, queue, context };
}

function addAll(controller: Controller, cache: Informer["cache"], queue: WorkQueue): void {
  if (controller.for === "*") return;
  for (const object of cache.listAny(controller.for)) queue.add(keyOf(object), 0);
}

function resyncEvery(engine: Engine, everyMs: number, component: string, act: () => void): void {
  const again = () => {
    act();
    engine.after(everyMs, component, again, true);
  };
  engine.after(everyMs, component, again, true);
}

/** What a controller makes of changes of one kind. */
type Interest = {
  readonly controller: Controller;
  readonly queue: WorkQueue;
  readonly isOwned: boolean;
  readonly watches: readonly Watch[];
};

function interestIn(kind: string, { controller, queue }: Running): Interest | undefined {
  const isOwned = controller.owns?.some((owned) => owned === kind) ?? false;
  const all = controller.watches ?? [];
  const watches = all.filter((watch) => watch.kind === kind || watch.kind === "*");
  if (controller.for !== kind && !isOwned && watches.length === 0) return undefined;
  return { controller, queue, isOwned, watches };
}

function enqueue(
  { controller, isOwned, queue, watches }: Interest,
  event: WatchEvent,
  cache: Informer["cache"],
): void {
  const { type, kind, key, object, previous, entry } = event;
  if (controller.for === kind) queue.add(key, entry);
  if (isOwned) {
    const { gathersMs } = controller;
    for (const ownerKey of ownerKeys(controller.for, object, previous)) {
      if (gathersMs === undefined) queue.add(ownerKey, entry);
      else queue.addAfter(ownerKey, gathersMs, entry);
    }
  }
  for (const watch of watches) {
    if (watch.isNews?.(object, type === "deleted" ? undefined : previous) === false) continue;
    for (const found of watch.keysFor(object, cache)) queue.add(found, entry);
    if (previous !== undefined && previous !== object) {
      for (const found of watch.keysFor(previous, cache)) queue.add(found, entry);
    }
  }
}

const NO_KEYS: readonly ObjectKey[] = [];

function ownerKeys(
  kind: string,
  object: KubeObject,
  previous: KubeObject | undefined,
): readonly ObjectKey[] {
  const { namespace, ownerReferences } = object.metadata;
  const owner = controllerOf(object);
  const keys = owner?.kind === kind ? [keyFor(namespace, owner.name)] : NO_KEYS;
  if (previous === undefined || previous.metadata.ownerReferences === ownerReferences) return keys;
  const before = controllerOf(previous);
  if (before?.kind !== kind || (before.name === owner?.name && owner.kind === kind)) return keys;
  return [...keys, keyFor(namespace, before.name)];
}
