/**
 * Removes objects whose owners are all gone, and carries out foreground and orphan deletion.
 * https://kubernetes.io/docs/concepts/architecture/garbage-collection/
 * An owner of a kind that the server does not know keeps its dependents, as nobody can look it up.
 */
import { isBeingDeleted, type KubeObject, keyOf } from "../api/object.ts";
import { RESOURCE_ROWS } from "../api/resources.generated.ts";
import type { CustomResourceDefinition, OwnerReference } from "../api/types.generated.ts";
import type { Cache } from "../informers/cache.ts";
import type { Controller, ControllerContext } from "./controller.ts";

const FOREGROUND = "foregroundDeletion";
const ORPHAN = "orphan";

export const garbageCollector: Controller = {
  name: "generic-garbage-collector",
  eventSource: "garbage-collector-controller",
  for: "*",
  watches: [{ kind: "*", keysFor: keysToLookAt }],

  reconcile(key, context) {
    const [kind = "", objectKey = ""] = key.split(" ");
    const object = context.cache.find(kind, objectKey);
    if (object === undefined) return "done";
    if (isBeingDeleted(object)) finishDeletion(object, context);
    else removeIfUnowned(object, context);
    return "done";
  },
};

const idOf = (object: KubeObject) => `${object.kind} ${keyOf(object)}`;

// Of most changes nothing follows: only of an object that goes, or one that names owners.
function keysToLookAt(object: KubeObject, cache: Cache): readonly string[] {
  const { ownerReferences, uid, finalizers } = object.metadata;
  const gone = cache.byUid(uid) === undefined;
  if (gone) {
    const owners = (ownerReferences ?? []).flatMap((owner) => ownerOf(object, owner, cache) ?? []);
    return [...cache.dependentsOf(uid), ...owners.filter(isBeingDeleted)].map(idOf);
  }
  if (isBeingDeleted(object)) return (finalizers?.length ?? 0) > 0 ? [idOf(object)] : [];
  const missing =
    ownerReferences?.some((owner) => ownerOf(object, owner, cache) === undefined) ?? false;
  return missing ? [idOf(object)] : [];
}

/** A namespaced object's owner stands in the same namespace or in none. */
function ownerOf(object: KubeObject, owner: OwnerReference, cache: Cache): KubeObject | undefined {
  const found = cache.byUid(owner.uid);
  if (found === undefined || found.kind !== owner.kind || found.metadata.name !== owner.name)
    return undefined;
  const { namespace = "" } = found.metadata;
  return namespace === "" || namespace === object.metadata.namespace ? found : undefined;
}

const BUILT_IN: ReadonlySet<string> = new Set(
  RESOURCE_ROWS.map(({ group, kind }) => `${group}/${kind}`),
);

function isKnownKind({ apiVersion, kind }: OwnerReference, cache: Cache): boolean {
  const group = apiVersion.includes("/") ? (apiVersion.split("/")[0] ?? "") : "";
  if (BUILT_IN.has(`${group}/${kind}`)) return true;
  const definitions = cache.list("CustomResourceDefinition") as readonly CustomResourceDefinition[];
  return definitions.some(({ spec }) => spec.group === group && spec.names.kind === kind);
}

const NAMESPACED: ReadonlySet<string> = new Set(
  RESOURCE_ROWS.filter(({ namespaced }) => namespaced).map(({ group, kind }) => `${group}/${kind}`),
);

/** What stands in no namespace cannot say in which one its owner is. */
function cannotBeFound(object: KubeObject, { apiVersion, kind }: OwnerReference): boolean {
  const group = apiVersion.includes("/") ? (apiVersion.split("/")[0] ?? "") : "";
  return object.metadata.namespace === undefined && NAMESPACED.has(`${group}/${kind}`);
}

/** An owner that exists, but in another namespace, is none; that is told. */
function tellForeignOwners(object: KubeObject, { cache, event }: ControllerContext): void {
  const { namespace = "", ownerReferences = [] } = object.metadata;
  for (const owner of ownerReferences) {
    const found = cache.byUid(owner.uid);
    const elsewhere = found?.metadata.namespace;
    if (elsewhere === undefined || elsewhere === namespace) continue;
    const { apiVersion, kind, name, uid } = owner;
    const identity = `[${apiVersion}/${kind}, namespace: ${namespace}, name: ${name}, uid: ${uid}]`;
    const message = `ownerRef ${identity} does not exist in namespace "${namespace}"`;
    event(object, "Warning", "OwnerRefInvalidNamespace", message);
  }
}

