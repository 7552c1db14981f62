/**
 * What every API object has in common, and how objects are named. Objects are immutable plain
 * JSON with structural sharing: a write makes a new object and keeps the parts that are equal.
 */
import type { KindMap, ObjectMeta } from "./types.generated.ts";

export type { KindMap, ObjectMeta };

/** Name of a built-in kind that can be stored. */
export type KindName = keyof KindMap;

/** Any stored object, custom resources included. */
export interface KubeObject {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: ObjectMeta;
  readonly [field: string]: unknown;
}

/** An object on its way to the server: no identity yet, status optional. */
export type Draft<T extends { readonly metadata: ObjectMeta }> = Omit<
  T,
  "apiVersion" | "kind" | "metadata" | "spec" | "status"
> & { readonly metadata: Partial<ObjectMeta> } & (T extends { readonly spec: infer S }
    ? { readonly spec: S }
    : unknown) &
  (T extends { readonly status: infer S } ? { readonly status?: S } : unknown);

/** `namespace/name`, or `name` for objects without a namespace. Unique within a kind. */
export type ObjectKey = string;

export function keyOf(object: { readonly metadata: ObjectMeta }): ObjectKey {
  return keyFor(object.metadata.namespace, object.metadata.name);
}

export function keyFor(namespace: string | undefined, name: string): ObjectKey {
  return namespace === undefined || namespace === "" ? name : `${namespace}/${name}`;
}

export function splitKey(key: ObjectKey): {
  readonly namespace: string | undefined;
  readonly name: string;
} {
  const slash = key.indexOf("/");
  if (slash < 0) return { namespace: undefined, name: key };
  return { namespace: key.slice(0, slash), name: key.slice(slash + 1) };
}

/** The owner that manages the object, if one does. */
export function controllerOf(object: { readonly metadata: ObjectMeta }) {
  return object.metadata.ownerReferences?.find((owner) => owner.controller === true);
}

export function isBeingDeleted(object: { readonly metadata: ObjectMeta }): boolean {
  return object.metadata.deletionTimestamp !== undefined;
}
