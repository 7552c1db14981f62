/** Taking back the finalizer by which a controller holds an object. */
import type { ObjectMeta } from "../api/object.ts";

export function withoutFinalizer<T extends { readonly metadata: ObjectMeta }>(
  object: T,
  name: string,
): T {
  const { finalizers = [], ...metadata } = object.metadata;
  const rest = finalizers.filter((finalizer) => finalizer !== name);
  return { ...object, metadata: rest.length === 0 ? metadata : { ...metadata, finalizers: rest } };
}