function removeIfUnowned(object: KubeObject, context: ControllerContext): void {
  const { api, cache } = context;
  const owners = object.metadata.ownerReferences ?? [];
  if (owners.length === 0 || owners.some((owner) => !isKnownKind(owner, cache))) return;
  tellForeignOwners(object, context);
  if (owners.some((owner) => cannotBeFound(object, owner))) return;
  const alive = owners.filter((owner) => {
    const found = ownerOf(object, owner, cache);
    return found !== undefined && !waitsForDependents(found);
  });
  const waiting = owners.filter((owner) => {
    const found = ownerOf(object, owner, cache);
    return found !== undefined && waitsForDependents(found);
  });
  const dangling = owners.length - alive.length - waiting.length;
  if (alive.length > 0) {
    if (dangling > 0 || waiting.length > 0) api.replace(withOwners(object, alive));
    return;
  }
  // With dependents of its own that block it, it waits for them in turn.
  const policy = waiting.length > 0 && blocksAnything(object, cache) ? "Foreground" : undefined;
  if (policy !== undefined && cache.dependentsOf(object.metadata.uid).some(waitsForDependents)) {
    // Owners in a circle would wait for each other for ever.
    api.replace(
      withOwners(
        object,
        owners.map((owner) => ({ ...owner, blockOwnerDeletion: false })),
      ),
    );
  }
  const options =
    policy === undefined ? defaultPolicy(object) : ({ propagationPolicy: policy } as const);
  api.delete(object.kind, keyOf(object), { uid: object.metadata.uid, ...options });
}

function defaultPolicy(object: KubeObject) {
  const finalizers = object.metadata.finalizers ?? [];
  if (finalizers.includes(ORPHAN)) return { propagationPolicy: "Orphan" } as const;
  if (finalizers.includes(FOREGROUND)) return { propagationPolicy: "Foreground" } as const;
  return { propagationPolicy: "Background" } as const;
}

function waitsForDependents(owner: KubeObject): boolean {
  return isBeingDeleted(owner) && (owner.metadata.finalizers?.includes(FOREGROUND) ?? false);
}

function blocksAnything(object: KubeObject, cache: Cache): boolean {
  return cache.dependentsOf(object.metadata.uid).length > 0;
}

function finishDeletion(owner: KubeObject, context: ControllerContext): void {
  const { api, cache } = context;
  const finalizers = owner.metadata.finalizers ?? [];
  const dependents = cache.dependentsOf(owner.metadata.uid);
  if (finalizers.includes(ORPHAN)) {
    for (const dependent of dependents) api.replace(withoutOwner(dependent, owner));
    api.replace(withoutFinalizer(owner, ORPHAN));
  } else if (finalizers.includes(FOREGROUND)) {
    for (const dependent of dependents)
      if (!isBeingDeleted(dependent)) removeIfUnowned(dependent, context);
    const left = cache.dependentsOf(owner.metadata.uid).filter((one) => blocks(one, owner));
    if (left.length === 0) api.replace(withoutFinalizer(owner, FOREGROUND));
  }
}

function blocks(dependent: KubeObject, owner: KubeObject): boolean {
  const references = dependent.metadata.ownerReferences ?? [];
  return references.some(
    ({ uid, blockOwnerDeletion }) => uid === owner.metadata.uid && blockOwnerDeletion === true,
  );
}

function withoutOwner(object: KubeObject, owner: KubeObject): KubeObject {
  const rest = (object.metadata.ownerReferences ?? []).filter(
    ({ uid }) => uid !== owner.metadata.uid,
  );
  return withOwners(object, rest);
}

function withOwners(object: KubeObject, owners: readonly OwnerReference[]): KubeObject {
  const { ownerReferences: _old, ...metadata } = object.metadata;
  const next = owners.length === 0 ? metadata : { ...metadata, ownerReferences: owners };
  return { ...object, metadata: next };
}

function withoutFinalizer(object: KubeObject, name: string): KubeObject {
  const { finalizers = [], ...metadata } = object.metadata;
  const rest = finalizers.filter((finalizer) => finalizer !== name);
  return { ...object, metadata: rest.length === 0 ? metadata : { ...metadata, finalizers: rest } };
}
