/**
 * The versioned objects of a cluster. Every write raises the resourceVersion, makes a new object,
 * adds an entry to the log and tells the watchers; nothing else changes state.
 */
import { assert } from "#lib/shared";
import { type KubeObject, keyOf, type ObjectKey } from "../../api/object.ts";
import type { Engine } from "../../engine/engine.ts";

export type WatchEvent = {
  readonly type: "added" | "modified" | "deleted";
  readonly kind: string;
  readonly key: ObjectKey;
  readonly object: KubeObject;
  /** The object before the write; undefined when it was added. */
  readonly previous: KubeObject | undefined;
  /** Id of the log entry of the write. */
  readonly entry: number;
};

export type Watcher = (event: WatchEvent) => void;

/** Kinds whose changes do not keep a cluster from being settled. */
const RESTLESS_KINDS: ReadonlySet<string> = new Set(["Lease", "Event"]);

export class Store {
  readonly #engine: Engine;
  readonly #kinds = new Map<string, Map<ObjectKey, KubeObject>>();
  readonly #sorted = new Map<string, readonly KubeObject[]>();
  readonly #watchers: Watcher[] = [];
  #resourceVersion = 0;

  constructor(engine: Engine) {
    this.#engine = engine;
  }

  /** The version of the newest write. */
  get resourceVersion(): string {
    return String(this.#resourceVersion);
  }

  watch(watcher: Watcher): void {
    this.#watchers.push(watcher);
  }

  get(kind: string, key: ObjectKey): KubeObject | undefined {
    return this.#kinds.get(kind)?.get(key);
  }

  count(kind: string): number {
    return this.#kinds.get(kind)?.size ?? 0;
  }

  /** All objects of a kind, in the order of their keys, as etcd lists them. */
  list(kind: string): readonly KubeObject[] {
    let sorted = this.#sorted.get(kind);
    if (sorted === undefined) {
      const objects = [...(this.#kinds.get(kind)?.entries() ?? [])];
      // A namespace's objects stand together: "/" sorts before every character of a name.
      sorted = objects
        .sort(([a], [b]) => (etcdKey(a) < etcdKey(b) ? -1 : 1))
        .map(([, object]) => object);
      this.#sorted.set(kind, sorted);
    }
    return sorted;
  }

  kinds(): readonly string[] {
    return [...this.#kinds.keys()];
  }

  /** Stores a new object, which is the store's from then on; its key must be free. */
  add(object: KubeObject, by: string): KubeObject {
    const objects = this.#objectsOf(object.kind);
    const key = keyOf(object);
    assert(!objects.has(key), `${object.kind} ${key} is stored already`);
    return this.#write("added", key, object, undefined, by);
  }

  /** Replaces an object; its key must be taken. Equal objects must not be written. */
  replace(object: KubeObject, by: string): KubeObject {
    const key = keyOf(object);
    const previous = this.#objectsOf(object.kind).get(key);
    assert(previous !== undefined, `${object.kind} ${key} is not stored`);
    return this.#write("modified", key, object, previous, by);
  }

  remove(kind: string, key: ObjectKey, by: string): KubeObject {
    const previous = this.#objectsOf(kind).get(key);
    assert(previous !== undefined, `${kind} ${key} is not stored`);
    return this.#write("deleted", key, previous, previous, by);
  }

  #objectsOf(kind: string): Map<ObjectKey, KubeObject> {
    let objects = this.#kinds.get(kind);
    if (objects === undefined) {
      objects = new Map();
      this.#kinds.set(kind, objects);
    }
    return objects;
  }

  #write(
    type: WatchEvent["type"],
    key: ObjectKey,
    object: KubeObject,
    previous: KubeObject | undefined,
    by: string,
  ): KubeObject {
    const { kind } = object;
    const resourceVersion = String(++this.#resourceVersion);
    const stored =
      type === "added"
        ? stamped(object, resourceVersion)
        : { ...object, metadata: { ...object.metadata, resourceVersion } };
    const objects = this.#objectsOf(kind);
    if (type === "deleted") objects.delete(key);
    else objects.set(key, stored);
    this.#sorted.delete(kind);
    const verb = type === "added" ? "create" : type === "modified" ? "update" : "delete";
    const change = { component: by, verb, kind, key, before: previous, after: stored };
    const entry = this.#engine.record(change);
    if (!RESTLESS_KINDS.has(kind)) this.#engine.noteChange();
    const event: WatchEvent = { type, kind, key, object: stored, previous, entry };
    this.#engine.causedBy(entry, () => {
      for (const watcher of this.#watchers) watcher(event);
    });
    return stored;
  }
}

// Nobody else has a new object yet: it need not be copied for its version.
function stamped(object: KubeObject, resourceVersion: string): KubeObject {
  (object.metadata as { resourceVersion: string }).resourceVersion = resourceVersion;
  return object;
}

function etcdKey(key: ObjectKey): string {
  return key.replace("/", "\u0001");
}
