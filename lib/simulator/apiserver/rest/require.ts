/** The stored object that a request is about. */
import { notFound } from "../../api/error.ts";
import { type KubeObject, keyFor } from "../../api/object.ts";
import type { RestContext } from "./context.ts";

/** The object that the request names; NotFound when there is none. */
export function requireObject({ request, row, store }: RestContext): KubeObject {
  const name = request.name ?? "";
  const object = store.get(row.kind, keyFor(row.namespaced ? request.namespace : undefined, name));
  if (object === undefined) throw notFound(row, name);
  return object;
}
