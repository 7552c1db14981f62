/**
 * What one component knows of the cluster: a copy of the store that lags behind by its watch,
 * indexed by namespace and by owner. A component sees its own writes at once.
 */
import {
  controllerOf,
  type KindMap,
  type KindName,
  type KubeObject,
  type ObjectKey,
  type ObjectMeta,
} from "../api/object.ts";
import type { WatchEvent } from "../apiserver/store/store.ts";

type KindCache = {
  readonly objects: Map<ObjectKey, KubeObject>;
  readonly byNamespace: Map<string, Map<ObjectKey, KubeObject>>;
  readonly byOwner: Map<string, Map<ObjectKey, KubeObject>>;
  /** Those that no owner controls, by namespace. */
  readonly orphans: Map<string, Map<ObjectKey, KubeObject>>;
  /** Versions at which objects were deleted, so that a late watch event does not revive them. */
  readonly deleted: Map<string, number>;
};

/** Counts of an owner's objects, kept up as they come, change and go. */
export interface Summary {
  readonly kind: KindName;
  count(object: { readonly metadata: ObjectMeta }, by: 1 | -1): void;
}

const NOTHING: ReadonlyMap<ObjectKey, KubeObject> = new Map();

export class Cache {
  readonly #kinds = new Map<string, KindCache>();
  /** Owner's uid → the objects of any kind that name it as an owner, by their own uids. */
  readonly #dependents = new Map<string, Map<string, KubeObject>>();
  readonly #byUid = new Map<string, KubeObject>();
  /** Owner's uid → what counts its objects. */
  readonly #summaries = new Map<string, Summary>();

  get<K extends KindName>(kind: K, key: ObjectKey): KindMap[K] | undefined {
    return this.#kinds.get(kind)?.objects.get(key) as KindMap[K] | undefined;
  }

  /** Any kind, custom ones included. */
  find(kind: string, key: ObjectKey): KubeObject | undefined {
    return this.#kinds.get(kind)?.objects.get(key);
  }

  /** In the order in which the objects came; within one namespace if one is given. */
  list<K extends KindName>(kind: K, namespace?: string): readonly KindMap[K][] {
    return this.listAny(kind, namespace) as unknown as readonly KindMap[K][];
  }

  listAny(kind: string, namespace?: string): readonly KubeObject[] {
    const cached = this.#kinds.get(kind);
    if (cached === undefined) return [];
    if (namespace === undefined) return [...cached.objects.values()];
    return [...(cached.byNamespace.get(namespace) ?? NOTHING).values()];
  }

  listOwnedBy<K extends KindName>(kind: K, ownerUid: string): readonly KindMap[K][] {
    const owned = this.#kinds.get(kind)?.byOwner.get(ownerUid) ?? NOTHING;
    return [...owned.values()] as unknown as readonly KindMap[K][];
  }

  /** Counts what the owner has by now and from now on, until it is gone or counted anew. */
  summarize(ownerUid: string, summary: Summary): void {
    for (const object of this.listOwnedBy(summary.kind, ownerUid)) summary.count(object, 1);
    this.#summaries.set(ownerUid, summary);
  }

  summaryOf(ownerUid: string): Summary | undefined {
    return this.#summaries.get(ownerUid);
  }

  /** Objects in a namespace that no owner controls. */
  orphansOf<K extends KindName>(kind: K, namespace: string): readonly KindMap[K][] {
    const found = this.#kinds.get(kind)?.orphans.get(namespace) ?? NOTHING;
    return [...found.values()] as unknown as readonly KindMap[K][];
  }

  hasOrphans(kind: KindName, namespace: string): boolean {
    return this.#kinds.get(kind)?.orphans.has(namespace) ?? false;
  }

  /** Objects of every kind that name the owner, controlling or not. */
  dependentsOf(ownerUid: string): readonly KubeObject[] {
    return [...(this.#dependents.get(ownerUid) ?? NOTHING).values()];
  }

  byUid(uid: string): KubeObject | undefined {
    return this.#byUid.get(uid);
  }

  count(kind: string): number {
    return this.#kinds.get(kind)?.objects.size ?? 0;
  }

  kinds(): readonly string[] {
    return [...this.#kinds.keys()];
  }

  /** Takes over an event unless something newer of that object is known already. */
  apply({ type, kind, key, object }: WatchEvent): void {
    const cached = this.#kindCache(kind);
    const version = Number(object.metadata.resourceVersion);
    const known = cached.objects.get(key);
    if (known !== undefined && Number(known.metadata.resourceVersion) >= version) return;
    if ((cached.deleted.get(object.metadata.uid) ?? 0) >= version) return;
    if (type === "deleted") {
      if (known !== undefined) this.#unindex(cached, key, known);
      cached.objects.delete(key);
      this.#byUid.delete(object.metadata.uid);
      this.#summaries.delete(object.metadata.uid);
      cached.deleted.set(object.metadata.uid, version);
      return;
    }
    // Most changes leave an object where it stands: it keeps its place in every index.
    if (known !== undefined && !standsAlike(known, object)) this.#unindex(cached, key, known);
    else if (known !== undefined) this.#countAll(known, -1);
    cached.objects.set(key, object);
    this.#byUid.set(object.metadata.uid, object);
    const namespace = object.metadata.namespace ?? "";
    indexInto(cached.byNamespace, namespace, key, object);
    if (controllerOf(object) === undefined) indexInto(cached.orphans, namespace, key, object);
    for (const owner of object.metadata.ownerReferences ?? []) {
      indexInto(cached.byOwner, owner.uid, key, object);
      indexInto(this.#dependents, owner.uid, object.metadata.uid, object);
      this.#count(owner.uid, object, 1);
    }
  }

  #kindCache(kind: string): KindCache {
    let cached = this.#kinds.get(kind);
    if (cached === undefined) {
      cached = {
        objects: new Map(),
        byNamespace: new Map(),
        byOwner: new Map(),
        orphans: new Map(),
        deleted: new Map(),
      };
      this.#kinds.set(kind, cached);
    }
    return cached;
  }

  #count(ownerUid: string, object: KubeObject, by: 1 | -1): void {
    const summary = this.#summaries.get(ownerUid);
    if (summary?.kind === object.kind) summary.count(object, by);
  }

  #countAll(object: KubeObject, by: 1 | -1): void {
    for (const owner of object.metadata.ownerReferences ?? []) this.#count(owner.uid, object, by);
  }

  #unindex(cached: KindCache, key: ObjectKey, object: KubeObject): void {
    const namespace = object.metadata.namespace ?? "";
    dropFrom(cached.byNamespace, namespace, key);
    if (controllerOf(object) === undefined) dropFrom(cached.orphans, namespace, key);
    for (const owner of object.metadata.ownerReferences ?? []) {
      dropFrom(cached.byOwner, owner.uid, key);
      dropFrom(this.#dependents, owner.uid, object.metadata.uid);
      this.#count(owner.uid, object, -1);
    }
  }
}

function standsAlike({ metadata: a }: KubeObject, { metadata: b }: KubeObject): boolean {
  return a.ownerReferences === b.ownerReferences && a.uid === b.uid;
}

type Index = Map<string, Map<string, KubeObject>>;

function indexInto(index: Index, name: string, key: string, object: KubeObject): void {
  let entries = index.get(name);
  if (entries === undefined) {
    entries = new Map();
    index.set(name, entries);
  }
  entries.set(key, object);
}

function dropFrom(index: Index, name: string, key: string): void {
  const entries = index.get(name);
  entries?.delete(key);
  if (entries?.size === 0) index.delete(name);
}
